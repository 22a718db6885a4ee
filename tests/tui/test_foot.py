"""The foot: its keys, what it tells of the focus and of the pointer, and that it covers nothing."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.messages.keys import KEYS
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from tests.tui.test_screens import opened, place_of, screen_text, settled, visit


def foot_text(app: PortalApp) -> str:
    """What the foot says, without its band of keys."""
    top = app.screen.query_one("#foot").region.y
    return " ".join(" ".join(screen_text(app).split("\n")[top:-1]).split())


@pytest.mark.parametrize(
    ("page", "name", "leads_to"),
    [
        (Page.HOME, "help", "help"),
        (Page.INFORMATION, "back", "data"),
        (Page.EMAIL, "cancel", "information"),
        (Page.INFORMATION, "sign_out", "sign_in"),
    ],
)
@pytest.mark.parametrize("by_mouse", [True, False])
async def test_each_key_of_the_foot_can_be_clicked_and_reached_by_tab(
    portal: Portal, session: Session, page: Page, name: str, leads_to: str, by_mouse: bool
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, page)
        if by_mouse:
            await pilot.click(offset=place_of(app, "#foot", name))
        else:
            for _ in range(20):
                if screen.focused is screen.foot and screen.foot.at == name:
                    break
                await pilot.press("tab")
            await pilot.press("enter")
        await settled(app, pilot)
        assert leads_to == app.screen.PAGE  # type: ignore[attr-defined]


async def test_f2_in_the_foot_shows_the_password_that_has_the_focus(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press(*"Secret", "tab")
        await pilot.press("shift+tab", "f2")
        await pilot.pause()
        assert "Secret" in screen_text(app) and "masquer" in screen_text(app)
        assert "Contenu : saisi, affiché" in foot_text(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "Secret" not in screen_text(app)
        assert "Contenu : saisi, non affiché" in foot_text(app)


async def test_afficher_is_told_with_the_field_that_it_shows(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press("tab")
        await pilot.pause()
        assert foot_text(app).startswith("Bouton afficher, Ancien mot de passe")
        await pilot.press("enter")
        await pilot.pause()
        assert foot_text(app).startswith("Bouton masquer, Ancien mot de passe")


@pytest.mark.parametrize("size", [(40, 12), (59, 24), (80, 19)])
async def test_each_field_and_button_of_a_form_is_named_in_small_windows_too(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        for page in (Page.EMAIL, Page.PASSWORD, Page.EXPORT):
            screen = await visit(app, pilot, page)
            assert isinstance(screen, FormScreen)
            for row in screen.rows.values():
                if row.stops:
                    row.go_to("input")
                    row.focus()
                    await pilot.pause()
                    # What comes into sight with the focus is heard from there, and not again.
                    is_heard = row.comes_into_sight and screen.is_in_sight(row)
                    name = row.place if is_heard else row.label.removesuffix(" *")
                    assert foot_text(app).startswith(name), row
            for button in screen.buttons().buttons:
                screen.query_one("#buttons", Drawn).go_to(button.name)
                screen.query_one("#buttons").focus()
                await pilot.pause()
                screen.stop_moved()
                await pilot.pause()
                assert foot_text(app) == f"Bouton {button.label}"


async def test_in_the_smallest_window_a_wrong_field_is_told_to_be_wrong(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session, (40, 12)) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        assert foot_text(app) == "Nouvel email, obligatoire"
        await pilot.press("x", "tab", "shift+tab")
        await pilot.pause()
        assert foot_text(app) == "Nouvel email, en erreur"
        await pilot.press("tab", "tab", "shift+tab")
        await pilot.pause()
        assert foot_text(app) == "Erreur : Confirmation du nouvel email"


async def test_the_foot_says_the_error_of_the_focused_field_and_that_it_is_mended(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"dds", "tab", "shift+tab")
        await pilot.pause()
        assert foot_text(app).endswith("Erreur : Votre adresse mail n'est pas conforme. Contenu : dds")
        before = screen_text(app).split("\n")
        await pilot.press("end", *"@mail.fr")
        await pilot.pause()
        assert foot_text(app).endswith("électronique Valide.")
        rows = zip(before, screen_text(app).split("\n"), strict=True)
        said = [" ".join(now.split()) for was, now in rows if was != now and now.strip()]
        assert said == ["Nouvel email * dds@mail.fr", "Valide."]


async def test_how_to_mend_an_error_stands_below_it_and_on_f1(portal: Portal, session: Session) -> None:
    mending = "Saisissez une adresse complète, par exemple nom@exemple.fr."
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"dds", "tab")
        await pilot.pause()
        rows = [row.strip() for row in screen_text(app).split("\n")]
        assert rows[rows.index("Erreur : Votre adresse mail n'est pas conforme.") + 1] == mending
        await pilot.press("shift+tab", "f1")
        await pilot.pause()
        assert mending in screen_text(app)


async def test_f1_says_the_special_characters_in_words(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert SPECIAL_CHARACTERS in foot_text(app)
        await pilot.press("f1")
        await pilot.pause()
        assert "esperluette, guillemet, apostrophe" in " ".join(screen_text(app).split())


async def test_the_first_letter_changes_nothing_but_its_field(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        before = screen_text(app).split("\n")
        await pilot.press("d")
        await pilot.pause()
        rows = zip(before, screen_text(app).split("\n"), strict=True)
        changed = [row for was, row in rows if was != row]
        assert [row.split() for row in changed] == [["Nouvel", "email", "*", "d"]]


@pytest.mark.parametrize("page", [Page.EMAIL, Page.PASSWORD, Page.EXPORT])
async def test_nothing_moves_from_field_to_field(portal: Portal, session: Session, page: Page) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, page)
        places = {widget.id: widget.region for widget in screen.children}
        for _ in screen.focus_chain:
            await pilot.press("tab")
            await pilot.pause()
            if "Erreur" not in screen_text(app):
                assert {widget.id: widget.region for widget in screen.children} == places


async def test_more_is_announced_only_while_there_is_more(portal: Portal, session: Session) -> None:
    async with opened(portal, session, (40, 12)) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        assert "PgSv" in screen_text(app)
        for _ in range(4):
            await pilot.press("pagedown")
            await pilot.pause()
        assert "← Retour" in screen_text(app) and "PgSv" not in screen_text(app)
        await pilot.press("pageup")
        await pilot.pause()
        assert "PgSv" in screen_text(app)


async def test_what_the_pointer_is_on_is_told_where_it_covers_nothing(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await pilot.hover(offset=place_of(app, "#place", "menu"))
        await pilot.pause()
        page = screen_text(app).split("\n")
        await pilot.hover(offset=place_of(app, "#menu-entries", Page.INFORMATION))
        await pilot.pause()
        told = screen_text(app).split("\n")
        assert pages.INFORMATION_HELP in foot_text(app)
        assert all(not was.strip() for was, now in zip(page, told, strict=True) if was != now)
        await pilot.hover(offset=(60, 14))
        await pilot.pause()
        assert pages.INFORMATION_HELP not in foot_text(app)


async def test_a_hint_that_has_no_room_is_left_to_f1(portal: Portal, session: Session) -> None:
    async with opened(portal, session, (80, 17)) as (app, pilot):
        await pilot.pause()
        page = screen_text(app)
        await pilot.hover(offset=place_of(app, "#content", Page.INFORMATION))
        await pilot.pause()
        assert screen_text(app) == page
        await pilot.press("f1")
        await pilot.pause()
        assert pages.INFORMATION_HELP in " ".join(screen_text(app).split())


async def test_the_pointer_over_another_field_reads_its_help(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.hover(offset=place_of(app, "#field-confirmation", "input"))
        await pilot.pause()
        assert foot_text(app).startswith("Confirmation du nouvel email, obligatoire L'adresse")
        await pilot.hover(offset=(60, 17))
        await pilot.pause()
        assert foot_text(app).startswith("Nouvel email, obligatoire Votre adresse")


async def test_escape_and_its_key_close_the_open_menu_first(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        await pilot.press("down")
        await pilot.pause()
        assert KEYS["close_menu"] in screen_text(app) and "Échap Retour" not in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert KEYS["back"] in screen_text(app) and app.screen.PAGE == "information"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (59, 20), (40, 12)])
async def test_a_long_notice_and_the_end_of_the_session_are_told_whole(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        app.screen.post_message(Visit(Page.INFORMATION, Section.EMAIL, "Une nouvelle."))
        await settled(app, pilot)
        app.screen.foot.show_idle(pages.IDLE_NOTICE)  # type: ignore[attr-defined]
        await pilot.pause()
        assert foot_text(app) == pages.IDLE_NOTICE
