"""Activation codes: what voids one that waits, and what whoever issues one is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock

HOME = "192.0.2.7"
NEW = "Élan-2027!"


def change_password(portal: Portal, session: Session) -> None:
    portal.change_password(session, {"old": PASSWORD, "new": NEW, "confirmation": NEW})


def change_email(portal: Portal, session: Session) -> None:
    address = "dds@hotmail.fr"
    current = portal.read_information(session).email
    portal.change_email(session, {"current": current, "new": address, "confirmation": address})


def disable_and_enable(portal: Portal, _session: Session) -> None:
    portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "agent")
    portal.manage_accounts.enable(AUGUSTE, "agent")


@pytest.mark.parametrize(
    "change",
    [
        change_password,
        disable_and_enable,
        lambda portal, _session: portal.manage_accounts.enable(AUGUSTE, "agent"),
        lambda portal, _session: portal.manage_accounts.set_role(AUGUSTE, Role.HOLDER, "agent"),
    ],
    ids=["password", "disabled and enabled", "enabled", "role"],
)
def test_a_change_of_password_state_or_role_voids_a_waiting_code(
    portal: Portal, session: Session, change: Callable[[Portal, Session], None]
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    change(portal, session)
    with pytest.raises(Refused) as refused:
        portal.sign_in({"login": AUGUSTE, "password": code}, HOME)
    assert refused.value.errors == {"password": Code.SIGN_IN_REFUSED}
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    assert portal.sign_in({"login": AUGUSTE, "password": code}, HOME).must_choose_password


def test_a_change_of_address_voids_none_and_is_told_to_whoever_issues_a_code(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    first = portal.manage_accounts.issue_code(AUGUSTE, "agent")
    assert first.email_changed_at is None
    changed_at = clock()
    assert first.expires_at == changed_at + timedelta(days=30)
    change_email(portal, session)
    assert portal.sign_in({"login": AUGUSTE, "password": first.code}, HOME).must_choose_password
    clock.advance(60)
    assert portal.manage_accounts.issue_code(AUGUSTE, "agent").email_changed_at == changed_at
    clock.advance(31 * 86400)
    assert portal.manage_accounts.issue_code(AUGUSTE, "agent").email_changed_at is None
