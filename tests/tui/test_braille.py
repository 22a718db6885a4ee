"""What a Braille display of 40 cells shows: the part of the cursor's row in which the cursor is."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.widgets.field_row import FieldRow
from tests.tui.test_accessibility import every_screen, stops
from tests.tui.test_screens import screen_text

CELLS = 40


def braille(app: PortalApp, rows_up: int = 0) -> str:
    """The cells under the fingers, or those of a row above, to which the display is moved by a key."""
    x, y = app.cursor_position
    start = x - x % CELLS
    return screen_text(app).split("\n")[y - rows_up][start : start + CELLS]


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_what_has_the_focus_is_under_the_fingers(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    seen = 0
    async for app, pilot, screen in every_screen(portal, session, size):
        for widget, stop in stops(screen):
            focused = screen.focused
            assert focused is widget, screen
            if not isinstance(widget, FieldRow):
                text = "".join(cell.text for cell in widget.drawing(widget.size.width).rows[stop.row])
                name = text[stop.column : stop.column + stop.width].strip()
                shown = braille(app)
                assert name[: len(shown.split()[-1])].strip()[:4] in shown, (screen, name, shown)
                seen += 1
            await pilot.press("tab")
            await pilot.pause()
            if getattr(screen.focused, "at", "") == "page":
                await pilot.press("tab")
                await pilot.pause()
    assert seen > 30


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_with_labels_above_each_field_is_named_one_row_up(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    wanted = {**portal.keep_preferences.current(session), "labels_above": "yes"}
    portal.keep_preferences(session, wanted)
    named = 0
    async for app, pilot, screen in every_screen(portal, session, size):
        if not isinstance(screen, FormScreen) or screen.form.name == "sign_in":
            continue
        for row in screen.rows.values():
            if not row.stops:
                continue
            row.go_to("input")
            row.focus()
            await pilot.pause()
            await pilot.pause()
            if app.cursor_position.x >= CELLS:
                continue  # the cursor is at the end of a long path
            assert row.label[:CELLS].split()[0] in braille(app, rows_up=1), (screen, row)
            named += 1
    assert named >= 11
