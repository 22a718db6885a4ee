"""Choosing a password after an activation code."""

from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.identity import Role
from cmi_tui.services import manage_accounts
from cmi_tui.services.password_hashing import PasswordHasher
from rig.accounts import AUGUSTE, PASSWORD, SUPPORT
from tests.conftest import FakeClock
from tests.storage.rows import column

NEW = "Mot-de-passe-1"


def test_the_code_itself_is_no_password_and_stays_good(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One in ninety codes has no digit, and is too weak before it is known for what it is.
    monkeypatch.setattr(manage_accounts, "new_code", lambda: "K7MQ-2XWD-P4RT")
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    for new in (code, f"{code}.", code.replace("-", "_"), f" {code}"):
        with pytest.raises(Refused) as refused:
            portal.choose_password(session, {"new": new, "confirmation": new})
        assert refused.value.errors == {"new": Code.PASSWORD_IS_CODE}
    chosen = {"new": NEW, "confirmation": NEW}
    assert not portal.choose_password(session, chosen).must_choose_password
    assert session.is_over
    with pytest.raises(SessionEnded):
        portal.choose_password(session, chosen)


def test_a_password_that_only_looks_like_a_code_is_taken(portal: Portal) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    new = "PASS-WARD-2026"
    assert portal.choose_password(session, {"new": new, "confirmation": new})
    assert portal.sign_in({"login": AUGUSTE, "password": new})


def test_a_session_that_is_over_learns_nothing_and_costs_no_hash(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    portal.end_session(session, "left")

    def work(*_: object) -> bool:
        raise AssertionError("it is only asked who is asking")

    monkeypatch.setattr(PasswordHasher, "verify", work)
    monkeypatch.setattr(PasswordHasher, "hash", work)
    for new in (code, NEW):
        with pytest.raises(SessionEnded):
            portal.choose_password(session, {"new": new, "confirmation": new})
    with pytest.raises(SessionEnded):
        portal.change_password(session, {"old": PASSWORD, "new": NEW, "confirmation": NEW})
    with pytest.raises(SessionEnded):
        portal.prove_identity(session, {"password": PASSWORD})


def test_a_session_that_ends_while_the_hash_is_made_chooses_nothing(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})

    def hash_while_it_ends(_self: PasswordHasher, _password: str) -> str:
        portal.end_session(session, "left")
        return "hash"

    monkeypatch.setattr(PasswordHasher, "hash", hash_while_it_ends)
    with pytest.raises(SessionEnded):
        portal.choose_password(session, {"new": NEW, "confirmation": NEW})
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD})


def test_a_newer_code_ends_the_session_that_the_older_opened(portal: Portal) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    portal.manage_accounts.issue_code(AUGUSTE, "agent")
    with pytest.raises(SessionEnded):
        portal.choose_password(session, {"new": NEW, "confirmation": NEW})
    assert session.is_over and portal.sign_in({"login": AUGUSTE, "password": PASSWORD})


def test_who_has_chosen_is_the_same_and_the_journal_tells_how(portal: Portal, database_url: str) -> None:
    code = portal.manage_accounts.issue_code(SUPPORT, "agent").code
    session = portal.sign_in({"login": SUPPORT, "password": code}, "192.0.2.7")
    opened = portal.choose_password(session, {"new": NEW, "confirmation": NEW})
    same = ("account_id", "role", "identity", "source", "earlier", "signed_in_as")
    assert [getattr(opened, name) for name in same] == [getattr(session, name) for name in same]
    assert opened.role is Role.SUPPORT and opened.signed_in_as and opened.earlier is not None
    portal.sign_in({"login": SUPPORT, "password": NEW})
    query = "SELECT event || ' ' || outcome || ' ' || detail FROM journal WHERE actor_id = 4 ORDER BY id"
    assert column(database_url, query) == [
        "authn_login started choose_password",
        "authn_password_change done activation",
        "authn_login started second_factor",
    ]


def test_the_password_chosen_counts_as_proof(portal: Portal, clock: FakeClock) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    clock.advance(301)
    opened = portal.choose_password(session, {"new": NEW, "confirmation": NEW})
    assert not portal.prove_identity.is_needed(opened)
    assert opened.expires_at - clock() == timedelta(hours=1) and opened.source == session.source
    clock.advance(300)
    assert portal.prove_identity.is_needed(opened)
