"""« Mes préférences » on the full screen, and what comes of them."""

from datetime import timedelta

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.idle import IdleWatch
from cmi_tui.tui.navigation import Page
from tests.tui.test_screens import opened, place_of, screen_text, settled, visit
from tests.tui.test_sessions import Seconds


async def test_they_are_below_the_guides_two_and_kept(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await pilot.press("down", "down", "down", "enter")
        await settled(app, pilot)
        assert app.screen.PAGE == "preferences"  # type: ignore[attr-defined]
        await pilot.press("tab", "tab", "space", *["tab"] * 5, "space", "enter")
        await settled(app, pilot)
        assert app.screen.PAGE == "data" and pages.PREFERENCES_CHANGED in screen_text(app)  # type: ignore[attr-defined]
    kept = portal.keep_preferences.current(session)
    assert {name for name, wanted in kept.items() if wanted} == {"labels_above", "more_time"}


async def test_labels_stand_above_their_fields_at_any_width_for_who_prefers_it(
    portal: Portal, session: Session
) -> None:
    wanted = {**portal.keep_preferences.current(session), "labels_above": "yes"}
    portal.keep_preferences(session, wanted)
    async with opened(portal, session, (120, 40)) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        row = app.screen.query_one("#field-new").region.y
        assert place_of(app, "#field-new", "input") == (4, row + 1)
        assert "Nouvel email *" in screen_text(app).split("\n")[row]


async def test_more_time_is_twenty_minutes_announced_at_eighteen(
    portal: Portal, session: Session
) -> None:
    wanted = {**portal.keep_preferences.current(session), "more_time": "yes"}
    portal.keep_preferences(session, wanted)
    assert session.idle_limit == timedelta(minutes=20)
    seconds = Seconds()
    app = PortalApp(portal, session, idle=IdleWatch(seconds))
    async with app.run_test(size=(80, 24)) as pilot:
        for minutes, is_said, is_open in ((17.9, False, True), (18, True, True), (20, True, False)):
            seconds.now = minutes * 60
            app.end_session_in_time()
            await settled(app, pilot)
            assert (app.session is session) is is_open
            assert not is_open or ("Sans activité" in screen_text(app)) is is_said
