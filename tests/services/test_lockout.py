"""What an attacker with one, twenty or more addresses gets, and what the holder meets then."""

from random import Random

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.activation import new_code
from cmi_tui.services.password_hashing import PasswordHasher
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from tests.conftest import FakeClock
from tests.services.test_throttling import ATTACKER, HOME, attempt, fail
from tests.services.test_throttling import evaluated as evaluated
from tests.storage.rows import column

ADDRESS = "mail0455@mail.fr"
PHONE = "198.51.100.20"


def attackers(count: int) -> list[str]:
    return [f"203.0.113.{number}" for number in range(count)]


def exhaust(portal: Portal, clock: FakeClock, source: str) -> None:
    """Fails as often as a source may in a day."""
    tries = 0
    while tries < 25:
        said = attempt(portal, AUGUSTE, source=source)
        if said.startswith("wait"):
            clock.advance(float(said.split()[1]))
        else:
            tries += 1


def test_one_address_shuts_nobody_out_however_long_it_tries(
    portal: Portal, clock: FakeClock, evaluated: list[str]
) -> None:
    exhaust(portal, clock, ATTACKER)
    assert len(evaluated) == 25 and attempt(portal, AUGUSTE).startswith("wait")
    assert attempt(portal, ADDRESS, PASSWORD, PHONE) == "done", "from an address not used before"


def test_five_failures_elsewhere_leave_a_new_place_its_own_five(portal: Portal) -> None:
    fail(portal, 5)
    fail(portal, 5, source=PHONE)
    assert attempt(portal, AUGUSTE, PASSWORD, PHONE) == "wait 60"
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"


def test_twenty_addresses_get_a_hundred_tries_a_day_and_a_known_place_none_of_the_harm(
    portal: Portal, clock: FakeClock, evaluated: list[str]
) -> None:
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"
    evaluated.clear()
    for source in attackers(19):
        fail(portal, 5, source=source)
    assert attempt(portal, AUGUSTE, PASSWORD, PHONE) == "done", "nineteen do not do"
    for source in attackers(20)[19:]:
        fail(portal, 5, source=source)
    evaluated.clear()
    wait = attempt(portal, AUGUSTE, PASSWORD, "198.51.100.21")
    assert wait == "wait 86400" and evaluated == []
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"
    assert attempt(portal, AUGUSTE, PASSWORD, PHONE) == "done"
    clock.advance(86400)
    assert attempt(portal, AUGUSTE, PASSWORD, "198.51.100.21") == "done"


def test_patient_addresses_cannot_take_what_is_kept_for_new_ones(
    portal: Portal, clock: FakeClock, evaluated: list[str]
) -> None:
    with portal.database.writing() as transaction:
        transaction.throttle.take(["account 1"])
        transaction.throttle.put({"account 1": [transaction.now] * 45})
    fail(portal, 5)
    evaluated.clear()
    clock.advance(60)
    assert attempt(portal, ADDRESS) == "sign_in_refused"
    assert evaluated == [], "a source that has had its five gets no further than half of the hundred"
    assert attempt(portal, ADDRESS, PASSWORD, PHONE) == "done"


def test_networks_of_one_site_count_together(portal: Portal) -> None:
    for number in range(5):
        fail(portal, 1, source=f"2001:db8:5:{number}::1")
    assert attempt(portal, AUGUSTE, source="2001:db8:5:9::1") == "wait 60"
    assert attempt(portal, AUGUSTE, source="2001:db8:6::1") == "sign_in_refused"


def test_a_neighbour_of_a_known_place_does_not_shut_it_out(portal: Portal) -> None:
    home, neighbour = "2001:db8:5:1::1", "2001:db8:5:2::1"
    assert attempt(portal, AUGUSTE, PASSWORD, home) == "done"
    fail(portal, 5, source=neighbour)
    assert attempt(portal, AUGUSTE, PASSWORD, home) == "done"
    for number in range(19):
        fail(portal, 5, f"nobody{number}", neighbour)
    assert attempt(portal, AUGUSTE, source=neighbour) == "wait 3600"
    assert attempt(portal, AUGUSTE, PASSWORD, home) == "done"
    assert attempt(portal, "nobody", source=home) == "wait 3600", "it is known to that account alone"


def test_a_code_opens_whatever_happened_to_the_password(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    for source in attackers(20):
        fail(portal, 5, source=source)
    monkeypatch.undo()
    for source in ("203.0.113.1", PHONE):
        assert attempt(portal, AUGUSTE, PASSWORD, source).startswith("wait")
        assert attempt(portal, AUGUSTE, code, source) == "done"


def test_guessing_codes_waits_as_guessing_passwords_does_and_keeps_no_password_out(
    portal: Portal, evaluated: list[str]
) -> None:
    portal.manage_accounts.issue_code(AUGUSTE, "agent")
    said = [attempt(portal, AUGUSTE, new_code()) for _ in range(6)]
    assert said == ["sign_in_refused"] * 5 + ["wait 60"] and len(evaluated) == 5
    assert attempt(portal, AUGUSTE, PASSWORD) == "done"


def test_what_looks_like_a_code_is_no_way_around_the_limit_on_passwords(
    portal: Portal, evaluated: list[str]
) -> None:
    fail(portal, 5)
    assert [attempt(portal, AUGUSTE, new_code()) for _ in range(5)] == ["sign_in_refused"] * 5
    assert len(evaluated) == 5


PAIRS = [(AUGUSTE, ADDRESS), (CLEMENCE, "assistance@mail.fr"), ("nobody", "nobody@mail.fr")]


@pytest.mark.parametrize("seed", range(4))
def test_no_answer_tells_whether_two_names_are_one_account(
    portal: Portal, clock: FakeClock, seed: int
) -> None:
    random = Random(seed)
    said: list[list[str]] = [[], [], []]
    for _ in range(60):
        which, place = random.randrange(2), random.randrange(3)
        password = random.choice(["wrong", "0000-0000-0000"])
        for number, names in enumerate(PAIRS):
            source = f"198.51.{number}.{place}"
            said[number].append(attempt(portal, names[which], password, source))
        clock.advance(random.choice([0, 0, 1, 59, 600]))
    assert said[0] == said[1] == said[2] and any(text.startswith("wait") for text in said[0])


def test_a_hundred_failures_on_one_name_say_nothing_of_the_other(portal: Portal) -> None:
    for number, (identifier, _address) in enumerate(PAIRS):
        for place in range(20):
            fail(portal, 5, identifier, f"10.{number}.0.{place}")
    said = [[attempt(portal, name, "wrong", PHONE) for name in names] for names in PAIRS]
    assert said == [["wait 86400", "sign_in_refused"]] * 3


def test_the_same_work_is_done_for_a_try_that_is_not_looked_at(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    hashes: list[str | None] = []

    def verify(_self: PasswordHasher, password_hash: str | None, password: str) -> bool:
        assert password == "wrong"
        hashes.append(password_hash)
        return False

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    fail(portal, 5)
    fail(portal, 1, ADDRESS)
    assert len(hashes) == 6 and hashes[-1] is None
    outcomes = column(database_url, "SELECT outcome FROM journal ORDER BY id")
    assert outcomes == ["sign_in_refused"] * 5 + ["too_many_tries"]
