"""What agents do: every act in every state and role, only the table's; none opens a holder's account."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import ALLOWED, Act, DisablingReason, HolderState
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.identity import Role
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from tests.conftest import FakeClock
from tests.services.agents import HOME, agent, refusal
from tests.storage.rows import column, execute

OPEN = {"motive": "call", "words": "pour rien"}
FRAUD = {"reason": "fraude"}
EVENTS = {
    Act.ASK_CODE: "account_code_ask",
    Act.END_SLOWING: "account_slowing_end",
    Act.END_SESSIONS: "account_sessions_end",
    Act.DISABLE: "account_disable",
    Act.ENABLE: "account_enable",
}
NEXT = {
    Act.ASK_CODE: HolderState.CODE_ASKED,
    Act.DISABLE: HolderState.BARRED,
    Act.ENABLE: HolderState.ACTIVE,
}


def put_into(portal: Portal, url: str, session: Session, state: HolderState) -> None:
    """Brings Auguste's account into a state, with a counter that makes everybody wait."""
    match state:
        case HolderState.NEVER_ACTIVATED:
            execute(url, "UPDATE account SET password_hash = NULL WHERE id = 1")
        case HolderState.CODE_ASKED:
            portal.desk.act(session, 1, Act.ASK_CODE)
        case HolderState.CODE_SENT:
            portal.manage_accounts.issue_code(AUGUSTE, "operator")
        case HolderState.DISABLED:
            portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "operator")
        case HolderState.BARRED:
            portal.manage_accounts.disable(AUGUSTE, DisablingReason.FRAUD, "operator")
    slow_down(portal, AUGUSTE)


def slow_down(portal: Portal, login: str) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            portal.sign_in({"login": login, "password": "faux"}, HOME)


@pytest.mark.parametrize("state", HolderState)
@pytest.mark.parametrize("act", Act)
def test_only_what_the_table_allows_is_done_and_each_try_leaves_its_line(
    portal: Portal, desk: Session, database_url: str, state: HolderState, act: Act
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    put_into(portal, database_url, desk, state)
    before = portal.desk.cards.reopen(desk, 1)
    assert before.standing.state is state and before.acts == ALLOWED[state]
    assert before.slowed_until is not None
    if act in ALLOWED[state]:
        after = portal.desk.act(desk, 1, act, FRAUD)
        assert after.standing.state is NEXT.get(act, state)
        assert (after.slowed_until is None) is (act is Act.END_SLOWING)
    else:
        assert refusal(lambda: portal.desk.act(desk, 1, act, FRAUD)) == {"card": Code.ACT_NOT_ALLOWED}
        assert portal.desk.cards.reopen(desk, 1).standing == before.standing
    outcome = "done" if act in ALLOWED[state] else "act_not_allowed"
    lines = f"SELECT outcome FROM journal WHERE event = '{EVENTS[act]}' AND actor_id = 4 ORDER BY id"
    assert column(database_url, lines)[-1] == outcome


def test_an_account_that_is_not_slowed_down_has_nothing_to_end(portal: Portal, desk: Session) -> None:
    assert Act.END_SLOWING not in portal.desk.cards.open(desk, 1, OPEN).acts
    act = refusal(lambda: portal.desk.act(desk, 1, Act.END_SLOWING))
    assert act == {"card": Code.ACT_NOT_ALLOWED}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("whose", [4, 2, 99], ids=["oneself", "another agent", "nobody"])
def test_no_agents_account_can_be_seen_or_acted_upon(
    portal: Portal, desk: Session, database_url: str, act: Act, whose: int
) -> None:
    portal.manage_accounts.set_role(CLEMENCE, Role.SUPPORT, "operator")
    opened = refusal(lambda: portal.desk.cards.open(desk, whose, OPEN))
    assert opened == {"card": Code.HOLDER_UNKNOWN}
    assert refusal(lambda: portal.desk.act(desk, whose, act, FRAUD)) == {"card": Code.CARD_NOT_OPEN}
    lines = "SELECT outcome FROM journal WHERE actor_id = 4 ORDER BY id DESC LIMIT 2"
    assert set(column(database_url, lines)) == {"card_not_open", "holder_unknown"} or whose == 99


@pytest.mark.parametrize("act", Act)
def test_a_holder_who_has_become_an_agent_is_out_of_reach(
    portal: Portal, desk: Session, act: Act
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    portal.manage_accounts.set_role(AUGUSTE, Role.SUPPORT, "operator")
    assert refusal(lambda: portal.desk.act(desk, 1, act, FRAUD)) == {"card": Code.HOLDER_UNKNOWN}
    assert refusal(lambda: portal.desk.cards.reopen(desk, 1)) == {"card": Code.HOLDER_UNKNOWN}


@pytest.mark.parametrize("act", Act)
def test_nobody_but_an_agent_acts_and_the_role_is_read_anew(
    portal: Portal, session: Session, clock: FakeClock, database_url: str, act: Act
) -> None:
    fired = agent(portal, clock)
    portal.desk.cards.open(fired, 1, OPEN)
    execute(database_url, "UPDATE account SET role = 'user' WHERE id = 4")
    for each in (session, fired):
        with pytest.raises(SessionEnded):
            portal.desk.act(each, 1, act, FRAUD)
    lines = "SELECT count(*) FROM journal WHERE event = 'authz_fail'"
    assert column(database_url, lines) == [2]


def test_the_code_that_is_asked_for_is_printed_by_the_operator_alone(
    portal: Portal, desk: Session, database_url: str
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    card = portal.desk.act(desk, 1, Act.ASK_CODE)
    assert (
        card.standing.code_asked_at is not None
        and column(database_url, "SELECT 1 FROM activation") == []
    )
    portal.manage_accounts.issue_code(AUGUSTE, "operator")
    assert portal.desk.cards.reopen(desk, 1).standing.state is HolderState.CODE_SENT


def test_a_change_of_password_or_state_voids_the_request(
    portal: Portal, desk: Session, session: Session, database_url: str
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    portal.desk.act(desk, 1, Act.ASK_CODE)
    new = {"old": PASSWORD, "new": "Élan-2027!", "confirmation": "Élan-2027!"}
    portal.change_password(session, new)
    assert column(database_url, "SELECT 1 FROM code_request") == []


def test_ended_sessions_leave_password_and_code_as_they_are(
    portal: Portal, desk: Session, session: Session
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "operator").code
    portal.desk.cards.open(desk, 1, OPEN)
    portal.desk.act(desk, 1, Act.END_SESSIONS)
    with pytest.raises(SessionEnded):
        portal.read_information(session)
    assert portal.sign_in({"login": AUGUSTE, "password": code}, HOME).must_choose_password
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)


def test_an_end_of_slowing_lets_in_by_each_name_and_is_no_way_to_guess(
    portal: Portal, desk: Session
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    for _ in range(3):
        slow_down(portal, AUGUSTE)
        portal.desk.act(desk, 1, Act.END_SLOWING)
    assert portal.sign_in({"login": "mail0455@mail.fr", "password": PASSWORD}, HOME)
    slow_down(portal, AUGUSTE)
    with pytest.raises(Refused) as caught:
        portal.desk.act(desk, 1, Act.END_SLOWING)
    assert caught.value.errors == {"limit": Code.TOO_MANY_ACTS} and caught.value.wait


def test_a_neighbours_slowing_down_is_not_ended(
    portal: Portal, desk: Session, database_url: str
) -> None:
    execute(database_url, "UPDATE account SET id = 12 WHERE id = 2")
    slow_down(portal, CLEMENCE)
    slow_down(portal, AUGUSTE)
    portal.desk.cards.open(desk, 1, OPEN)
    portal.desk.act(desk, 1, Act.END_SLOWING)
    with pytest.raises(Refused) as caught:
        portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    assert caught.value.errors == {"password": Code.TOO_MANY_TRIES}


def test_what_was_disabled_for_fraud_is_enabled_by_the_operator_alone(
    portal: Portal, desk: Session, database_url: str
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    card = portal.desk.act(desk, 1, Act.DISABLE, FRAUD)
    assert (card.standing.disabled_reason, card.acts) == ("fraude", frozenset())
    portal.manage_accounts.enable(AUGUSTE, "operator")
    portal.desk.act(desk, 1, Act.DISABLE, {"reason": "doublon"})
    assert portal.desk.act(desk, 1, Act.ENABLE).standing.disabled_at is None
    execute(database_url, "UPDATE account SET enabled = false, disabled_reason = NULL WHERE id = 1")
    assert portal.desk.cards.reopen(desk, 1).acts == frozenset(), "it may have been for fraud"


@pytest.mark.parametrize("values", [None, {"reason": ""}, {"reason": "vengeance"}])
def test_disabling_asks_a_reason_of_the_list(
    portal: Portal, desk: Session, values: dict[str, str] | None
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    code = Code.CHOICE_UNKNOWN if values and values["reason"] else Code.REASON_MISSING
    assert refusal(lambda: portal.desk.act(desk, 1, Act.DISABLE, values)) == {"reason": code}
    assert portal.desk.cards.reopen(desk, 1).standing.state is HolderState.ACTIVE
