"""What a screen reader says of a form: the rows that change, or the letter where only its row does."""

from difflib import ndiff

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.lean import screen as lean_screen
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui import typing_pause
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from rig.accounts import PASSWORD
from tests.tui.test_screens import opened, screen_text, settled, visit

sizes = pytest.mark.parametrize("size", [(80, 24), (80, 19), (59, 24), (40, 12)])
_WRONG = "Votre adresse mail n'est pas conforme."
_RULE = error_text(Code.PASSWORD_WEAK)


class Ear:
    """Hears what a portal shows anew; while something is typed the hand does not rest by itself."""

    def __init__(self, app: PortalApp, pilot: Pilot[int]) -> None:
        self._app = app
        self._pilot = pilot
        self._shown = screen_text(app).split("\n")

    async def hear(self, *keys: str) -> list[str]:
        """Presses keys; the rows that have changed since, but for those that are blank now."""
        await self._pilot.press(*keys)
        await settled(self._app, self._pilot)
        return self._news()

    async def rest(self) -> list[str]:
        """Lets the hand rest; the same."""
        screen = self._app.screen
        assert isinstance(screen, FormScreen)
        screen._pause._fire()
        await settled(self._app, self._pilot)
        return self._news()

    def _news(self) -> list[str]:
        before, self._shown = self._shown, screen_text(self._app).split("\n")
        rows = ndiff(before, self._shown)
        return [" ".join(row[2:].split()) for row in rows if row[0] == "+" and row[2:].strip()]


@pytest.fixture
def restless_hand(resting_hand: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What typing brings about is told when a test says so."""
    monkeypatch.setattr(typing_pause, "_SECONDS", 3600.0)


@sizes
@pytest.mark.usefixtures("restless_hand")
async def test_a_field_that_becomes_valid_says_so_and_no_more(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"dds", "tab", "shift+tab", "end", *"@mail.f")
        ear = Ear(app, pilot)
        assert len(await ear.hear("r")) == 1, "more than the row of the letter has changed"
        assert await ear.rest() == ["Valide."]
        assert len(await ear.hear("e")) == 1
        assert await ear.rest() == []
        await ear.hear("@")
        assert await ear.rest() == [] and "Valide." not in screen_text(app)


@sizes
@pytest.mark.usefixtures("restless_hand")
async def test_the_first_letter_in_a_field_says_that_letter_and_nothing_else(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"dds", "tab", "shift+tab")
        await settled(app, pilot)
        assert "Erreur" in screen_text(app) or "en erreur" in screen_text(app)
        ear = Ear(app, pilot)
        assert len(await ear.hear("x")) == 1
        assert await ear.rest() == [] and "Contenu" not in screen_text(app)


@sizes
@pytest.mark.usefixtures("restless_hand")
async def test_the_first_letter_of_a_path_says_that_letter_and_nothing_else(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        ear = Ear(app, pilot)
        assert len(await ear.hear("x")) == 1
        assert await ear.rest() == []


@sizes
@pytest.mark.usefixtures("restless_hand")
async def test_the_first_letter_in_the_fields_of_the_desk_says_that_letter_and_nothing_else(
    portal: Portal, faure: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, faure, size) as (app, pilot):
        for letter in "lvp1":
            ear = Ear(app, pilot)
            assert len(await ear.hear(letter)) == 1
            assert await ear.rest() == []
            await pilot.press("tab")
            await settled(app, pilot)


@pytest.mark.usefixtures("restless_hand")
async def test_a_condition_that_is_met_is_said_without_the_field(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press("tab", "tab")
        ear = Ear(app, pilot)
        assert len(await ear.hear("É")) == 1
        assert await ear.rest() == ["✓ oui une lettre majuscule"]


@sizes
async def test_a_wrong_save_says_its_sentence_once_however_often_it_repeats(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        ear = Ear(app, pilot)
        assert " ".join(await ear.hear("enter")).count(_WRONG) == 1
        for count in (2, 3):
            said = " ".join(await ear.hear("enter"))
            assert said.startswith(f"Erreur ({count}e fois) : Votre adresse")
            assert said.count("Erreur") == said.count("Votre adresse") == 1, said
        assert len(await ear.hear("x")) == 1, "the next letter says more than itself"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_save_refused_for_what_is_told_already_is_heard(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press("x", "tab", "shift+tab", "y")
        ear = Ear(app, pilot)
        assert " ".join(await ear.hear("enter")).startswith("Erreur (2e fois) : Votre adresse")


async def test_a_long_error_that_repeats_is_not_followed_by_its_help(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press(*PASSWORD, "tab", "tab", *"new", "tab", "tab", *"new", "tab", "tab")
        ear = Ear(app, pilot)
        await ear.hear("enter")
        assert " ".join(await ear.hear("enter")) == f"Erreur (2e fois) : {_RULE}"


async def test_the_button_that_shows_a_password_says_itself_and_no_help(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press("tab", "tab")
        ear = Ear(app, pilot)
        assert await ear.hear("tab") == ["Bouton afficher, Nouveau mot de passe"]


@sizes
async def test_a_page_is_painted_once_scrolled_to_the_focus_with_its_keys_and_help(
    portal: Portal, session: Session, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: dict[str, set[str]] = {}
    paint = Screen._compositor_refresh

    def note(screen: Screen[bool]) -> None:
        paint(screen)
        painted.setdefault(type(screen).__name__, set()).add(screen_text(app))

    async with opened(portal, session, size) as (app, pilot):
        monkeypatch.setattr(Screen, "_compositor_refresh", note)
        monkeypatch.setattr(lean_screen, "_NEWS_SECONDS", 0.0)
        for page in (Page.EMAIL, Page.EXPORT):
            await visit(app, pilot, page)
        app.screen.post_message(Visit(Page.INFORMATION, Section.EMAIL, pages.EMAIL_CHANGED))
        await settled(app, pilot)
        assert pages.EMAIL_CHANGED in " ".join(screen_text(app).split())
    assert {"EmailScreen", "ExportScreen", "InformationScreen"} <= painted.keys()
    assert all(len(texts) == 1 for texts in painted.values()), painted


async def test_a_label_that_comes_into_sight_with_the_focus_is_said_once(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session, (40, 12)) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        ear = Ear(app, pilot)
        for number, label in ((2, "Numéro de la carte 1"), (3, "Numéro de la carte 2")):
            assert await ear.hear("tab") == [label, f"Champ {number} sur 5, facultatif"]
        # Behind another page all is said anew, and so the foot names the field.
        await pilot.press("f1", "escape")
        await settled(app, pilot)
        assert "Numéro de la carte 2, facultatif" in screen_text(app)
