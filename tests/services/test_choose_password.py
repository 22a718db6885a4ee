"""Choosing a password after an activation code."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from rig.accounts import AUGUSTE


def test_the_code_itself_is_no_password_and_stays_good(portal: Portal) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    for new in (code, f"{code}.", code.replace("-", "_"), f" {code}"):
        with pytest.raises(Refused) as refused:
            portal.choose_password(session, {"new": new, "confirmation": new})
        assert set(refused.value.errors.values()) <= {
            Code.PASSWORD_IS_CODE, Code.PASSWORD_WEAK, Code.PASSWORD_CONFIRMATION_INVALID,
        }  # fmt: skip
    chosen = {"new": "Mot-de-passe-1", "confirmation": "Mot-de-passe-1"}
    assert not portal.choose_password(session, chosen).must_choose_password


def test_a_password_that_only_looks_like_a_code_is_taken(portal: Portal) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    new = "PASS-WARD-2026"
    assert portal.choose_password(session, {"new": new, "confirmation": new})
    assert portal.sign_in({"login": AUGUSTE, "password": new})
