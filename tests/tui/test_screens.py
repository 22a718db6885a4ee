"""The screens in Textual's own test driver: focus, cursor, errors, crashes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages.errors import error_text
from cmi_tui.services.read_information import ReadInformation
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.portal_screen import PortalScreen

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])


@asynccontextmanager
async def opened(
    portal: Portal, session: Session | None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[PortalApp, Pilot[int]]]:
    app = PortalApp(portal, session)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: PortalApp, pilot: Pilot[int]) -> None:
    """Waits until no use case runs and no message is left."""
    await pilot.pause()
    while len(app.workers):
        await app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def visit(app: PortalApp, pilot: Pilot[int], page: Page) -> PortalScreen:
    app.screen.post_message(Visit(page))
    await settled(app, pilot)
    assert isinstance(app.screen, PortalScreen)
    return app.screen


def screen_text(app: PortalApp) -> str:
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def place_of(app: PortalApp, selector: str, name: str) -> tuple[int, int]:
    """Where on the screen a stop of a widget begins."""
    widget = app.screen.query_one(selector, Drawn)
    stop = next(stop for stop in widget.stops if stop.name == name)
    return widget.region.x + stop.column + 1, widget.region.y + stop.row


@pytest.mark.parametrize("page", list(Page))
async def test_no_row_is_cut_and_nothing_scrolls_at_80_by_24(
    portal: Portal, session: Session, page: Page
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, page)
        assert screen.max_scroll_y == 0 and screen.max_scroll_x == 0


async def test_the_password_form_with_all_its_errors_fits_80_by_24(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.PASSWORD)
        await pilot.press("x", "enter")
        await settled(app, pilot)
        assert "Erreur : Le mot de passe doit être identique" in screen_text(app)
        assert screen.max_scroll_y == 0


async def test_the_help_of_the_focused_field_is_on_screen_and_on_f1(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        words = " ".join(screen_text(app).split())
        assert "Votre adresse de messagerie doit être au format électronique" in words
        await pilot.press("tab", "f1")
        await pilot.pause()
        assert "L'adresse de messagerie doit être saisie à l'identique" in screen_text(app)
        assert "Échap Fermer" in screen_text(app)
        await pilot.press("escape")
        assert "ENREGISTRER" in screen_text(app)


async def test_double_enter_changes_once(portal: Portal, session: Session, database_url: str) -> None:
    from tests.storage.rows import column

    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"a@b.fr", "tab", *"a@b.fr", "enter", "enter")
        await settled(app, pilot)
    query = "SELECT count(*) FROM journal WHERE event = 'user_email_change'"
    assert column(database_url, query) == [1]


@pytest.mark.parametrize("code", [code for code in Code if code.startswith("database_")])
async def test_a_trouble_of_the_database_is_told_on_the_screen(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch, code: Code
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable(code)

    async with opened(portal, session) as (app, pilot):
        monkeypatch.setattr(ReadInformation, "__call__", fail)
        await visit(app, pilot, Page.INFORMATION)
        shown = " ".join(screen_text(app).split())
        assert error_text(code) in shown and "ACCUEIL" in shown


async def test_a_session_that_is_over_leads_to_the_sign_in_screen(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        with portal.database.writing() as transaction:
            transaction.accounts._session.connection().exec_driver_sql("UPDATE account SET enabled=0")
        await visit(app, pilot, Page.INFORMATION)
        await pilot.pause()
        assert "Votre session est terminée." in screen_text(app) and app.session is None


async def test_a_proof_too_old_is_asked_before_the_email_form(
    portal: Portal, session: Session, clock: object
) -> None:
    from tests.conftest import FakeClock

    assert isinstance(clock, FakeClock)
    clock.advance(301)
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        assert "CONFIRMATION DE VOTRE IDENTITÉ" in screen_text(app)
        await pilot.press(*"Mobilite2026!", "enter")
        await settled(app, pilot)
        assert "Nouvel email" in screen_text(app)


async def test_hostile_names_are_shown_and_act_on_nothing(portal: Portal, session: Session) -> None:
    for name in ("[red]x[/]", "[@click=app.quit]x[/]", "[/", "a\x1b[2Jb\x9dc\u202ed\0"):
        object.__setattr__(session.identity, "last_name", name)
        async with opened(portal, session) as (app, _pilot):
            text = screen_text(app)
            assert text.isprintable() or set(text) - {"\n"} == set(filter(str.isprintable, text))
            if name.startswith("["):
                assert f"Bonjour Auguste {name}" in text


async def test_a_crash_tells_its_place_to_the_log_and_no_value_to_anyone(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> None:
        password = "Secret-2026!"
        raise RuntimeError(password)

    monkeypatch.setattr(ReadInformation, "__call__", crash)
    app = PortalApp(portal, session)
    with pytest.raises(WorkerFailed):
        async with app.run_test() as pilot:
            await visit(app, pilot, Page.INFORMATION)
    assert len(app.crash_reference) == 8 and app.return_code == 1
    assert app._exit_renderables == []
    assert "RuntimeError" in caplog.text and "test_screens.py" in caplog.text
    assert "Secret" not in caplog.text


async def test_an_error_row_never_moves_what_is_under_a_pressed_button(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.PASSWORD)
        await pilot.press("x")
        before = place_of(app, "#buttons", "save")
        await pilot.mouse_down(offset=before)
        await pilot.pause()
        assert place_of(app, "#buttons", "save") == before and screen.focused.id == "buttons"  # type: ignore[union-attr]
        await pilot.mouse_up(offset=before)
        await pilot.pause()


async def test_a_notice_stands_in_its_section(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        app.screen.post_message(Visit(Page.INFORMATION, Section.EMAIL, "Une nouvelle."))
        await settled(app, pilot)
        lines = [line.strip() for line in screen_text(app).split("\n")]
        assert lines.index("Une nouvelle.") == lines.index("Mon adresse email") + 1
