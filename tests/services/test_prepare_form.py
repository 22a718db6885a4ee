"""Answers for a form that is about to be fetched: an hour, any process, then nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.throttling import CHANGES
from cmi_tui.services import prepare_form
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from tests.conftest import FakeClock
from tests.storage.rows import column

GIVEN = {"card_1": "12 34 AB", "card_2": "", "reason": "other", "details": "puce muette"}
EMPTY = dict.fromkeys(GIVEN, "")
KEPT = "SELECT details FROM prepared_form"


@pytest.fixture
def other_process(database_url: str, clock: FakeClock) -> Iterator[Portal]:
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": database_url}), clock)
    yield portal
    portal.close()


def test_what_is_answered_is_in_the_form_that_another_process_makes(
    portal: Portal, session: Session, other_process: Portal
) -> None:
    portal.prepare_form(session, GIVEN)
    given = other_process.prepare_form.current(session)
    assert given == GIVEN
    content = other_process.export_form.content(session, given)
    assert "puce muette" in content.text.decode() and "12 34 AB" in content.text.decode()


def test_an_hour_later_nothing_is_left(
    portal: Portal, session: Session, clock: FakeClock, database_url: str
) -> None:
    portal.prepare_form(session, GIVEN)
    clock.advance(3599)
    assert portal.prepare_form.erase_old() == 0
    assert portal.prepare_form.current(session) == GIVEN
    clock.advance(1)
    other = portal.open_demonstration()
    assert portal.prepare_form.current(other) == EMPTY
    assert portal.prepare_form.erase_old() == 1
    assert column(database_url, KEPT) == []


def test_a_purge_erases_them_too(
    portal: Portal, session: Session, clock: FakeClock, database_url: str
) -> None:
    portal.prepare_form(session, GIVEN)
    clock.advance(3600)
    portal.audit.purge(timedelta(days=365), "agent")
    assert column(database_url, KEPT) == []


def test_newer_answers_take_the_place_of_the_older(portal: Portal, session: Session) -> None:
    portal.prepare_form(session, GIVEN)
    portal.prepare_form(session, {**EMPTY, "details": "rayée"})
    assert portal.prepare_form.current(session) == {**EMPTY, "details": "rayée"}


def test_nobody_else_has_them(portal: Portal, session: Session) -> None:
    portal.prepare_form(session, GIVEN)
    assert portal.prepare_form.current(portal.sign_in.open_session(2)) == EMPTY


def test_a_wrong_number_is_refused_and_nothing_is_kept(
    portal: Portal, session: Session, database_url: str
) -> None:
    with pytest.raises(Refused) as caught:
        portal.prepare_form(session, {**GIVEN, "card_1": "12/34"})
    assert caught.value.errors == {"card_1": Code.CARD_NUMBER_INVALID}
    assert column(database_url, KEPT) == []


def test_forms_are_not_prepared_without_end(portal: Portal, session: Session) -> None:
    for _ in range(CHANGES.most):
        portal.prepare_form(session, GIVEN)
    with pytest.raises(Refused) as caught:
        portal.prepare_form(session, GIVEN)
    assert caught.value.errors == {"card_1": Code.TOO_MANY_TRIES}


def test_a_session_that_is_over_prepares_nothing(portal: Portal, session: Session) -> None:
    portal.end_session(session, "left")
    with pytest.raises(SessionEnded):
        portal.prepare_form(session, GIVEN)
    with pytest.raises(SessionEnded):
        portal.prepare_form.current(session)


def test_a_database_that_cannot_erase_now_is_asked_again_later(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked() -> None:
        raise Unavailable(Code.DATABASE_LOCKED)

    monkeypatch.setattr(portal.database, "writing", locked)
    assert portal.prepare_form.erase_old() == 0
    assert caplog.messages == ["prepared forms not erased: database_locked"]


def test_old_answers_are_erased_so_many_at_once(
    portal: Portal, session: Session, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_form, "_PURGED_AT_ONCE", 1)
    for each in (session, portal.sign_in.open_session(2)):
        portal.prepare_form(each, GIVEN)
    clock.advance(3600)
    assert [portal.prepare_form.erase_old() for _ in range(3)] == [1, 1, 0]


def test_the_journal_is_told_no_answer(portal: Portal, session: Session, database_url: str) -> None:
    portal.prepare_form(session, GIVEN)
    query = "SELECT outcome || detail FROM journal WHERE event = 'form_preparation'"
    assert column(database_url, query) == ["done"]
