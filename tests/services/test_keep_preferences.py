"""Preferences: kept with the account, for each of its sign-ins, and told to nobody."""

from dataclasses import replace

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.identity import Role
from cmi_tui.domain.portal_forms import preferences_form
from cmi_tui.domain.preferences import YES, Preferences
from cmi_tui.domain.session_limits import IDLE_LIMIT, LONGER_IDLE_LIMIT
from cmi_tui.domain.throttling import CHANGES
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from tests.conftest import FakeClock
from tests.services.agents import agent
from tests.storage.rows import column

WANTED = Preferences(linear=True, economy=True, more_time=True)


def test_preferences_hold_at_once_and_at_the_next_sign_in_of_this_account_alone(
    portal: Portal, session: Session
) -> None:
    portal.keep_preferences(session, WANTED.values())
    assert session.preferences == WANTED
    assert portal.keep_preferences.current(session) == WANTED.values()
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD}).preferences == WANTED
    assert portal.sign_in({"login": CLEMENCE, "password": PASSWORD}).preferences == Preferences()


def test_preferences_can_be_taken_back(portal: Portal, session: Session) -> None:
    portal.keep_preferences(session, WANTED.values())
    portal.keep_preferences(session, Preferences().values())
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD}).preferences == Preferences()


def test_the_journal_is_told_that_they_changed_and_not_how(
    portal: Portal, session: Session, database_url: str
) -> None:
    portal.keep_preferences(session, WANTED.values())
    query = "SELECT outcome || detail FROM journal WHERE event = 'user_preferences_change'"
    assert column(database_url, query) == ["done"]


def test_a_preference_that_there_is_not_is_refused_and_nothing_changes(
    portal: Portal, session: Session
) -> None:
    with pytest.raises(Refused) as caught:
        portal.keep_preferences(session, {**WANTED.values(), "economy": "non"})
    assert caught.value.errors == {"economy": Code.CHOICE_UNKNOWN}
    assert portal.keep_preferences.current(session) == Preferences().values()


def test_preferences_are_not_changed_without_end(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    for _ in range(CHANGES.most):
        portal.keep_preferences(session, WANTED.values())
    with pytest.raises(Refused) as caught:
        portal.keep_preferences(session, Preferences().values())
    assert caught.value.errors == {"linear": Code.TOO_MANY_TRIES} and caught.value.wait
    clock.advance(CHANGES.window.total_seconds())
    other = portal.open_demonstration()
    portal.keep_preferences(other, Preferences().values())


def test_a_session_that_is_over_keeps_nothing(portal: Portal, session: Session) -> None:
    portal.end_session(session, "left")
    with pytest.raises(SessionEnded):
        portal.keep_preferences(session, WANTED.values())
    with pytest.raises(SessionEnded):
        portal.keep_preferences.current(session)


def test_a_chosen_password_leaves_the_preferences(portal: Portal, session: Session) -> None:
    portal.keep_preferences(session, WANTED.values())
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    new = {"new": "Mien-2027!", "confirmation": "Mien-2027!"}
    chosen = portal.choose_password(portal.sign_in({"login": AUGUSTE, "password": code}), new)
    assert chosen.preferences == WANTED


def test_more_time_is_for_holders_and_leaves_the_longest_session_as_it_is(session: Session) -> None:
    assert session.idle_limit == IDLE_LIMIT
    patient = replace(session, preferences=WANTED)
    assert patient.idle_limit == LONGER_IDLE_LIMIT and patient.expires_at == session.expires_at
    assert replace(patient, role=Role.SUPPORT).idle_limit == IDLE_LIMIT


def test_what_an_agent_is_not_asked_for_stays_as_a_holder_left_it(
    portal: Portal, clock: FakeClock
) -> None:
    session = agent(portal, clock)
    with portal.database.writing() as transaction:
        transaction.preferences.put(session.account_id, Preferences(more_time=True))
    asked = {field.name: "" for field in preferences_form(Role.SUPPORT).fields}
    portal.keep_preferences(session, {**asked, "economy": YES})
    assert session.preferences == Preferences(economy=True, more_time=True)


def test_fields_and_preferences_say_the_same() -> None:
    assert WANTED.values()["linear"] == YES and WANTED.values()["no_colour"] == ""
    assert Preferences.from_values(WANTED.values()) == WANTED
