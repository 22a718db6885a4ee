"""The operator's list of those for whom an agent has asked an activation code."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.account_state import AccountState
from cmi_tui.domain.desk import Act, DisablingReason
from cmi_tui.domain.identity import Role
from cmi_tui.services import consult_accounts
from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION
from tests.conftest import FakeClock
from tests.services.agents import agent

OPEN = {"motive": "call", "words": "pour rien"}
ASKED = AccountState.CODE_ASKED


def listed(portal: Portal, role: Role | None = None) -> list[str]:
    return [line.login for line in portal.consult_accounts.list("operator", ASKED, role)]


@pytest.mark.parametrize("page", [1, 2, 5_000])
def test_who_waits_longest_comes_first_until_the_code_is_printed(
    portal: Portal, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(consult_accounts, "PAGE_ACCOUNTS", page)
    desk = agent(portal, clock)
    assert listed(portal) == []
    for account_id in (3, 1, 2):
        portal.desk.cards.open(desk, account_id, OPEN)
        portal.desk.act(desk, account_id, Act.ASK_CODE)
        clock.advance(60 * (account_id == 3))
    assert listed(portal) == [ORGANISATION, AUGUSTE, CLEMENCE]
    assert listed(portal, Role.SUPPORT) == []
    (line,) = (line for line in portal.consult_accounts.list("operator") if line.login == AUGUSTE)
    assert line.state is portal.consult_accounts.show(AUGUSTE, "operator").line.state is ASKED
    portal.manage_accounts.issue_code(ORGANISATION, "operator")
    portal.manage_accounts.disable(CLEMENCE, DisablingReason.REQUEST, "operator")
    assert listed(portal) == [AUGUSTE]
