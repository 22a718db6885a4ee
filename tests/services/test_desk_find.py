"""Finding holders: however a name is spelt, no more than twenty, and nothing of it in the journal."""

from datetime import date

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import DisablingReason, HolderState
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.services.session import Session
from cmi_tui.storage import holder_search
from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION, SUPPORT
from tests.conftest import FakeClock
from tests.services.agents import agent, half_signed_in
from tests.storage.rows import column


def add(portal: Portal, login: str, last: str, first: str, city: str, born: date | None = None) -> None:
    identity = Identity(login, first, last, "", born, "1 rue", "75001", city)
    with portal.database.writing() as transaction:
        transaction.accounts.add(Information(identity, ""), Role.HOLDER, None)


@pytest.fixture
def desk(portal: Portal, clock: FakeClock) -> Session:
    """An agent's session, among namesakes."""
    for number, first in enumerate(("Zoé", "Jean-Paul", "Jean", "Noël")):
        city = ("Saint-Étienne", "LYON")[number % 2]
        add(portal, f"lefevre{number}", "Lefèvre-Dupont", first, city, date(1950, 1, 1 + number))
    add(portal, "lefebvre", "LEFEBVRE", "Zoé", "LYON", date(1950, 1, 1))
    return agent(portal, clock)


def found(portal: Portal, session: Session, wanted: str, **others: str) -> list[str]:
    values = {"wanted": wanted, "first_name": "", "city": "", "birth_date": "", **others}
    return [holder.name for holder in portal.desk.find(session, values).holders]


@pytest.mark.parametrize(
    "wanted", ["lefèvre-dupont", "LEFEVRE DUPONT", " lefevredupont ", "Lefe\u0300vre–Dupont", "lefev"]
)
def test_accents_case_hyphens_and_blanks_do_not_count(
    portal: Portal, desk: Session, wanted: str
) -> None:
    assert len(found(portal, desk, wanted)) == 4


def test_what_is_known_beside_the_name_narrows_it_down(portal: Portal, desk: Session) -> None:
    assert len(found(portal, desk, "lef")) == 5
    assert found(portal, desk, "lef", first_name="zoe") == ["Zoé LEFEBVRE", "Zoé Lefèvre-Dupont"]
    assert len(found(portal, desk, "lef", first_name="JEAN")) == 2
    assert len(found(portal, desk, "lef", city="saint etienne")) == 2
    assert found(portal, desk, "lef", city="saint") == [], "a city is whole"
    assert found(portal, desk, "lef", first_name="zoe", city="lyon") == ["Zoé LEFEBVRE"]
    assert len(found(portal, desk, "lef", birth_date="1/1/1950")) == 2
    assert found(portal, desk, "lef", birth_date="01011950", city="Lyon") == ["Zoé LEFEBVRE"]
    assert found(portal, desk, "lef", birth_date="1950-01-02", first_name="jean p") == [
        "Jean-Paul Lefèvre-Dupont"
    ]


def test_an_identifier_an_address_and_a_company_are_found(portal: Portal, desk: Session) -> None:
    for wanted in (AUGUSTE, "1000 7201 8010 0001 000", "MAIL0455@mail.fr"):
        assert found(portal, desk, wanted) == ["Auguste Lambert"]
    assert found(portal, desk, "transports solidaires de l'oeuvre") == [
        "Transports Solidaires de l'Œuvre"
    ]
    for wanted in ("10007201", "personne@mail.fr", "nobody", "Faure", SUPPORT, "assistance@mail.fr"):
        assert found(portal, desk, wanted) == [], "no part of an identifier, no agent"


def test_what_may_be_an_identifier_is_no_beginning_of_a_name(portal: Portal, desk: Session) -> None:
    add(portal, "dupont", "Martin", "Luc", "A")
    add(portal, "x1", "Dupont", "Luc", "A")
    assert found(portal, desk, "dupont") == ["Luc Martin"], "an identifier is meant before a name"
    add(portal, "x2", "B4 Conseil", "", "A")
    add(portal, "x3", "2000 Roues", "", "A")
    assert found(portal, desk, "b4") == found(portal, desk, "2000") == []
    assert found(portal, desk, "b4 conseil") == ["B4 Conseil"]
    assert found(portal, desk, "2000 roues") == ["2000 Roues"]


def test_after_twenty_more_has_to_be_told(portal: Portal, desk: Session) -> None:
    for number in range(25):
        add(portal, f"martin{number}", "Martin" + "abcde"[number % 5], "Marie", "PARIS")
    values = {"wanted": "martin", "first_name": "", "city": "", "birth_date": ""}
    for others in ({}, {"city": "Paris"}, {"first_name": "mar"}, {"first_name": "m", "city": "paris"}):
        answer = portal.desk.find(desk, values | others)
        assert len(answer.holders) == 20 and answer.is_cut
    answer = portal.desk.find(desk, values | {"wanted": "martina"})
    assert len(answer.holders) == 5 and not answer.is_cut


def test_what_is_looked_through_has_a_bound_and_says_so(
    portal: Portal, desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holder_search, "_MOST_NAMES", 3)
    monkeypatch.setattr(holder_search, "_MOST_BORN", 3)
    for number, letter in enumerate("abcd"):
        add(portal, f"durand{number}", f"Durand{letter}", "Zoé" if letter == "d" else "Ève", "A",
            date(1900, 1, 1))  # fmt: skip
    for others in (
        {"first_name": "zoe", "birth_date": ""},
        {"first_name": "zoe", "birth_date": "1/1/1900"},
    ):
        answer = portal.desk.find(desk, {"wanted": "durand", "city": "", **others})
        assert answer.holders == () and answer.is_cut


def test_each_row_tells_how_the_account_stands(portal: Portal, desk: Session) -> None:
    def state(wanted: str) -> HolderState:
        values = {"wanted": wanted, "first_name": "", "city": "", "birth_date": ""}
        (holder,) = portal.desk.find(desk, values).holders
        return holder.state

    assert state(AUGUSTE) is HolderState.ACTIVE
    assert state("lefebvre") is HolderState.NEVER_ACTIVATED
    portal.manage_accounts.issue_code(CLEMENCE, "operator")
    assert state(CLEMENCE) is HolderState.CODE_SENT
    portal.manage_accounts.disable(ORGANISATION, DisablingReason.DUPLICATE, "operator")
    assert state(ORGANISATION) is HolderState.DISABLED
    portal.manage_accounts.disable(ORGANISATION, DisablingReason.FRAUD, "operator")
    assert state(ORGANISATION) is HolderState.BARRED


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"wanted": ""}, {"wanted": Code.SEARCH_MISSING}),
        ({"wanted": "l'é"}, {"wanted": Code.NAME_TOO_SHORT}),
        ({"wanted": "lef", "birth_date": "31/02/1950"}, {"birth_date": Code.DAY_INVALID}),
    ],
)
def test_too_little_is_refused(
    portal: Portal, desk: Session, values: dict[str, str], errors: dict[str, Code]
) -> None:
    with pytest.raises(Refused) as caught:
        portal.desk.find(desk, {"first_name": "", "city": "", "birth_date": "", **values})
    assert caught.value.errors == errors


def test_that_a_search_was_made_is_journalled_and_not_what_for(
    portal: Portal, desk: Session, database_url: str
) -> None:
    found(portal, desk, "lefevre", first_name="zoe")
    lines = "SELECT detail FROM journal WHERE event = 'holder_search' AND actor_id = 4"
    assert column(database_url, lines) == [""]


def test_nobody_but_an_agent_searches(portal: Portal, session: Session) -> None:
    values = {"wanted": "lef", "first_name": "", "city": "", "birth_date": ""}
    for each in (session, half_signed_in(portal)):
        with pytest.raises(SessionEnded):
            portal.desk.find(each, values)


def test_an_import_keeps_the_keys_of_what_it_changes(portal: Portal, database_url: str) -> None:
    keys = "SELECT name_key || ' ' || first_name_key || ' ' || city_key FROM account ORDER BY id"
    assert column(database_url, keys) == [
        "lambert auguste lille", "chabot clemence rennes", "transportssolidairesdeloeuvre  brest",
        "faure ines ",
    ]  # fmt: skip
