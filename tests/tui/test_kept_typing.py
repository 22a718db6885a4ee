"""Of what was typed only what would be lost is kept, and only when a session ends by itself."""

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.first_page import first_page
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.home import HomeScreen
from tests.conftest import FakeClock
from tests.tui.test_key_order import typing
from tests.tui.test_screens import screen_text

_F10, _BEFORE = "\x1b[21~", "\x1b[Z"


async def test_who_signs_out_and_abandons_what_was_typed_leaves_nothing(
    portal: Portal, session: Session
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("neuve@mail.fr")
        await typist.send(_F10)
        assert typist.state[0] == "confirm_leave"
        await typist.send(_BEFORE, "\r")
        assert typist.state[0] == "sign_in" and "gardé" not in screen_text(typist.app)
    assert portal.drafts.form_of(session.account_id) == ""


async def test_a_form_that_is_as_it_was_opened_is_not_kept(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    async with typing(portal, session, Page.EXPORT) as typist:
        assert typist.state[1]["path"]
        clock.advance((session.expires_at - clock()).total_seconds())
        typist.app.end_session_in_time()
        await typist.rest()
        assert typist.state[0] == "sign_in" and "gardé" not in screen_text(typist.app)
    assert portal.drafts.form_of(session.account_id) == ""


def test_news_of_what_was_just_done_stands_before_what_is_kept(portal: Portal, session: Session) -> None:
    portal.drafts.keep(session.account_id, EMAIL, {"new": "neuve@mail.fr"})
    for notice in (pages.PASSWORD_CHANGED, ""):
        screen = first_page(portal, session, notice)
        assert isinstance(screen, HomeScreen)
        assert screen._notice == (notice or pages.TYPING_KEPT.format(form="Mon adresse email"))
