"""An agent's second factor on the full screen: the code after the password, and enrolling once."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.tui.screens.enrolment import EnrolmentScreen
from cmi_tui.tui.widgets.qr_code import QrCode
from rig.accounts import SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import half_signed_in, new_agent
from tests.tui.test_screens import opened, place_of, screen_text, settled

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)])


@SIZES
async def test_the_code_is_asked_after_the_password_and_leads_to_the_desk(
    portal: Portal, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(portal, None, size) as (app, pilot):
        await pilot.press(*SUPPORT, "tab", *SUPPORT_PASSWORD, "enter")
        await settled(app, pilot)
        assert app.screen.PAGE == "second_factor"  # type: ignore[attr-defined]
        await pilot.press(*"000000", "enter")
        await settled(app, pilot)
        assert "Erreur :" in screen_text(app) and app.screen.PAGE == "second_factor"  # type: ignore[attr-defined]
        await pilot.press(*code_at(clock()), "enter")
        await settled(app, pilot)
        assert app.screen.PAGE == "find"  # type: ignore[attr-defined]


async def test_nothing_else_is_reached_before_the_code(portal: Portal) -> None:
    async with opened(portal, half_signed_in(portal)) as (app, pilot):
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.screen.PAGE == "second_factor"  # type: ignore[attr-defined]
        await pilot.press("f10")
        await settled(app, pilot)
        assert app.screen.PAGE == "sign_in"  # type: ignore[attr-defined]


@SIZES
async def test_an_agent_enrols_with_the_seed_that_is_shown_once(
    portal: Portal, clock: FakeClock, size: tuple[int, int]
) -> None:
    session = new_agent(portal)
    async with opened(portal, session, size) as (app, pilot):
        await settled(app, pilot)
        assert isinstance(app.screen, EnrolmentScreen)
        seed = session.offered_seed
        assert len(seed) == 32
        assert size != (80, 24) or seed in "".join(screen_text(app).split())
        field = app.screen.rows["code"]
        field.focus_input()
        await pilot.press(*code_at(clock(), seed), "enter")
        await settled(app, pilot)
        assert str(app.screen.PAGE) == "find"


async def test_the_qr_code_is_drawn_where_the_window_holds_it(portal: Portal) -> None:
    async with opened(portal, new_agent(portal), (80, 30)) as (app, pilot):
        await settled(app, pilot)
        await pilot.click(offset=place_of(app, "#seed", "draw"))
        await settled(app, pilot)
        rows = [row[:45].rstrip() for row in screen_text(app).split("\n")[1:-1]]
        assert sum(len(row) > 30 for row in rows) > 15
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "demande une fenêtre" in " ".join(screen_text(app).split())
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EnrolmentScreen)


def test_two_modules_of_a_column_share_a_cell() -> None:
    code = QrCode([[True, False], [True, True], [False, True]])
    rows = [code._row(2, upper, lower).text for upper, lower in (([True, False], [True, True]),)]
    assert rows == ["█▄"]
    assert "41 colonnes et 23 lignes" in pages.qr_code_too_large(41, 23)
