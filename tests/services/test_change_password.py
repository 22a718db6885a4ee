"""Changing the password."""

import threading

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.storage.rows import column

NEW = "Élan-2027!"


def form(old: str = PASSWORD, new: str = NEW, confirmation: str = NEW) -> dict[str, str]:
    return {"old": old, "new": new, "confirmation": confirmation}


def refusal(portal: Portal, session: Session, values: dict[str, str]) -> dict[str, Code]:
    with pytest.raises(Refused) as caught:
        portal.change_password(session, values)
    return caught.value.errors


def test_the_new_password_signs_in_and_the_old_one_does_not(portal: Portal, session: Session) -> None:
    portal.change_password(session, form())
    assert portal.sign_in({"login": AUGUSTE, "password": "E\u0301lan-2027!"})
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": PASSWORD})


def test_the_old_password_counts_as_proof(portal: Portal, session: Session, clock: FakeClock) -> None:
    clock.advance(301)
    assert portal.prove_identity.is_needed(session)
    portal.change_password(session, form())
    assert not portal.prove_identity.is_needed(session)
    clock.advance(300)
    assert portal.prove_identity.is_needed(session)


def test_a_wrong_old_password_is_told_with_all_the_other_errors(
    portal: Portal, session: Session
) -> None:
    assert refusal(portal, session, form("wrong", "faible", "autre")) == {
        "old": Code.OLD_PASSWORD_WRONG,
        "new": Code.PASSWORD_WEAK,
        "confirmation": Code.PASSWORD_CONFIRMATION_INVALID,
    }
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD})


@pytest.mark.parametrize("same", ["Élan-2027!", "E\u0301lan-2027!"])
def test_the_old_password_is_no_new_one(portal: Portal, session: Session, same: str) -> None:
    portal.change_password(session, form())
    assert refusal(portal, session, form(NEW, same, same)) == {"new": Code.PASSWORD_UNCHANGED}


def test_a_weak_password_marks_its_confirmation_too(portal: Portal, session: Session) -> None:
    assert refusal(portal, session, form(new="faible", confirmation="faible")) == {
        "new": Code.PASSWORD_WEAK,
        "confirmation": Code.PASSWORD_CONFIRMATION_INVALID,
    }


def test_a_blank_at_an_end_is_part_of_the_password(portal: Portal, session: Session) -> None:
    portal.change_password(session, form(new=f" {NEW}", confirmation=f" {NEW}"))
    assert portal.sign_in({"login": AUGUSTE, "password": f" {NEW}"})
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": NEW})


def test_a_change_ends_the_other_sessions_even_one_that_is_changing_it_too(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    real = PasswordHasher.hash

    def hash_while_another_changes(self: PasswordHasher, password: str) -> str:
        monkeypatch.setattr(PasswordHasher, "hash", real)
        portal.change_password(other, form(new="Autre-2027!", confirmation="Autre-2027!"))
        return real(self, password)

    monkeypatch.setattr(PasswordHasher, "hash", hash_while_another_changes)
    with pytest.raises(SessionEnded) as ended:
        portal.change_password(session, form())
    assert ended.value.code is Code.SESSION_ENDED_ELSEWHERE
    assert portal.read_information(other).identity.login == AUGUSTE
    assert portal.sign_in({"login": AUGUSTE, "password": "Autre-2027!"})


def test_of_eight_sessions_that_change_it_at_once_one_does(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All have given the right one before any has changed it.
    monkeypatch.setattr(portal.change_password, "_check", lambda *_: True)
    barrier = threading.Barrier(8)
    outcomes: list[str] = []

    def change(own: Session, number: int) -> None:
        new = f"Nouveau-{number}!"
        barrier.wait()
        try:
            portal.change_password(own, form(new=new, confirmation=new))
        except SessionEnded:
            outcomes.append("")
        else:
            outcomes.append(new)

    sessions = [portal.sign_in.open_session(1) for _ in range(8)]
    threads = [threading.Thread(target=change, args=(own, n)) for n, own in enumerate(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (changed,) = filter(None, outcomes)
    assert portal.sign_in({"login": AUGUSTE, "password": changed})


def test_no_value_reaches_the_journal(portal: Portal, session: Session, database_url: str) -> None:
    portal.change_password(session, form())
    refusal(portal, session, form("wrong"))
    query = (
        "SELECT event || ' ' || outcome || detail FROM journal WHERE event LIKE '%%change' ORDER BY id"
    )
    assert column(database_url, query) == [
        "authn_password_change done",
        "authn_password_change old_password_wrong",
    ]
