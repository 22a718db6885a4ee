"""Tries that have to wait: they cost the database nothing, and the journal a line a minute."""

import pytest
from sqlalchemy import event

from cmi_tui.composition import Portal
from cmi_tui.services import tallied_journal
from rig.accounts import AUGUSTE, CLEMENCE
from tests.conftest import FakeClock
from tests.services.test_throttling import ATTACKER, HOME, attempt, fail
from tests.services.test_throttling import evaluated as evaluated
from tests.storage.rows import column


def refusals(url: str) -> list[object]:
    query = (
        "SELECT coalesce(actor_id, subject_id, 0) || ' ' || source || ' ' || detail FROM journal"
        " WHERE outcome = 'too_many_tries' ORDER BY id"
    )
    return column(url, query)


def test_tries_that_wait_are_one_line_a_minute_with_their_number(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    fail(portal, 5)
    clock.advance(1)
    for _ in range(31):
        assert attempt(portal, AUGUSTE) == "wait 59"
    assert refusals(database_url) == [f"1 {ATTACKER} "]
    clock.advance(60)
    attempt(portal, AUGUSTE)
    assert attempt(portal, AUGUSTE) == "wait 120"
    assert refusals(database_url) == [f"1 {ATTACKER} ", f"1 {ATTACKER} count=30"]
    attempt(portal, AUGUSTE)
    portal.close()
    assert refusals(database_url)[2:] == [f"1 {ATTACKER} count=2"]


def test_a_try_that_waits_writes_nothing(portal: Portal) -> None:
    fail(portal, 5)
    attempt(portal, AUGUSTE)
    statements: list[str] = []

    @event.listens_for(portal.database._engine, "before_cursor_execute")
    def keep(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement.split()[0])

    attempt(portal, AUGUSTE)
    event.remove(portal.database._engine, "before_cursor_execute", keep)
    assert set(statements) <= {"BEGIN", "SELECT"}


def test_whatever_is_tried_the_lines_of_a_minute_are_bounded(
    portal: Portal, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallied_journal, "_MOST_KINDS", 3)
    with portal.database.writing() as transaction:
        transaction.throttle.take([f"source {ATTACKER}"])
        transaction.throttle.put({f"source {ATTACKER}": [transaction.now] * 100})
    for number in range(20):
        assert attempt(portal, f"nobody{number}") == "wait 3600"
    attempt(portal, CLEMENCE)
    portal.close()
    lines = refusals(database_url)
    assert len(lines) == 5 and all("name" in str(line) for line in lines[:3])
    assert lines[3:] == ["0  ", "0  count=17"]


def test_a_line_that_is_due_is_written_with_the_next_one_that_waits(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for name in (AUGUSTE, CLEMENCE):
        fail(portal, 5, name, HOME)
        attempt(portal, name, source=HOME)
        attempt(portal, name, source=HOME)
    clock.advance(60)
    fail(portal, 1, CLEMENCE, HOME)
    attempt(portal, CLEMENCE, source=HOME)
    assert f"1 {HOME} count=1" in refusals(database_url)
