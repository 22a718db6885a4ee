"""The account's forms on the full screen: what is told beside the fields."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.messages import forms, pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.form_screen import FormScreen
from rig.accounts import PASSWORD
from tests.tui.test_screens import opened, screen_text, settled, visit

NEW = "Nouveau2026!"
WARNING = forms.WARNING.format(text=error_text(Code.PASSWORD_BLANK_ENDS))


def words(app: PortalApp) -> str:
    return " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
async def test_a_password_with_a_blank_at_its_end_is_warned_of_beside_its_field(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press(*PASSWORD, "tab", "tab", *NEW, "space")
        await pilot.pause()
        assert WARNING not in words(app), "more may follow the blank"
        save = app.screen.query_one("#buttons").region
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert WARNING in words(app) and forms.ERROR.format(text="") not in words(app)
        assert size[0] < 80 or app.screen.query_one("#buttons").region == save
        await pilot.press("shift+tab", "shift+tab", "end", "backspace")
        await pilot.pause()
        assert WARNING not in words(app)
        await pilot.press("space", "tab", "tab", *NEW, "space", "enter")
        await settled(app, pilot)
    assert portal.sign_in({"login": session.identity.login, "password": f"{NEW} "})


async def test_saving_a_weak_password_marks_its_confirmation_too(
    portal: Portal, session: Session
) -> None:
    invalid = error_text(Code.PASSWORD_CONFIRMATION_INVALID)
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.PASSWORD)
        await pilot.press(*PASSWORD, "tab", "tab", *"faible", "tab", "tab", *"faible", "tab", "tab")
        await pilot.pause()
        assert error_text(Code.PASSWORD_WEAK)[:40] in words(app) and invalid not in words(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert error_text(Code.PASSWORD_WEAK)[:40] in words(app) and invalid in words(app)
        assert isinstance(screen, FormScreen) and screen.max_scroll_y == 0
        await pilot.press(*NEW, "tab", "tab", *NEW)
        await pilot.pause()
        assert invalid not in words(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Votre mot de passe a bien été modifié." in words(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_an_address_changed_meanwhile_is_shown_and_replaced_only_when_saved_again(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        other = {"current": "mail0455@mail.fr", "new": "autre@mail.fr", "confirmation": "autre@mail.fr"}
        portal.change_email(portal.sign_in.open_session(session.account_id), other)
        await pilot.press(*"dds@mail.fr", "tab", *"dds@mail.fr", "enter")
        await settled(app, pilot)
        told = forms.ERROR.format(text=error_text(Code.EMAIL_CHANGED_MEANWHILE))
        assert told in words(app) and "autre@mail.fr" in words(app)
        assert portal.read_information(session).email == "autre@mail.fr"
        assert "dds@mail.fr" in screen_text(app).split("\n")[app.cursor_position.y]
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Votre adresse email a bien été modifiée." in words(app)
    assert portal.read_information(session).email == "dds@mail.fr"


async def test_an_organisation_without_an_address_reads_that_there_is_none(portal: Portal) -> None:
    organisation = portal.sign_in.open_session(3)
    async with opened(portal, organisation) as (app, pilot):
        screen = await visit(app, pilot, Page.EMAIL)
        assert isinstance(screen, FormScreen)
        assert "Ancien email aucune" in words(app)
        row = screen.rows["current"]
        assert row.spoken_value == pages.NO_EMAIL and row.value == ""
        await pilot.press(*"a@mail.fr", "tab", *"a@mail.fr", "enter")
        await settled(app, pilot)
    assert portal.read_information(organisation).email == "a@mail.fr"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_f1_gives_the_help_of_the_guide_as_the_mouse_does(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        await pilot.press("f1")
        await pilot.pause()
        read = words(app)
        for _ in range(4):
            await pilot.press("pagedown")
            await pilot.pause()
            read += " " + words(app)
        for part in ("permet d'imprimer", "son mot de passe.", "MODIFIER ouvre"):
            assert part in read
        assert size != (80, 24) or pages.INFORMATION_HELP in read
