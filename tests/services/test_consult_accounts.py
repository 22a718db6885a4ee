"""What an operator reads of accounts, and that it was read, by whom and of whom, is journalled."""

from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.account_state import AccountState
from cmi_tui.domain.errors import Refused
from cmi_tui.domain.identity import Role
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.services.agents import HOME
from tests.storage.rows import column

LINES = (
    "SELECT event || ' ' || outcome || ' ' || operator || ' on '"
    " || coalesce(CAST(subject_id AS text), 'nobody') || ' ' || detail FROM journal ORDER BY id"
)


def test_each_reading_leaves_who_read_and_of_whom(portal: Portal, database_url: str) -> None:
    list(portal.consult_accounts.list("root"))
    list(portal.consult_accounts.list("root", AccountState.ACTIVE, Role.HOLDER))
    portal.consult_accounts.show(AUGUSTE, "root")
    with pytest.raises(Refused):
        portal.consult_accounts.show("nobody", "root")
    *lines, refused = column(database_url, LINES)
    assert lines == [
        "account_list done root on nobody state=any role=any",
        "account_list done root on nobody state=active role=user",
        "account_show done root on 1 ",
    ]
    assert str(refused).startswith("account_show account_unknown root on nobody name ")


def test_a_sheet_tells_the_last_sign_in_and_whose_the_address_is(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    sheet = portal.consult_accounts.show(AUGUSTE, "root")
    assert (sheet.line.state, sheet.email_by_holder) == (AccountState.ACTIVE, False)
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
    at = clock()
    clock.advance(60)
    new = {"current": "mail0455@mail.fr", "new": "neuve@mail.fr", "confirmation": "neuve@mail.fr"}
    portal.change_email(session, new)
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": "faux"}, "192.0.2.9")
    sheet = portal.consult_accounts.show("neuve@mail.fr", "root")
    assert (sheet.last_sign_in_at, sheet.last_sign_in_from, sheet.failures) == (at, HOME, 1)
    assert (sheet.email, sheet.email_by_holder) == ("neuve@mail.fr", True)


def test_a_code_counts_while_it_can_be_used(portal: Portal, clock: FakeClock) -> None:
    expires_at = portal.manage_accounts.issue_code(AUGUSTE, "root").expires_at
    clock.advance((expires_at - clock() - timedelta(seconds=1)).total_seconds())
    sheet = portal.consult_accounts.show(AUGUSTE, "root")
    assert (sheet.line.state, sheet.code_expires_at) == (AccountState.CODE_SENT, expires_at)
    clock.advance(1)
    sheet = portal.consult_accounts.show(AUGUSTE, "root")
    assert (sheet.line.state, sheet.code_expires_at) == (AccountState.ACTIVE, None)
