"""The desk in lines: finding, going from one card to another and back, and never losing one's way."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act
from cmi_tui.domain.errors import Code
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import desk, desk_lines, desk_pages
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text
from rig.accounts import AUGUSTE, SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.linear.at_desk import CARD, OPENED, OTHER_CARD, SEARCH, add_holder, worked
from tests.linear.scripted import ScriptedTerminal
from tests.linear.test_conversation import played
from tests.storage.rows import column

AUGUSTE_ROW = "Auguste Lambert, LILLE (actif)"


def told(terminal: ScriptedTerminal, line: str) -> int:
    return terminal.lines.count(line)


def test_an_agent_signs_in_finds_a_holder_and_answers_a_call(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    status, terminal = played(
        portal, None, SUPPORT, SUPPORT_PASSWORD, code_at(clock()),
        "1", "lambert", "aug", "lille", "12/03/1948", "2", "une lettre du 3",
        desk_lines.VERIFY, "2", "59000", "retour", texts.SIGN_OUT,
    )  # fmt: skip
    assert status is ExitStatus.DONE and "Code postal : correspond." in terminal.lines
    assert terminal.lines[-1] == "Vous êtes déconnecté."
    lines = "SELECT event || ' ' || detail FROM journal WHERE actor_id = 4 AND event LIKE 'holder%'"
    assert column(database_url, lines) == [
        "holder_search ",
        "holder_card_open motive=letter words=une lettre du 3",
        "holder_card_verify postal_code matches",
    ]


def test_the_first_page_offers_what_an_agent_does(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(portal, clock, "quitter")
    title = terminal.lines.index(desk.TITLE)
    assert terminal.lines[title - 1] == texts.COMMANDS_OF_AGENTS
    assert terminal.lines[title + 1 : title + 6] == [
        "1. Chercher un titulaire",
        "2. Mes préférences",
        "3. Modifier mon mot de passe",
        "4. Accessibilité",
        "5. Se déconnecter",
    ]


def test_an_agent_changes_password_and_preferences(portal: Portal, clock: FakeClock) -> None:
    new = "Guichet2027!"
    _status, terminal = worked(
        portal, clock, "2", "1", "", "", "", "oui", "3", SUPPORT_PASSWORD, new, new, "oui", "5"
    )
    assert "Votre mot de passe a bien été modifié." in terminal.lines
    assert "Vos préférences ont bien été enregistrées." in terminal.lines
    assert "Plus de temps" not in terminal.text


@pytest.mark.parametrize("wanted", [AUGUSTE, " 1000 7201 8010 0001 000", "Mail0455@mail.fr"])
def test_an_identifier_or_an_address_is_one_question(
    portal: Portal, clock: FakeClock, wanted: str
) -> None:
    _status, terminal = worked(portal, clock, "1", wanted, "quitter")
    assert AUGUSTE_ROW in terminal.lines and "Prénom : " not in terminal.lines


def test_at_most_twenty_are_told_and_more_asks_to_refine(portal: Portal, clock: FakeClock) -> None:
    for number in range(21):
        add_holder(portal, f"u{number}", f"Prénom{number:02}")
    _status, terminal = worked(
        portal, clock, "1", "unt", "", "", "", "21", "", "prenom20", "", "", "retour", "quitter"
    )
    title = terminal.lines.index(desk_pages.FOUND_TITLE)
    assert terminal.lines[title + 1] == desk.REFINE
    assert terminal.lines[title + 22] == "21. Affiner la recherche"
    assert "Entrée pour garder : unt" in terminal.lines
    # The only one left is asked about at once; who is not meant leads back to the list.
    again = terminal.lines.index(desk_pages.FOUND_TITLE, title + 1)
    assert terminal.lines[again - 1] == "Motif : "
    assert terminal.lines[again + 1] == "1. Prénom20 Untel, PARIS (jamais activé)"
    assert terminal.lines[again + 2] == "2. Chercher un titulaire"


def test_nobody_is_told_and_the_answers_can_be_mended(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, "1", "lambert", "", "lyon", "", "", "", "lille", "", "quitter"
    )
    assert terminal.lines.index(desk.NOBODY) < terminal.lines.index(AUGUSTE_ROW)
    # On a pipe the next answers were meant for somebody who was found.
    status, terminal = worked(portal, clock, "1", "999", is_interactive=False)
    assert (status, terminal.lines[-1]) == (ExitStatus.FAILED, texts.STOPPED)


def test_a_wrong_answer_of_a_search_is_told_and_asked_again(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, "1", "", "la", "lambert", "", "", "en mars", "12/03/1948", "quitter"
    )
    for code in (Code.SEARCH_MISSING, Code.NAME_TOO_SHORT, Code.DAY_INVALID):
        assert error_text(code) in terminal.text
    assert AUGUSTE_ROW in terminal.lines


def test_one_goes_back_from_a_card_to_the_results_and_to_the_card_before(
    portal: Portal, clock: FakeClock
) -> None:
    for number in range(2):
        add_holder(portal, f"{number}", f"Prénom{number}")
    several = [SEARCH, "untel", "", "", "", "2", *OPENED]
    _status, terminal = worked(portal, clock, *CARD, *OTHER_CARD, *several, *["retour"] * 4, "quitter")
    assert told(terminal, "Nom : Auguste Lambert") == told(terminal, "Nom : Clémence Chabot") == 2
    assert told(terminal, desk_pages.FOUND_TITLE) == 2, "of one alone there is no list to go back to"
    assert told(terminal, desk.TITLE) == 2


def test_another_card_at_hand_is_two_answers_away(portal: Portal, clock: FakeClock) -> None:
    _status, alone = worked(portal, clock, *CARD, "quitter")
    assert f"8. {desk_pages.CARDS_AT_HAND}" not in alone.lines
    _status, terminal = worked(
        portal, clock, *CARD, *OTHER_CARD, desk_pages.CARDS_AT_HAND, "1",
        desk_pages.CARDS_AT_HAND, "retour", "retour", "retour", "retour", "quitter",
    )  # fmt: skip
    first = terminal.lines.index(desk_pages.CARDS_AT_HAND)
    assert terminal.lines[first + 1 : first + 3] == ["1. Reprendre : Auguste Lambert", "2. Retour"]
    assert told(terminal, "1. Reprendre : Clémence Chabot") == 1
    assert told(terminal, "Nom : Auguste Lambert") == 4 and told(terminal, desk.TITLE) == 2


def test_the_last_five_cards_are_opened_again_without_a_motive(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for number in range(6):
        add_holder(portal, f"{number}", f"Prénom{number}")
    opened = [answer for number in range(6) for answer in (SEARCH, f"{number}", *OPENED)]
    _status, terminal = worked(portal, clock, *opened, *["retour"] * 5, "3", "quitter")
    home = len(terminal.lines) - 1 - terminal.lines[::-1].index(desk.TITLE)
    assert terminal.lines[home + 2 : home + 7] == [
        f"{number}. Reprendre : Prénom{7 - number} Untel" for number in range(2, 7)
    ]
    assert told(terminal, "Nom : Prénom4 Untel") == 3 and told(terminal, "Nom : Prénom0 Untel") == 1
    last = "SELECT detail FROM journal WHERE event = 'holder_card_open' ORDER BY id DESC LIMIT 1"
    assert column(database_url, last) == ["again"]


def test_a_card_that_is_no_longer_at_hand_is_passed_over(portal: Portal, clock: FakeClock) -> None:
    for number in range(5):
        add_holder(portal, f"{number}", f"Prénom{number}")
    others = [answer for number in range(1, 6) for answer in (f"{number}", *OPENED, "retour")]
    _status, terminal = worked(
        portal, clock, *CARD, SEARCH, "untel", "", "", "", *others, "retour", "quitter"
    )
    assert told(terminal, "Nom : Auguste Lambert") == 1 and told(terminal, desk.TITLE) == 2


def test_a_long_day_of_searches_goes_back_ten_places_at_most(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, *[SEARCH, AUGUSTE, "retour"] * 100, *["retour"] * 9, "quitter"
    )
    assert told(terminal, desk.TITLE) == 2


def test_a_search_in_the_midst_of_a_form_loses_nothing(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, *CARD, desk_lines.VERIFY, "2", *OTHER_CARD, "retour", "59000",
        SEARCH, "retour", "quitter",
    )  # fmt: skip
    assert told(terminal, texts.BACK_IN_FORM) == 1
    assert "Nom : Clémence Chabot" in terminal.lines
    back = terminal.lines.index(texts.BACK_IN_FORM)
    assert terminal.lines[back + 1 : back + 4] == [
        "Question 2 sur 2, obligatoire.", "Ce que dit l'appelant : ", "Code postal : correspond."
    ]  # fmt: skip


def test_searches_in_the_midst_of_forms_are_three_deep_at_most(portal: Portal, clock: FakeClock) -> None:
    deep = [answer for _ in range(3) for answer in (desk_lines.VERIFY, SEARCH, AUGUSTE)]
    _status, terminal = worked(portal, clock, *CARD, *deep, desk_lines.VERIFY, SEARCH, "1", "quitter")
    assert told(terminal, texts.TOO_MANY_SEARCHES) == 1
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, texts.GOODBYE]


def test_a_search_in_a_search_and_at_a_confirmation(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, SEARCH, "lambert", "aug", SEARCH, AUGUSTE, *OPENED,
        "Fermer les sessions", SEARCH, "retour", "quitter",
    )  # fmt: skip
    # A search begins anew, and is no form that was begun and lost.
    assert told(terminal, "Identifiant, adresse email ou nom : ") == 3
    assert "Entrée pour garder : lambert" not in terminal.lines
    assert "Nom : Auguste Lambert" in terminal.lines and texts.NOTHING_SAVED not in terminal.lines
    assert desk.DONE_ACTS[Act.END_SESSIONS] not in terminal.lines


def test_a_form_that_was_left_within_another_is_no_end_of_it(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(portal, clock, *CARD, desk_lines.VERIFY, SEARCH, "retour", "quitter")
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, texts.GOODBYE]


def test_help_tells_of_the_word_that_searches(portal: Portal, clock: FakeClock) -> None:
    _status, terminal = worked(
        portal, clock, "aide", *CARD, "aide", desk_lines.VERIFY, "aide", "quitter"
    )
    assert sum("chercher, à toute question" in line for line in terminal.lines) == 3


def test_a_call_takes_few_words(portal: Portal, clock: FakeClock) -> None:
    call = [*CARD, desk_lines.VERIFY, "2", "59000", desk.ACTS[Act.END_SESSIONS], "oui"]
    _status, none = worked(portal, clock, "quitter")
    _status, one = worked(portal, clock, *call, "quitter")
    assert len(one.text.split()) - len(none.text.split()) <= 280


def test_a_word_of_agents_is_an_answer_for_holders(portal: Portal) -> None:
    session = portal.open_demonstration()
    _status, terminal = played(portal, session, SEARCH, "quitter")
    assert texts.NOT_A_CHOICE.format(count=6) in terminal.lines
