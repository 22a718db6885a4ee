"""Activation, throttling and idle sessions as the full screen shows them."""

import gc
import warnings
from copy import copy

import pytest
from textual.events import Event, Key, MouseDown, Paste
from textual.pilot import Pilot

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.idle import IdleWatch
from cmi_tui.tui.navigation import Page, Visit
from rig.accounts import AUGUSTE, PASSWORD
from tests.storage.rows import column
from tests.tui.test_screens import SIZES, opened, screen_text, settled, visit


async def type_sign_in(app: PortalApp, pilot: Pilot[int], password: str) -> None:
    app.screen.query("InputRow").first().focus()
    await pilot.pause()
    for character in (*AUGUSTE, "tab", *password):
        await pilot.press(character)
    await pilot.press("enter")
    await settled(app, pilot)
    await pilot.pause()


@SIZES
async def test_a_code_opens_the_choice_of_a_password_then_the_home_page(
    portal: Portal, size: tuple[int, int]
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    async with opened(portal, None, size) as (app, pilot):
        await type_sign_in(app, pilot, code.lower())
        assert "Nouveau mot de passe *" in screen_text(app)
        await pilot.press(*"faible", "enter")
        await settled(app, pilot)
        assert app.session is not None and app.session.must_choose_password
        await pilot.press(*"Mien-2027!", "tab", "tab", *"Mien-2027!", "enter")
        await settled(app, pilot)
        await pilot.pause()
        assert "Votre mot de passe a bien été modifié." in screen_text(app)
        assert app.session is not None and not app.session.must_choose_password


async def test_a_throttled_sign_in_says_how_long(portal: Portal) -> None:
    async with opened(portal, None) as (app, pilot):
        await type_sign_in(app, pilot, "wrong")
        for _ in range(5):
            await pilot.press("enter")
            await settled(app, pilot)
        assert "Trop de tentatives. Réessayez dans 1 minute." in screen_text(app)


async def test_the_home_page_tells_of_the_sign_ins_before(portal: Portal) -> None:
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, "192.0.2.7")
    session = portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    async with opened(portal, session) as (app, _pilot):
        shown = " ".join(screen_text(app).split())
        assert "Ma dernière connexion Aujourd'hui à" in shown and "par SSH depuis 192.0.2.7." in shown
        assert "Aucune tentative échouée depuis." in shown


class Seconds:
    """A clock of seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("page", [Page.HOME, Page.EMAIL])
async def test_an_idle_session_is_announced_put_off_by_any_key_and_ended(
    portal: Portal, session: Session, page: Page, database_url: str
) -> None:
    seconds = Seconds()
    app = PortalApp(portal, session, idle=IdleWatch(seconds))
    async with app.run_test(size=(80, 24)) as pilot:
        await visit(app, pilot, page)
        seconds.now += 479
        app.end_session_in_time()
        assert "Sans activité" not in screen_text(app)
        seconds.now += 1
        app.end_session_in_time()
        await pilot.pause()
        assert "Sans activité" in screen_text(app)
        await pilot.press("f1")
        await pilot.press("escape")
        await pilot.pause()
        assert "Sans activité" not in screen_text(app)
        seconds.now += 599
        app.end_session_in_time()
        await pilot.pause()
        assert "Sans activité" in screen_text(app) and app.session is session
        await pilot.press("f1")
        seconds.now += 600
        app.end_session_in_time()
        await settled(app, pilot)
        await pilot.pause()
        assert app.session is None and session.is_over
        assert "un long moment sans activité" in " ".join(screen_text(app).split())
    ends = column(database_url, "SELECT outcome FROM journal WHERE event = 'session_end'")
    assert ends == ["session_idle"]


@pytest.mark.parametrize(
    "act",
    [Key("x", "x"), Paste("x"), MouseDown(None, 1, 20, 0, 0, 1, False, False, False)],
    ids=["key", "paste", "click"],
)
async def test_whatever_a_hand_does_puts_the_end_off(
    portal: Portal, session: Session, act: Event
) -> None:
    seconds = Seconds()
    app = PortalApp(portal, session, idle=IdleWatch(seconds))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            seconds.now += 599
            app.post_message(copy(act))
            await pilot.pause()
        app.end_session_in_time()
        await settled(app, pilot)
        assert app.session is session and "activité" not in screen_text(app)


@pytest.mark.parametrize("page", list(Page))
async def test_signing_out_is_offered_on_every_page(
    portal: Portal, session: Session, page: Page
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, page)
        assert "F10 Se déconnecter" in screen_text(app)


async def test_nobody_signed_in_is_never_idle(portal: Portal) -> None:
    seconds = Seconds()
    app = PortalApp(portal, None, idle=IdleWatch(seconds))
    async with app.run_test() as pilot:
        seconds.now += 10_000
        app.end_session_in_time()
        await pilot.pause()
        assert "CONNEXION" in screen_text(app) and "activité" not in screen_text(app)


async def test_signing_out_ends_the_session_for_good(
    portal: Portal, session: Session, database_url: str
) -> None:
    async with opened(portal, session) as (app, pilot):
        await pilot.press("f10")
        await settled(app, pilot)
        assert session.is_over
    ends = "SELECT outcome FROM journal WHERE event = 'session_end'"
    assert column(database_url, ends) == ["signed_out"]


async def test_an_application_that_ends_before_a_page_has_opened_leaves_nothing_waiting(
    portal: Portal, session: Session
) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", RuntimeWarning)
        async with opened(portal, session) as (app, _pilot):
            app.on_visit(Visit(Page.INFORMATION))
            app.workers.cancel_all()
        gc.collect()
    assert not warned


async def test_who_is_refused_is_told_whom_to_call(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Portal, "support_phone", "01 23 45 67 89")
    async with opened(portal, None) as (app, pilot):
        await type_sign_in(app, pilot, "faux")
        assert "Appelez le 01 23 45 67 89." in " ".join(screen_text(app).split())
