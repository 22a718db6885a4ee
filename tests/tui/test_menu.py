"""The menu « Mes données » under a pointer that rests, and under keys that go past its ends."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.widgets.menu import ENTRIES, MenuBar, MenuEntries
from tests.tui.test_key_order import Typist, typing
from tests.tui.test_screens import opened, place_of, screen_text, settled, visit

_MOVED, _PRESSED, _RELEASED = "\x1b[<35;{};{}M", "\x1b[<0;{};{}M", "\x1b[<0;{};{}m"
_DOWN, _UP = "\x1b[B", "\x1b[A"


def is_open(typist: Typist) -> bool:
    return bool(typist.app.screen.query_one("#menu-entries").display)


async def test_a_pointer_that_rests_where_it_clicked_opens_nothing_on_the_next_page(
    portal: Portal, session: Session
) -> None:
    async with typing(portal, session, Page.INFORMATION) as typist:
        column, row = (each + 1 for each in place_of(typist.app, "#place", "menu"))
        await typist.send(_MOVED.format(column, row))
        assert is_open(typist)
        await typist.send(_PRESSED.format(column, row), _RELEASED.format(column, row))
        assert typist.state[0] == "data"
        await typist.send(_MOVED.format(column, row))
        assert not is_open(typist)
        await typist.send(_MOVED.format(column + 1, row))
        assert is_open(typist)


async def test_the_menu_ends_below_its_last_entry_and_closes_above_its_first(
    portal: Portal, session: Session
) -> None:
    async with typing(portal, session, Page.HOME) as typist:
        await typist.send(*[_DOWN] * 6)
        assert is_open(typist) and typist.app.screen.query_one("#menu-entries").has_focus
        await typist.send(*[_UP] * (len(ENTRIES) - 1))
        assert is_open(typist)
        await typist.send(_UP)
        assert not is_open(typist) and typist.app.screen.query_one("#place").has_focus


@pytest.mark.parametrize("size", [(80, 24), (59, 24), (40, 12), (120, 40)])
async def test_nothing_of_the_page_is_left_beside_an_entry(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        for page in (Page.HOME, Page.INFORMATION, Page.REQUESTS, Page.DATA):
            screen = await visit(app, pilot, page)
            screen.query_one(MenuBar).action_open_menu()
            await settled(app, pilot)
            place = screen.query_one(MenuEntries).region
            rows = screen_text(app).split("\n")[place.y : place.bottom]
            assert [row.strip() for row in rows] == list(ENTRIES.values())
