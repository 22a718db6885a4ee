"""The card of a holder in lines: what it shows, what is done from it, and how a refusal is told."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, DisablingReason, Hidden
from cmi_tui.domain.errors import Code
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import desk, desk_lines, desk_pages
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.services.holder_acts import HolderActs
from cmi_tui.services.holder_cards import HolderCards
from rig.accounts import AUGUSTE, ORGANISATION, SUPPORT
from tests.conftest import FakeClock
from tests.linear.at_desk import CARD, OPENED, SEARCH, add_holder, worked
from tests.linear.test_conversation import played
from tests.services.agents import agent
from tests.services.test_desk_acts import EVENTS, slow_down
from tests.storage.rows import column, execute

MOTIVE_ASKED = "Question 1 sur 2, Motif, obligatoire. Le titulaire le verra."
PAYLOADS = (
    "\x1b]2;PWN\x1b\\", "\x1b]52;c;cHdu\x1b\\", "\x1b[2J", "\x1b[6n", "\x9d0;PWN\x9c", "\x00\x07\r\n",
    "\u202e\u2066", "[red]x[/]",
)  # fmt: skip
PAYLOAD = "X" + "".join(PAYLOADS)


def test_a_card_is_told_whole_and_what_is_masked_only_when_asked(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    _status, terminal = worked(portal, clock, *CARD, "quitter")
    asked = terminal.lines.index(MOTIVE_ASKED)
    card = terminal.lines.index(desk_lines.CARD_TITLE)
    assert asked < card
    assert terminal.lines[card + 1 : card + 7] == [
        "Nom : Auguste Lambert",
        f"Identifiant : {AUGUSTE}",
        "Ville : LILLE",
        "État : Actif",
        "Connexions : aucune",
        "Demandes de carte : 2018-0001000, carte expédiée le 2 octobre 2026",
    ]
    for secret in ("mail0455", "Tanneurs", "1948"):
        assert secret not in terminal.text
    _status, terminal = worked(portal, clock, *CARD, *desk_lines.SHOW.values(), "quitter")
    for shown in ("Adresse email : mail0455@mail.fr", "Date de naissance : 12 mars 1948"):
        assert shown in terminal.lines
    assert "Adresse postale : 12 rue des Tanneurs, 59000 LILLE" in terminal.lines
    lines = "SELECT detail FROM journal WHERE event = 'holder_card_reveal' ORDER BY id"
    assert column(database_url, lines) == list(Hidden)


def test_what_there_is_not_is_no_choice(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(portal, clock, SEARCH, ORGANISATION, *OPENED, "quitter")
    assert "Raison sociale : Transports Solidaires de l'Œuvre" in terminal.lines
    assert "Adresse email : aucune" in terminal.lines
    assert not any(desk_lines.SHOW[Hidden.BIRTH_DATE] in line for line in terminal.lines)


def test_a_motive_has_to_be_given(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(portal, clock, SEARCH, AUGUSTE, "", "5", "1", "", "quitter")
    assert error_text(Code.MOTIVE_MISSING) in terminal.text and "5. aucun" not in terminal.lines
    assert texts.NUMBER_EXPECTED.format(count=4) in terminal.text


def test_a_card_compares_five_times(portal: Portal, clock: FakeClock) -> None:
    wrong, right = (desk_lines.VERIFY, "2", "59001"), (desk_lines.VERIFY, "3", "2018-0001000")
    _status, terminal = worked(
        portal, clock, *CARD, *wrong * 4, *right * 2, desk_lines.HISTORY, "quitter"
    )
    assert terminal.lines.count("Code postal : ne correspond pas.") == 4
    assert terminal.lines.count("Numéro de demande : correspond.") == 1
    told = error_text(Code.TOO_MANY_VERIFICATIONS, wait=timedelta(hours=24))
    assert f"Erreur. {told}" in terminal.lines
    assert desk_pages.HISTORY_TITLE in terminal.lines and texts.NOTHING_SAVED not in terminal.lines


@pytest.mark.parametrize("act", Act)
def test_an_act_is_told_before_confirmed_and_done(
    portal: Portal, clock: FakeClock, database_url: str, act: Act
) -> None:
    slow_down(portal, AUGUSTE)
    if act is Act.ENABLE:
        portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "operator")
    reason = ["3"] if act is Act.DISABLE else []
    count = f"SELECT count(*) FROM journal WHERE actor_id = 4 AND event = '{EVENTS[act]}'"
    wanted = [desk.ACTS[act], *reason]
    _status, terminal = worked(portal, clock, *CARD, *wanted, "non", *wanted, "oui", "quitter")
    told = desk.RECAPS[act].format(name="Auguste Lambert")
    recap, again = (number for number, line in enumerate(terminal.lines) if line.startswith(told))
    assert desk.HOLDER_IS_TOLD in terminal.lines[again]
    assert desk.DONE_ACTS[act] in terminal.lines[again:]
    assert {texts.NOTHING_SAVED, desk_lines.NOTHING_DONE} & set(terminal.lines[recap:again])
    assert desk.DONE_ACTS[act] not in terminal.lines[:again]
    assert column(database_url, count) == [1]


def test_only_what_is_allowed_is_offered_and_a_card_is_told_anew_after_an_act(
    portal: Portal, clock: FakeClock
) -> None:
    disabled = [desk.ACTS[Act.DISABLE], "1", "oui"]
    _status, terminal = worked(portal, clock, *CARD, *disabled, "quitter")
    assert "1. Motif de la désactivation : fraude" in terminal.lines
    done = terminal.lines.index(desk.DONE_ACTS[Act.DISABLE])
    after = "\n".join(terminal.lines[done:])
    assert "État : Désactivé, bloqué (fraude), depuis le " in after
    assert not any(label in after for label in desk.ACTS.values())


def test_an_act_that_is_no_longer_allowed_is_told_and_the_card_read_anew(
    portal: Portal, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = HolderActs.__call__

    def meanwhile(*arguments: object) -> object:
        monkeypatch.undo()
        portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "operator")
        return act(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(HolderActs, "__call__", meanwhile)
    _status, terminal = worked(portal, clock, *CARD, desk.ACTS[Act.ASK_CODE], "oui", "quitter")
    assert f"Erreur. {error_text(Code.ACT_NOT_ALLOWED)}" in terminal.lines
    assert any(line.endswith(desk.ACTS[Act.ENABLE]) for line in terminal.lines)


def test_an_act_done_too_often_is_told(portal: Portal, clock: FakeClock) -> None:
    ended = [desk.ACTS[Act.END_SESSIONS], "oui"]
    _status, terminal = worked(portal, clock, *CARD, *ended * 4, "quitter")
    assert any("Cet acte a déjà été fait trois fois" in line for line in terminal.lines)


def test_a_history_is_told_twenty_lines_at_a_time(portal: Portal, clock: FakeClock) -> None:
    session = agent(portal, clock)
    portal.desk.cards.open(session, 1, {"motive": "call", "words": "secrets"})
    for _ in range(24):
        portal.desk.cards.reopen(session, 1)
    _status, terminal = worked(portal, clock, *CARD, desk_lines.HISTORY, desk_pages.OLDER, "quitter")
    first, second = (terminal.lines.index(line) for line in (desk_pages.HISTORY_TITLE, "1. Plus ancien"))
    assert second - first == 21
    opened = [line for line in terminal.lines if line.endswith("(motif : appel du titulaire).")]
    assert (
        len(opened) == 2
        and terminal.lines.count("1. Plus ancien") == 1
        and "secrets" not in terminal.text
    )


def test_the_sixty_first_card_is_refused_in_a_sentence_and_a_search_too(
    portal: Portal, clock: FakeClock
) -> None:
    session = agent(portal, clock)
    for _ in range(60):
        portal.desk.cards.open(session, 1, {"motive": "call", "words": ""})
    for _ in range(119):
        portal.desk.find(session, {"wanted": "9", "first_name": "", "city": "", "birth_date": ""})
    status, terminal = worked(portal, clock, *CARD, SEARCH, AUGUSTE, "quitter")
    assert terminal.text.count("Vous avez atteint le nombre de recherches ou de dossiers permis") == 2
    assert (status, desk_lines.CARD_TITLE in terminal.lines) == (ExitStatus.DONE, False)


def test_whose_role_is_taken_away_is_at_the_end(
    portal: Portal, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reveal = HolderCards.reveal

    def fired(*arguments: object) -> str:
        execute(database_url, "UPDATE account SET role = 'user' WHERE id = 4")
        return reveal(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(HolderCards, "reveal", fired)
    status, terminal = worked(portal, clock, *CARD, desk_lines.SHOW[Hidden.EMAIL])
    assert (status, terminal.lines[-1]) == (ExitStatus.FAILED, error_text(Code.SESSION_ENDED))


@pytest.mark.parametrize(
    "asked", [[desk_lines.SHOW[Hidden.EMAIL]], [desk_lines.HISTORY], [desk_lines.VERIFY, "2", "59000"]]
)
def test_a_card_that_may_no_longer_be_seen_is_left(
    portal: Portal, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    visited = partial(portal.manage_accounts.set_role, AUGUSTE, Role.SUPPORT, "operator")
    card = HolderCards.open

    def opened(*arguments: object) -> object:
        shown = card(*arguments)  # type: ignore[arg-type]
        visited()
        return shown

    monkeypatch.setattr(HolderCards, "open", opened)
    add_holder(portal, "other", "Zoé", "Lambert")
    card_of_one = [SEARCH, "lambert", "", "", "", "1", *OPENED]
    _status, terminal = worked(portal, clock, *card_of_one, *asked, "1", "quitter")
    assert terminal.text.count(error_text(Code.HOLDER_UNKNOWN)) == 2, "nor is it opened again"
    assert terminal.lines.count(desk_pages.FOUND_TITLE) == 2


def test_an_agents_own_account_is_not_found(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(portal, clock, SEARCH, SUPPORT, "retour", "quitter")
    assert desk.NOBODY in terminal.lines


def test_no_control_byte_of_a_record_or_an_agents_words_is_said(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    identity = Identity("hostile", PAYLOAD, f"Zzz{PAYLOAD}", "", None, PAYLOAD, PAYLOAD, PAYLOAD)
    with portal.database.writing() as transaction:
        whose = transaction.accounts.add(Information(identity, PAYLOAD), Role.HOLDER, None)
        another = replace(identity, login="hostile too")
        transaction.accounts.add(Information(another, ""), Role.HOLDER, None)
    execute(database_url, f"UPDATE journal SET source = 'a{chr(27)}[2J' WHERE subject_id = {whose}")
    _status, terminal = worked(
        portal, clock, SEARCH, PAYLOAD, "zzz", "", "", "", "1", "1", PAYLOAD, "de bons mots",
        *(desk_lines.SHOW[what] for what in (Hidden.EMAIL, Hidden.ADDRESS)),
        desk_lines.VERIFY, "2", PAYLOAD, "59000", desk_lines.HISTORY, desk.ACTS[Act.ASK_CODE], "oui", "",
        "retour", "retour", "2", "retour", "quitter",
    )  # fmt: skip
    assert all(line.isprintable() for line in terminal.lines)
    for told in (
        "Nom : X^[]2;PWN",
        "1. X^[]2;PWN",
        "Adresse email : X^[]2;PWN",
        "Adresse postale : X^[]2;PWN",
    ):
        assert told in terminal.text
    assert "[red]x[/]" in terminal.text


def test_a_holder_hears_who_has_looked_twenty_at_a_time(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = played(portal, portal.open_demonstration(), "4", "quitter")
    assert desk.NOBODY_LOOKED in terminal.lines
    session = agent(portal, clock)
    portal.desk.cards.open(session, 1, {"motive": "card", "words": "secrets"})
    for _ in range(20):
        portal.desk.cards.reopen(session, 1)
    _status, terminal = played(portal, portal.open_demonstration(), "4", "1", "quitter")
    assert desk.WHO_LOOKED_TITLE in terminal.lines and "secrets" not in terminal.text
    looked = [line for line in terminal.lines if "L'agent A-1 a consulté" in line]
    assert len(looked) == 21 and looked[-1].endswith("(motif : suivi d'une demande de carte).")
