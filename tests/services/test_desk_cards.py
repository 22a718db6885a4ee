"""The card of a holder: what it hides, what is journalled, and how many of them an agent sees."""

from collections.abc import Iterator

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.domain.journal import JournalFilter
from cmi_tui.messages.desk import history_text
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, PASSWORD, SECRET_KEY, SUPPORT
from tests.conftest import FakeClock
from tests.services.agents import agent, refusal
from tests.storage.rows import column

OPEN = {"motive": "call", "words": "mots libres"}
PAYLOAD = "A\x1b]2;PWN\x07\x1b[2J\u202e\x9b"


def add_holder(portal: Portal, number: int) -> int:
    identity = Identity(f"h{number}", "Zoé", "Test", "", None, "1 rue", "75001", "PARIS")
    with portal.database.writing() as transaction:
        return transaction.accounts.add(Information(identity, ""), Role.HOLDER, None)


def test_a_card_holds_no_address_and_no_birth_date_until_asked(
    portal: Portal, desk: Session, database_url: str
) -> None:
    card = portal.desk.cards.open(desk, 1, OPEN)
    assert (card.login, card.name, card.city) == (AUGUSTE, "Auguste Lambert", "LILLE")
    assert card.hidden == set(Hidden) and len(card.requests) == 2
    for secret in ("mail0455", "Tanneurs", "59000", "1948", "argon2"):
        assert secret not in repr(card)
    shown = [portal.desk.cards.reveal(desk, 1, what) for what in Hidden]
    assert shown == ["mail0455@mail.fr", "12 rue des Tanneurs, 59000 LILLE", "12/03/1948"]
    lines = "SELECT detail FROM journal WHERE event = 'holder_card_reveal' ORDER BY id"
    assert column(database_url, lines) == ["email", "address", "birth_date"]
    assert portal.desk.cards.open(desk, 3, OPEN).hidden == {Hidden.ADDRESS}


@pytest.mark.parametrize("motive", ["", "curiosity"])
def test_a_card_is_opened_for_a_motive_of_the_list(portal: Portal, desk: Session, motive: str) -> None:
    assert set(refusal(lambda: portal.desk.cards.open(desk, 1, {**OPEN, "motive": motive}))) == {
        "motive"
    }


def test_nothing_is_seen_of_a_card_that_is_not_open(
    portal: Portal, desk: Session, database_url: str
) -> None:
    cards = portal.desk.cards
    said = {"claim": "postal_code", "said": "59000"}
    for act in (
        lambda: cards.reopen(desk, 1),
        lambda: cards.reveal(desk, 1, Hidden.EMAIL),
        lambda: cards.verify(desk, 1, said),
        lambda: cards.history(desk, 1),
    ):
        assert refusal(act) == {"card": Code.CARD_NOT_OPEN}
    assert column(database_url, "SELECT count(*) FROM journal WHERE outcome = 'card_not_open'") == [4]


@pytest.mark.parametrize(
    ("claim", "said", "is_right"),
    [
        ("birth_date", "12/03/1948", True), ("birth_date", "12031948", True),
        ("birth_date", "13/03/1948", False), ("postal_code", "59 000", True),
        ("postal_code", "59001", False), ("request_number", "2018-0001003", True),
        ("request_number", "2018-0001002", False),
    ],
)  # fmt: skip
def test_a_callers_words_match_or_not(
    portal: Portal, desk: Session, claim: str, said: str, is_right: bool
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    assert portal.desk.cards.verify(desk, 1, {"claim": claim, "said": said}) is is_right


def test_a_card_answers_five_times(portal: Portal, desk: Session, database_url: str) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    said = {"claim": "postal_code", "said": "59001"}
    for _ in range(5):
        portal.desk.cards.verify(desk, 1, said)
        portal.desk.cards.reopen(desk, 1)
    too_many = {"said": Code.TOO_MANY_VERIFICATIONS}
    assert refusal(lambda: portal.desk.cards.verify(desk, 1, said)) == too_many
    lines = "SELECT outcome || ' ' || detail FROM journal WHERE event = 'holder_card_verify' ORDER BY id"
    assert column(database_url, lines) == [
        *["done postal_code differs"] * 5,
        "too_many_verifications ",
    ]


def test_no_other_session_and_no_new_motive_gives_five_answers_more(
    portal: Portal, desk: Session, clock: FakeClock
) -> None:
    said = {"claim": "postal_code", "said": "59001"}
    for _ in range(5):
        portal.desk.cards.open(desk, 1, OPEN)
        portal.desk.cards.verify(desk, 1, said)
    portal.desk.cards.open(desk, 2, OPEN)
    assert not portal.desk.cards.verify(desk, 2, said), "each card has its own"
    other = agent(portal, clock)
    for session in (desk, other):
        portal.desk.cards.open(session, 1, OPEN)
        with pytest.raises(Refused) as caught:
            portal.desk.cards.verify(session, 1, said)
        assert caught.value.errors == {"said": Code.TOO_MANY_VERIFICATIONS} and caught.value.wait
    clock.advance(24 * 3600)
    later = agent(portal, clock)
    portal.desk.cards.open(later, 1, OPEN)
    assert not portal.desk.cards.verify(later, 1, said)


def test_the_last_five_cards_are_at_hand_and_not_counted(portal: Portal, desk: Session) -> None:
    ids = [add_holder(portal, number) for number in range(6)]
    for each in ids:
        portal.desk.cards.open(desk, each, OPEN)
    assert [card.account_id for card in desk.cards] == ids[1:]
    for _ in range(60):
        portal.desk.cards.reopen(desk, ids[1])
    assert refusal(lambda: portal.desk.cards.reopen(desk, ids[0])) == {"card": Code.CARD_NOT_OPEN}
    assert portal.desk.cards.open(desk, ids[0], OPEN)


@pytest.fixture
def alerting(portal: Portal, database_url: str, clock: FakeClock) -> Iterator[Portal]:
    """The portal with a relay, somebody to alert, and small limits."""
    environ = {
        "CMI_DATABASE_URL": database_url, "CMI_SECRET_KEY": SECRET_KEY, "CMI_SMTP_URL": "smtp://127.0.0.1",
        "CMI_MAIL_FROM": "a@portail.example", "CMI_ALERT_TO": "garde@portail.example",
        "CMI_AGENT_CARDS_AN_HOUR": "3", "CMI_AGENT_CARDS_A_DAY": "5", "CMI_AGENT_SEARCHES_AN_HOUR": "2",
    }  # fmt: skip
    portal = Portal(Settings.from_environment(environ), clock)
    yield portal
    portal.close()


def test_beyond_the_limit_a_card_is_refused_and_the_operator_told_once_an_hour(
    alerting: Portal, clock: FakeClock, database_url: str
) -> None:
    first = agent(alerting, clock)
    for _ in range(3):
        alerting.desk.cards.open(first, 1, OPEN)
    second = agent(alerting, clock)
    for session in (first, second, second):
        with pytest.raises(Refused) as caught:
            alerting.desk.cards.open(session, 2, OPEN)
        assert caught.value.errors == {"limit": Code.TOO_MUCH_ASKED} and caught.value.wait
    alerts = "SELECT recipient || ' ' || about FROM notice WHERE kind = 'agent_limit'"
    assert column(database_url, alerts) == ["garde@portail.example A-1"]
    lines = "SELECT detail FROM journal WHERE event = 'agent_limit'"
    assert column(database_url, lines) == ["holder_card_open most=3"]
    clock.advance(3600)
    for _ in range(2):
        alerting.desk.cards.open(second, 2, OPEN)
    assert refusal(lambda: alerting.desk.cards.open(second, 1, OPEN)) == {"limit": Code.TOO_MUCH_ASKED}
    assert column(database_url, lines)[-1] == "holder_card_open most=5"


def test_searches_have_a_limit_of_their_own(alerting: Portal, clock: FakeClock) -> None:
    session = agent(alerting, clock)
    values = {"wanted": "lambert", "first_name": "", "city": "", "birth_date": ""}
    for _ in range(2):
        alerting.desk.find(session, values)
    assert refusal(lambda: alerting.desk.find(session, values)) == {"limit": Code.TOO_MUCH_ASKED}
    assert alerting.desk.cards.open(session, 1, OPEN)


def test_the_sixty_first_card_of_an_hour_is_refused(portal: Portal, desk: Session) -> None:
    for _ in range(60):
        portal.desk.cards.open(desk, 1, OPEN)
    assert refusal(lambda: portal.desk.cards.open(desk, 1, OPEN)) == {"limit": Code.TOO_MUCH_ASKED}


def test_each_act_is_told_to_the_holder(alerting: Portal, clock: FakeClock, database_url: str) -> None:
    session = agent(alerting, clock)
    alerting.desk.cards.open(session, 1, OPEN)
    for act in (Act.ASK_CODE, Act.END_SESSIONS, Act.DISABLE, Act.ENABLE):
        alerting.desk.act(session, 1, act, {"reason": "doublon"})
    told = "SELECT kind FROM notice WHERE recipient = 'mail0455@mail.fr' ORDER BY id"
    kinds = ["code_asked", "sessions_ended", "account_disabled", "account_enabled"]
    assert column(database_url, told) == kinds


def test_the_history_is_told_in_sentences_newest_first(
    portal: Portal, desk: Session, session: Session
) -> None:
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, "192.0.2.9")
    portal.desk.cards.open(desk, 1, OPEN)
    portal.desk.act(desk, 1, Act.DISABLE, {"reason": "deces"})
    page = portal.desk.cards.history(desk, 1)
    sentences = [history_text(line).partition(" : ")[2] for line in page.lines]
    assert sentences == [
        "L'agent A-1 a désactivé le compte (décès).",
        "L'agent A-1 a consulté le dossier (motif : appel du titulaire).",
        "Connexion du titulaire, depuis 192.0.2.9.",
        "Connexion du titulaire, sans SSH.",
    ]
    for _ in range(25):
        portal.desk.cards.reopen(desk, 1)
    first = portal.desk.cards.history(desk, 1)
    second = portal.desk.cards.history(desk, 1, first.older)
    assert (len(first.lines), len(second.lines), second.older) == (20, 9, None)
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) == 29


def test_a_holder_sees_what_agents_did_and_no_free_words(
    portal: Portal, desk: Session, session: Session
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    portal.desk.cards.reveal(desk, 1, Hidden.EMAIL)
    portal.desk.cards.verify(desk, 1, {"claim": "postal_code", "said": "59000"})
    portal.desk.cards.open(desk, 2, OPEN)
    page = portal.who_looked(session)
    assert [history_text(line).partition(" : ")[2] for line in page.lines] == [
        "L'agent A-1 a vérifié ce que disait l'appelant : code postal, correspond.",
        "L'agent A-1 a affiché une donnée : adresse email.",
        "L'agent A-1 a consulté le dossier (motif : appel du titulaire).",
    ]
    assert "mots libres" not in repr(page)
    (line,) = [each for each in portal.audit.show(JournalFilter(login=AUGUSTE), "root")][:1]
    assert "mots libres" in line.detail and line.actor == SUPPORT
    with pytest.raises(SessionEnded):
        portal.who_looked(desk)


def test_the_journal_shows_what_one_agent_did_by_an_index(
    portal: Portal, desk: Session, session: Session
) -> None:
    portal.desk.cards.open(desk, 1, OPEN)
    portal.prove_identity(session, {"password": PASSWORD})
    lines = list(portal.audit.show(JournalFilter(agent=SUPPORT), "root"))
    assert [line.event for line in lines] == ["authn_login", "authn_login", "holder_card_open"]
    assert {line.actor for line in lines} == {SUPPORT}
    unknown = refusal(lambda: list(portal.audit.show(JournalFilter(agent="nobody"), "root")))
    assert unknown == {"agent": Code.ACCOUNT_UNKNOWN}


def test_no_control_character_of_a_record_comes_to_the_desk(portal: Portal, desk: Session) -> None:
    identity = Identity("hostile", PAYLOAD, f"Zzz{PAYLOAD}", "", None, PAYLOAD, "75001", PAYLOAD)
    with portal.database.writing() as transaction:
        whose = transaction.accounts.add(Information(identity, PAYLOAD), Role.HOLDER, None)
    values = {"wanted": "zzz", "first_name": "", "city": "", "birth_date": ""}
    (row,) = portal.desk.find(desk, values).holders
    card = portal.desk.cards.open(desk, whose, {"motive": "call", "words": "x"})
    texts = [row.name, row.city, card.name, card.city, card.login]
    texts += [portal.desk.cards.reveal(desk, whose, what) for what in card.hidden]
    texts += [history_text(line) for line in portal.desk.cards.history(desk, whose).lines]
    assert all(text.isprintable() for text in texts) and len(texts) > 7
