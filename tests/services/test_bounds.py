"""What grows with use has a bound: sources that an account knows, counters that count no more."""

from cmi_tui.composition import Portal
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.services.test_throttling import attempt, fail
from tests.services.test_throttling import evaluated as evaluated
from tests.storage.rows import column


def test_an_account_knows_its_fifty_latest_sources(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for number in range(52):
        with portal.database.writing() as transaction:
            transaction.throttle.remember_source(1, f"192.0.2.{number}", transaction.now)
            transaction.throttle.remember_source(2, "192.0.2.1", transaction.now)
        clock.advance(1)
    known = column(database_url, "SELECT source FROM known_source WHERE account_id = 1")
    assert set(known) == {f"192.0.2.{number}" for number in range(2, 52)}
    assert column(database_url, "SELECT source FROM known_source WHERE account_id = 2") == ["192.0.2.1"]
    assert attempt(portal, AUGUSTE, PASSWORD, "192.0.2.51") == "done"


def test_counters_of_made_up_names_go_without_a_purge(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for number in range(30):
        fail(portal, 1, f"nobody{number}")
    many = len(column(database_url, "SELECT key FROM throttle"))
    clock.advance(86400)
    for number in range(12):
        fail(portal, 1, f"other{number}")
    assert len(column(database_url, "SELECT key FROM throttle")) < many / 2
    with portal.database.reading() as transaction:
        assert transaction.throttle.peek(["account 1"]) == {"account 1": []}
