"""Purging the journal: what opens it closes with it, and a wrong clock deletes nothing."""

from datetime import timedelta
from typing import Any

import pytest

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.services import audit
from cmi_tui.storage.activations import Activations
from cmi_tui.storage.journal import Journal
from cmi_tui.storage.throttle import Throttle
from tests.conftest import FakeClock
from tests.storage.rows import column, execute

DAY = 86400
YEAR = timedelta(days=365)


def line(portal: Portal) -> None:
    with portal.database.writing() as transaction:
        transaction.journal.add(Entry(Event.EXPORT, DONE))


@pytest.fixture
def two_years(portal: Portal, clock: FakeClock) -> None:
    """A line a month for two years."""
    for _ in range(24):
        line(portal)
        clock.advance(30 * DAY)


def lines(url: str) -> list[object]:
    return column(url, "SELECT count(*) FROM journal WHERE event = 'form_export'")


@pytest.mark.usefixtures("two_years")
def test_a_purge_closes_what_it_opens(
    portal: Portal, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PURGE_LINES", 5)
    asked: list[int] = []
    for kept in (Journal, Throttle, Activations):

        def purge(self: Any, when: object, most: int, real: Any = kept.purge) -> Any:
            asked.append(most)
            return real(self, when, most)

        monkeypatch.setattr(kept, "purge", purge)
    assert portal.audit.purge(YEAR, "agent") == 12 and set(asked) == {5}
    told = (
        "SELECT outcome || ' ' || operator || ' ' || detail FROM journal WHERE event = 'journal_purge'"
    )
    assert column(database_url, told) == [f"done agent before={(clock() - YEAR).date()}"]
    clock.advance(-600 * DAY)
    line(portal)
    newest = "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)"
    for statement in ("DELETE FROM journal", newest):
        with pytest.raises(Exception, match="append-only"):
            execute(database_url, statement)
    assert lines(database_url) == [13]


@pytest.mark.usefixtures("two_years")
def test_a_purge_that_is_cut_off_leaves_nothing_open(portal: Portal, database_url: str) -> None:
    with pytest.raises(ZeroDivisionError), portal.database.writing() as transaction:
        transaction.journal.purge(transaction.now, 5)
        raise ZeroDivisionError
    assert lines(database_url) == [24]
    with pytest.raises(Exception, match="append-only"):
        execute(database_url, "DELETE FROM journal")


def refused(portal: Portal) -> Code:
    with pytest.raises(Refused) as caught:
        portal.audit.purge(YEAR, "agent")
    return caught.value.errors["clock"]


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize(
    ("ahead", "in_use"),
    [(3650 * DAY, False), (3650 * DAY, True), (400 * DAY, False), (400 * DAY, True), (40 * DAY, False)],
)
def test_a_clock_far_ahead_deletes_nothing_unless_told(
    portal: Portal, clock: FakeClock, database_url: str, ahead: int, in_use: bool
) -> None:
    clock.advance(ahead)
    if in_use:
        line(portal)
    for _ in range(2):
        assert refused(portal) is Code.CLOCK_DOUBTFUL
    assert lines(database_url) == [24 + in_use]
    lines_of_purges = "SELECT outcome || ' ' || operator FROM journal WHERE event = 'journal_purge'"
    assert column(database_url, lines_of_purges) == ["clock_doubtful agent"] * 2
    assert portal.audit.purge(YEAR, "agent", trusting_clock=True) >= 13


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("ahead", [40, 364, 366, 390])
@pytest.mark.parametrize("in_use", [1, 20])
@pytest.mark.parametrize("purged_before", [False, True])
def test_a_jump_of_the_clock_is_seen_among_the_lines_that_stay(
    portal: Portal, clock: FakeClock, database_url: str, ahead: int, in_use: int, purged_before: bool
) -> None:
    if purged_before:
        portal.audit.purge(YEAR, "agent")
        clock.advance(DAY)
    before = lines(database_url)
    clock.advance(ahead * DAY)
    for _ in range(in_use):
        line(portal)
        clock.advance(DAY)
    assert refused(portal) is Code.CLOCK_DOUBTFUL
    assert lines(database_url) == [before[0] + in_use]  # type: ignore[operator]


@pytest.mark.usefixtures("two_years")
def test_a_real_silence_is_vouched_for_once(portal: Portal, clock: FakeClock) -> None:
    clock.advance(100 * DAY)
    line(portal)
    assert refused(portal) is Code.CLOCK_DOUBTFUL
    assert portal.audit.purge(YEAR, "agent", trusting_clock=True) == 16
    for _ in range(40):
        clock.advance(DAY)
        portal.audit.purge(YEAR, "agent")
    for _ in range(12):
        clock.advance(31 * DAY)
        portal.audit.purge(YEAR, "agent")


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize("jump", [200, 3650, -3650])
def test_a_clock_that_was_wrong_and_is_right_again_is_no_doubt(
    portal: Portal, clock: FakeClock, jump: int
) -> None:
    portal.audit.purge(YEAR, "agent")
    clock.advance(jump * DAY)
    line(portal)
    clock.advance(-jump * DAY + DAY)
    portal.audit.purge(YEAR, "agent")


def test_an_empty_journal_and_a_clock_set_back_are_no_doubt(portal: Portal, clock: FakeClock) -> None:
    assert portal.audit.purge(YEAR, "agent") == 0
    clock.advance(-3650 * DAY)
    assert portal.audit.purge(YEAR, "agent") == 0


def test_the_command_says_how_to_insist(
    portal: Portal, database_url: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    with portal.database.writing() as transaction:
        transaction.journal._now = transaction.now - timedelta(days=3650)
        transaction.journal.add(Entry(Event.EXPORT, DONE))
    assert main(["journal", "purge"]) == 1
    assert "--trust-clock" in capsys.readouterr().err
    assert main(["journal", "purge", "--trust-clock"]) == 0
    assert "1 ligne de" in capsys.readouterr().out
