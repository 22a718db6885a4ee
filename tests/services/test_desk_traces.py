"""What an agent's acts leave: who, whom, from where; and what is read of it afterwards."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION, PASSWORD
from tests.conftest import FakeClock
from tests.services.agents import HOME, agent, refusal
from tests.storage.rows import column

OPEN = {"motive": "call", "words": "pour rien"}
LAMBERT = {"wanted": "lambert", "first_name": "", "city": "", "birth_date": ""}
LINES = (
    "SELECT event || ' ' || outcome || ' ' || CAST(actor_id AS text) || ' on '"
    " || coalesce(CAST(subject_id AS text), 'nobody') || ' ' || source || ' ' || detail"
    " FROM journal ORDER BY id"
)


def test_each_act_leaves_who_did_it_to_whom_and_from_where(
    portal: Portal, desk: Session, database_url: str
) -> None:
    before = len(column(database_url, LINES))
    cards = portal.desk.cards
    portal.desk.find(desk, LAMBERT)
    cards.open(desk, 1, OPEN)
    cards.open(desk, 2, {"motive": "letter", "words": ""})
    cards.reopen(desk, 1)
    cards.reveal(desk, 1, Hidden.EMAIL)
    cards.verify(desk, 1, {"claim": "postal_code", "said": "59000"})
    for act in (Act.ASK_CODE, Act.END_SESSIONS, Act.DISABLE, Act.ENABLE):
        portal.desk.act(desk, 1, act, {"reason": "doublon"})
    assert column(database_url, LINES)[before:] == [
        f"holder_search done 4 on nobody {HOME} ",
        f"holder_card_open done 4 on 1 {HOME} motive=call words=pour rien",
        f"holder_card_open done 4 on 2 {HOME} motive=letter",
        f"holder_card_open done 4 on 1 {HOME} again",
        f"holder_card_reveal done 4 on 1 {HOME} email",
        f"holder_card_verify done 4 on 1 {HOME} postal_code matches",
        f"account_code_ask done 4 on 1 {HOME} ",
        f"account_sessions_end done 4 on 1 {HOME} ",
        f"account_disable done 4 on 1 {HOME} doublon",
        f"account_enable done 4 on 1 {HOME} ",
    ]


def test_each_refusal_leaves_who_was_meant_and_nobody_where_there_is_nobody(
    portal: Portal, desk: Session, database_url: str
) -> None:
    portal.manage_accounts.set_role(CLEMENCE, Role.SUPPORT, "operator")
    for whose in (1, 3):
        portal.desk.cards.open(desk, whose, OPEN)
    portal.manage_accounts.set_role(ORGANISATION, Role.SUPPORT, "operator")
    before = len(column(database_url, LINES))
    refusal(lambda: portal.desk.cards.reopen(desk, 2))
    refusal(lambda: portal.desk.cards.reopen(desk, 3))
    refusal(lambda: portal.desk.act(desk, 3, Act.DISABLE))
    refusal(lambda: portal.desk.cards.open(desk, 2, OPEN))
    refusal(lambda: portal.desk.cards.open(desk, 99, OPEN))
    refusal(lambda: portal.desk.act(desk, 1, Act.ENABLE))
    assert column(database_url, LINES)[before:] == [
        f"holder_card_open card_not_open 4 on 2 {HOME} ",
        f"holder_card_open holder_unknown 4 on 3 {HOME} ",
        f"account_disable holder_unknown 4 on 3 {HOME} ",
        f"holder_card_open holder_unknown 4 on 2 {HOME} ",
        f"holder_card_open holder_unknown 4 on nobody {HOME} ",
        f"account_enable act_not_allowed 4 on 1 {HOME} ",
    ]


def test_what_was_asked_too_often_leaves_its_line_too(
    portal: Portal, desk: Session, database_url: str
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    for _ in range(5):
        portal.desk.cards.verify(desk, 1, {"claim": "postal_code", "said": "59001"})
    refusal(lambda: portal.desk.cards.verify(desk, 1, {"claim": "postal_code", "said": "59001"}))
    for _ in range(3):
        portal.desk.act(desk, 1, Act.END_SESSIONS)
    assert refusal(lambda: portal.desk.act(desk, 1, Act.END_SESSIONS)) == {"limit": Code.TOO_MANY_ACTS}
    lines = [str(line) for line in column(database_url, LINES)]
    assert [line for line in lines if "too_many" in line] == [
        f"holder_card_verify too_many_verifications 4 on 1 {HOME} ",
        f"account_sessions_end too_many_acts 4 on 1 {HOME} ",
    ]


def test_each_act_on_each_holder_has_a_limit_of_its_own_for_all_agents_and_a_day(
    portal: Portal, desk: Session, clock: FakeClock
) -> None:
    for whose in (1, 2):
        portal.desk.cards.open(desk, whose, OPEN)
    for _ in range(3):
        portal.desk.act(desk, 1, Act.END_SESSIONS)
    portal.desk.act(desk, 1, Act.ASK_CODE)
    portal.desk.act(desk, 2, Act.END_SESSIONS)
    clock.advance(24 * 3600 - 60)
    later = agent(portal, clock)
    portal.desk.cards.open(later, 1, OPEN)
    assert refusal(lambda: portal.desk.act(later, 1, Act.END_SESSIONS)) == {"limit": Code.TOO_MANY_ACTS}
    clock.advance(30)
    assert portal.desk.act(later, 1, Act.END_SESSIONS)


def test_a_card_tells_when_the_account_was_disabled(
    portal: Portal, desk: Session, clock: FakeClock
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    card = portal.desk.act(desk, 1, Act.DISABLE, {"reason": "deces"})
    assert card.standing.disabled_at == clock()


def test_what_is_no_day_is_refused_and_none_of_the_five_answers(portal: Portal, desk: Session) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    said = {"claim": "birth_date", "said": "31/02/1948"}
    for _ in range(6):
        assert refusal(lambda: portal.desk.cards.verify(desk, 1, said)) == {"said": Code.DAY_INVALID}
    assert portal.desk.cards.verify(desk, 1, {"claim": "birth_date", "said": "12/03/1948"})


def test_a_holder_pages_through_what_agents_did_and_finds_none_of_the_own_acts(
    portal: Portal, desk: Session
) -> None:
    session = portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
    portal.desk.cards.open(desk, 1, OPEN)
    for _ in range(24):
        portal.desk.cards.reopen(desk, 1)
    first = portal.who_looked(session)
    second = portal.who_looked(session, first.older)
    lines = (*first.lines, *second.lines)
    assert (len(first.lines), len(second.lines), second.older) == (20, 5, None)
    assert len({line.number for line in lines}) == 25
    assert {line.event for line in lines} == {"holder_card_open"}


def test_a_slip_from_each_of_many_places_slows_nobody_down(portal: Portal, desk: Session) -> None:
    for place in range(8):
        with pytest.raises(Refused):
            portal.sign_in({"login": AUGUSTE, "password": "faux"}, f"192.0.2.{place}")
    card = portal.desk.cards.open(desk, 1, OPEN)
    assert card.slowed_until is None and card.failures == 8


def test_a_card_tells_whose_it_is_the_last_three_sign_ins_and_the_failures_since(
    portal: Portal, desk: Session, clock: FakeClock
) -> None:
    for place in range(4):
        clock.advance(60)
        portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, f"192.0.2.{place}")
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": "faux"}, HOME)
    card, company = (portal.desk.cards.open(desk, whose, OPEN) for whose in (1, 3))
    assert [seen.source for seen in card.sign_ins] == ["192.0.2.3", "192.0.2.2", "192.0.2.1"]
    assert card.sign_ins[0].at == clock()
    assert (card.account_id, card.is_company, card.failures) == (1, False, 1)
    assert (company.account_id, company.is_company, company.sign_ins, company.failures) == (
        3, True, (), 0
    )  # fmt: skip
