"""The QR code of an enrolment is drawn whole or not at all."""

import pytest

from cmi_tui.composition import Portal
from tests.services.agents import new_agent
from tests.tui.test_screens import opened, screen_text, settled


@pytest.mark.parametrize(("size", "is_drawn"), [((80, 30), True), ((80, 20), False), ((44, 30), False)])
async def test_a_window_that_is_too_low_or_too_narrow_is_told_what_it_needs(
    portal: Portal, size: tuple[int, int], is_drawn: bool
) -> None:
    async with opened(portal, new_agent(portal), size) as (app, pilot):
        await settled(app, pilot)
        app.screen.query_one("#seed").focus()
        await pilot.press("enter")
        await settled(app, pilot)
        shown = " ".join(screen_text(app).split())
        assert ("demande une fenêtre" not in shown) is is_drawn
        assert any(half in shown for half in "▀▄█") is is_drawn
