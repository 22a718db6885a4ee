"""Throttling: one counter an account on every path, shared by all."""

import threading
from collections.abc import Callable

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from tests.conftest import FakeClock
from tests.services.side_by_side import side_by_side
from tests.storage.rows import column

ATTACKER = "203.0.113.9"
HOME = "192.0.2.7"


@pytest.fixture(autouse=True)
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were compared with an account's hash, which here takes no time."""
    passwords: list[str] = []

    def verify(_self: PasswordHasher, password_hash: str | None, password: str) -> bool:
        if password_hash is not None:
            passwords.append(password)
        return password_hash is not None and password == PASSWORD

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    return passwords


def attempt(portal: Portal, login: str, password: str = "wrong", source: str = ATTACKER) -> str:
    """What a try says: done, the code of its refusal, or « wait SECONDS »."""
    try:
        portal.sign_in({"login": login, "password": password}, source)
    except Refused as refused:
        if refused.wait:
            assert refused.errors == {"password": Code.TOO_MANY_TRIES}
            return f"wait {refused.wait.total_seconds():.0f}"
        return str(refused.errors["password"])
    return "done"


def fail(portal: Portal, times: int, login: str = AUGUSTE, source: str = ATTACKER) -> None:
    assert [attempt(portal, login, source=source) for _ in range(times)] == ["sign_in_refused"] * times


NAMES = [AUGUSTE, "mail0455@mail.fr", "MAIL0455@mail.fr", f" {AUGUSTE}", "Mail0455@Mail.Fr"]


def test_all_names_of_an_account_share_one_counter(portal: Portal, evaluated: list[str]) -> None:
    for name in NAMES:
        assert attempt(portal, name) == "sign_in_refused"
    assert attempt(portal, AUGUSTE, PASSWORD) == "sign_in_refused"
    assert attempt(portal, "mail0455@mail.fr", PASSWORD) == "sign_in_refused"
    assert len(evaluated) == 5


def test_an_unknown_name_waits_as_a_known_one_does(portal: Portal, clock: FakeClock) -> None:
    said = []
    for login in ("nobody@mail.fr", AUGUSTE):
        for _ in range(12):
            said.append(attempt(portal, login))
            clock.advance(30)
    assert said[:12] == said[12:] and "wait 30" in said


@pytest.mark.parametrize(
    "spellings",
    [
        ["Nobody", "nobody", "NOBODY", " nobody ", "nOBODY"],
        [
            "Élodie@mail.fr",
            "e\u0301lodie@mail.fr",
            "ÉLODIE@MAIL.FR",
            " élodie@mail.fr",
            "élodie@Mail.fr",
        ],
    ],
)
def test_an_unknown_name_has_one_counter_in_all_spellings(portal: Portal, spellings: list[str]) -> None:
    assert [attempt(portal, name) for name in spellings] == ["sign_in_refused"] * 5
    assert [attempt(portal, name) for name in spellings] == ["wait 60"] * 5


def test_thirty_failures_evaluate_25_in_24_hours(
    portal: Portal, clock: FakeClock, evaluated: list[str]
) -> None:
    for _ in range(30):
        said = attempt(portal, AUGUSTE)
        if said.startswith("wait"):
            clock.advance(float(said.split()[1]))
            fail(portal, 1)
        if len(evaluated) == 25:
            break
    assert len(evaluated) == 25
    wait = float(attempt(portal, AUGUSTE).split()[1])
    assert 3600 < wait < 86400
    clock.advance(wait)
    fail(portal, 1)


def test_during_a_wait_the_right_password_is_refused_unevaluated_and_nothing_counts(
    portal: Portal, clock: FakeClock, evaluated: list[str]
) -> None:
    fail(portal, 5)
    for _ in range(10):
        assert attempt(portal, AUGUSTE, PASSWORD) == "wait 60"
    assert len(evaluated) == 5
    clock.advance(60)
    assert attempt(portal, AUGUSTE, PASSWORD) == "done"


def test_a_success_clears_the_account_but_not_the_source(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    fail(portal, 4)
    assert attempt(portal, AUGUSTE, PASSWORD) == "done"
    fail(portal, 4, AUGUSTE)
    counted = column(database_url, f"SELECT tries FROM throttle WHERE key = 'source {ATTACKER}'")
    assert len(str(counted[0]).split()) == 8


def source_that_failed(portal: Portal, key: str, times: int) -> None:
    with portal.database.writing() as transaction:
        transaction.throttle.take([key])
        transaction.throttle.put({key: [transaction.now] * times})


def test_a_source_may_fail_100_times_an_hour_over_all_accounts(portal: Portal, clock: FakeClock) -> None:
    source_that_failed(portal, f"source {ATTACKER}", 98)
    fail(portal, 1, "one")
    fail(portal, 1, "another")
    assert attempt(portal, CLEMENCE, PASSWORD) == "wait 3600"
    assert attempt(portal, CLEMENCE, PASSWORD, HOME) == "done"
    clock.advance(3600)
    assert attempt(portal, CLEMENCE, PASSWORD) == "done"


def test_ipv6_neighbours_are_one_source(portal: Portal) -> None:
    source_that_failed(portal, "source 2001:db8::/48", 99)
    assert attempt(portal, "one", source="2001:db8::1") == "sign_in_refused"
    assert attempt(portal, "other", source="2001:db8:0:ffff::1") == "wait 3600"
    assert attempt(portal, "other", source="2001:db8:1::1") == "sign_in_refused"


def test_nobody_locks_out_a_holder_who_signed_in_from_home_within_30_days(
    portal: Portal, clock: FakeClock
) -> None:
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"
    clock.advance(29 * 86400)
    fail(portal, 5)
    assert attempt(portal, AUGUSTE, PASSWORD) == "wait 60"
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"
    assert attempt(portal, AUGUSTE, PASSWORD) == "wait 60", "only the path that succeeded is cleared"
    clock.advance(31 * 86400)
    with portal.database.reading() as transaction:
        assert not transaction.throttle.knows_source(1, HOME, transaction.now)


def test_a_clock_set_back_asks_for_one_wait_and_no_more(portal: Portal, clock: FakeClock) -> None:
    fail(portal, 5)
    clock.advance(-86400)
    assert attempt(portal, AUGUSTE) == "wait 60"
    clock.advance(60)
    assert attempt(portal, AUGUSTE, PASSWORD) == "done"


def test_of_20_parallel_guesses_five_are_evaluated(portal: Portal, evaluated: list[str]) -> None:
    barrier = threading.Barrier(20)
    said: list[str] = []

    def guess(number: int) -> None:
        barrier.wait()
        said.append(attempt(portal, NAMES[number % 5], f"guess{number}"))

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(evaluated) == 5
    assert said.count("sign_in_refused") == 10, "five for each of its two names"
    assert sum(text.startswith("wait ") for text in said) == 10


def guesser(url: str, _name: str) -> Callable[[], str]:
    PasswordHasher.verify = lambda *_: False  # type: ignore[method-assign]
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    assert portal.sign_in
    return lambda: " ".join(attempt(portal, "mail0455@mail.fr").split()[0] for _ in range(5))


def test_processes_share_the_counter(portal: Portal, database_url: str) -> None:
    said = " ".join(side_by_side(guesser, database_url, "abcd")).split()
    assert said.count("sign_in_refused") == 5 and said.count("wait") == 15


def test_every_try_is_journalled_from_where_and_unknown_names_only_by_their_hash(
    portal: Portal, database_url: str
) -> None:
    attempt(portal, AUGUSTE, PASSWORD, HOME)
    for _ in range(6):
        attempt(portal, "MyS3cretPassword!", "wrong")
    query = "SELECT outcome || ' ' || source FROM journal ORDER BY id"
    assert column(database_url, query) == [
        f"done {HOME}", *[f"sign_in_refused {ATTACKER}"] * 5, f"too_many_tries {ATTACKER}"
    ]  # fmt: skip
    details = set(column(database_url, "SELECT detail FROM journal WHERE subject_id IS NULL"))
    assert len(details) == 1 and str(details.pop()).startswith("name ")
    kept = [
        *column(database_url, "SELECT event || outcome || source || detail FROM journal"),
        *column(database_url, "SELECT key || tries FROM throttle"),
    ]
    assert "s3cret" not in str(kept).lower()


def test_stale_counters_and_sources_go(portal: Portal, clock: FakeClock, database_url: str) -> None:
    fail(portal, 3)
    attempt(portal, CLEMENCE, PASSWORD, HOME)
    clock.advance(31 * 86400)
    fail(portal, 1, "other")
    with portal.database.writing() as transaction:
        transaction.throttle.purge(transaction.now, 100)
    keys = set(map(str, column(database_url, "SELECT key FROM throttle")))
    assert len(keys) == 3 and f"source {ATTACKER}" in keys
    assert column(database_url, "SELECT source FROM known_source") == []


def test_a_database_of_the_counters_that_is_locked_lets_nobody_guess(
    portal: Portal, evaluated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise Unavailable(Code.DATABASE_LOCKED)

    attempt(portal, AUGUSTE, PASSWORD)
    evaluated.clear()
    monkeypatch.setattr(type(portal.database), "writing", locked)
    with pytest.raises(Unavailable):
        portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    assert evaluated == []
