"""Throttling of whoever is signed in: the password asked again, and the addresses of others."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.services.test_throttling import HOME, attempt, fail
from tests.services.test_throttling import evaluated as evaluated
from tests.storage.rows import column


def password_form(old: str) -> dict[str, str]:
    return {"old": old, "new": "Élan-2027!", "confirmation": "Élan-2027!"}


IN_SESSION: list[Callable[[Portal, Session], None]] = [
    lambda portal, session: portal.change_password(session, password_form("wrong")),
    lambda portal, session: portal.prove_identity(session, {"password": "wrong"}),
]


@pytest.mark.parametrize("path", IN_SESSION, ids=["old password", "proof"])
def test_guessing_inside_a_session_counts_with_the_sign_ins_and_ends_it(
    portal: Portal, path: Callable[[Portal, Session], None], database_url: str
) -> None:
    session = portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
    fail(portal, 2, source=HOME)
    for _ in range(2):
        with pytest.raises(Refused):
            path(portal, session)
    with pytest.raises(SessionEnded) as ended:
        path(portal, session)
    assert ended.value.code is Code.TOO_MANY_TRIES and ended.value.wait is not None
    assert ended.value.wait.total_seconds() == 60
    with pytest.raises(SessionEnded):
        portal.read_information(session)
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "wait 60"


def test_a_throttled_proof_is_not_evaluated(portal: Portal, evaluated: list[str]) -> None:
    session = portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
    fail(portal, 5, source=HOME)
    with pytest.raises(SessionEnded) as ended:
        portal.prove_identity(session, {"password": PASSWORD})
    assert ended.value.code is Code.TOO_MANY_TRIES and ended.value.wait == timedelta(minutes=1)
    assert evaluated[-1] == "wrong" and session.is_over


def test_a_known_place_is_asked_whatever_strangers_and_neighbours_have_used_up(
    portal: Portal, session: Session
) -> None:
    known = portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
    session.source = "192.0.2.8"
    with portal.database.writing() as transaction:
        used_up = [transaction.now] * 100
        transaction.throttle.take(["account 1", f"source {HOME}"])
        transaction.throttle.put({"account 1": used_up, f"source {HOME}": used_up})
    portal.prove_identity(known, {"password": PASSWORD})
    with pytest.raises(SessionEnded):
        portal.prove_identity(session, {"password": PASSWORD})


def test_a_try_that_could_not_be_evaluated_does_not_count(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, database_url: str, clock: FakeClock
) -> None:
    clock.advance(0.123456)  # counters keep less of a moment than clocks tell
    session = portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)

    def busy(*_: object) -> bool:
        raise Unavailable(Code.SERVICE_BUSY)

    with monkeypatch.context() as patch:
        patch.setattr(PasswordHasher, "verify", busy)
        for _ in range(6):
            with pytest.raises(Unavailable):
                portal.prove_identity(session, {"password": PASSWORD})
    assert column(database_url, "SELECT tries FROM throttle") == []
    portal.prove_identity(session, {"password": PASSWORD})


def test_what_is_missing_is_told_before_anything_is_counted(
    portal: Portal, session: Session, evaluated: list[str]
) -> None:
    for _ in range(6):
        with pytest.raises(Refused) as refused:
            portal.prove_identity(session, {"password": ""})
        assert refused.value.errors == {"password": Code.PASSWORD_MISSING}
        with pytest.raises(Refused) as refused:
            portal.change_password(session, password_form(""))
        assert refused.value.errors == {"old": Code.OLD_PASSWORD_MISSING}
    assert evaluated == []


def test_an_account_meets_five_taken_addresses_an_hour(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    taken = {
        "current": "mail0455@mail.fr",
        "new": "assistance@mail.fr",
        "confirmation": "assistance@mail.fr",
    }
    free = {"current": "mail0455@mail.fr", "new": "free@mail.fr", "confirmation": "free@mail.fr"}
    for _ in range(5):
        with pytest.raises(Refused) as refused:
            portal.change_email(session, taken)
        assert refused.value.errors == {"new": Code.EMAIL_TAKEN}
    for values in (taken, free):
        with pytest.raises(Refused) as refused:
            portal.change_email(session, values)
        assert refused.value.errors == {"new": Code.TOO_MANY_TRIES}
        assert refused.value.wait is not None and refused.value.wait.total_seconds() == 3600
    clock.advance(3600)
    portal.change_email(portal.sign_in.open_session(session.account_id), free)


@pytest.mark.parametrize("kind", ["email", "password"])
def test_an_account_changes_twenty_times_an_hour_and_tells_no_more(
    portal: Portal, session: Session, clock: FakeClock, kind: str, database_url: str
) -> None:
    password = PASSWORD

    def change(number: int) -> None:
        nonlocal password
        if kind == "email":
            address, current = f"holder{number}@mail.fr", portal.read_information(session).email
            portal.change_email(session, {"current": current, "new": address, "confirmation": address})
        else:
            new = f"Élan-{number:04}!"
            portal.change_password(session, {"old": password, "new": new, "confirmation": new})
            password = new

    def verify(_self: PasswordHasher, _hash: str | None, given: str) -> bool:
        return given == password

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PasswordHasher, "verify", verify)
        for number in range(20):
            change(number)
        with pytest.raises(Refused) as refused:
            change(20)
        assert refused.value.errors == {"new": Code.TOO_MANY_TRIES}
        assert refused.value.wait is not None and refused.value.wait.total_seconds() == 3600
        assert column(database_url, "SELECT count(*) FROM journal WHERE outcome = 'done'") == [20]
        clock.advance(3600)
        session.expires_at += timedelta(hours=1)
        session.proved_at = clock()
        change(21)
