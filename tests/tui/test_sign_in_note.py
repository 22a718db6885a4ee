"""The note that the sign-in of this machine may have for whoever has no account."""

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import SignedOut
from cmi_tui.tui.screens.sign_in import SignInScreen
from tests.tui.test_screens import screen_text, settled

NOTE = "Un mot pour qui n'a pas de compte."


async def test_the_note_stands_above_the_fields_and_typing_goes_on(portal: Portal) -> None:
    app = PortalApp(portal, find_note=lambda: NOTE)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("a", "b")
        shown = screen_text(app)
        assert shown.index(NOTE) < shown.index("Identifiant ou adresse email *")
        assert isinstance(app.screen, SignInScreen) and app.screen.values["login"] == "ab"


async def test_it_is_looked_for_again_when_a_session_has_ended(portal: Portal, session: Session) -> None:
    app = PortalApp(portal, session, find_note=lambda: NOTE)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert NOTE not in screen_text(app)
        app.post_message(SignedOut("Fini.", Code.SESSION_IDLE))
        await settled(app, pilot)
        assert NOTE in screen_text(app) and "Fini." in screen_text(app)


async def test_what_has_just_happened_is_seen_in_the_smallest_window(
    portal: Portal, session: Session
) -> None:
    app = PortalApp(portal, session, find_note=lambda: " ".join([NOTE] * 6))
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(app, pilot)
        await pilot.press("f10")
        await settled(app, pilot)
        assert "Vous êtes déconnecté." in screen_text(app)
        assert "Identifiant ou adresse email *" in screen_text(app)
        await pilot.press("pagedown")
        await settled(app, pilot)
        assert NOTE[:20] in screen_text(app)


async def test_without_one_nothing_is_said(portal: Portal) -> None:
    app = PortalApp(portal, find_note=str)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        with_empty = screen_text(app)
    app = PortalApp(portal)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert screen_text(app) == with_empty
