"""Changing the password."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.services.session import Session
from tests.conftest import AUGUSTE, PASSWORD
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


def test_a_wrong_old_password_is_told_with_all_the_other_errors(
    portal: Portal, session: Session
) -> None:
    assert refusal(portal, session, form("wrong", "faible", "autre")) == {
        "old": Code.OLD_PASSWORD_WRONG,
        "new": Code.PASSWORD_WEAK,
        "confirmation": Code.PASSWORD_CONFIRMATION_INVALID,
    }
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD})


def test_an_old_password_that_another_session_changed_meanwhile_is_wrong(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.change_password(session, form())
    assert refusal(portal, session, form()) == {"old": Code.OLD_PASSWORD_WRONG}
    real = PasswordHasher.hash

    def hash_while_another_changes(self: PasswordHasher, password: str) -> str:
        monkeypatch.setattr(PasswordHasher, "hash", real)
        portal.change_password(session, form(NEW, "Autre-2027!", "Autre-2027!"))
        return real(self, password)

    monkeypatch.setattr(PasswordHasher, "hash", hash_while_another_changes)
    assert refusal(portal, session, form(NEW)) == {"old": Code.OLD_PASSWORD_WRONG}
    assert portal.sign_in({"login": AUGUSTE, "password": "Autre-2027!"})


def test_no_value_reaches_the_journal(portal: Portal, session: Session, database_url: str) -> None:
    portal.change_password(session, form())
    refusal(portal, session, form("wrong"))
    query = "SELECT group_concat(event || outcome) FROM journal WHERE event LIKE '%change'"
    assert column(database_url, query) == [
        "authn_password_changedone,authn_password_changeold_password_wrong"
    ]
