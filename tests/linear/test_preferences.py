"""« Mes préférences » and the prepared form, line by line."""

from cmi_tui.composition import Portal
from cmi_tui.domain.preferences import YES, Preferences
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from tests.linear.scripted import Idle, ScriptedTerminal
from tests.linear.test_conversation import played

FETCH = "scp ici:formulaire.pdf ."


def test_preferences_say_what_they_are_are_recalled_whole_and_kept(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(portal, session, "3", "1", "", "non", "", "oui", "oui", "quitter")
    assert "Entrée pour garder : plein écran" in terminal.lines
    recap = terminal.lines.index(texts.RECAP)
    assert terminal.lines[recap + 1 : recap + 6] == [
        "1. Présentation : mode linéaire",
        "2. Libellés au-dessus des champs : non",
        "3. Économie : non",
        "4. Sans couleur : non",
        "5. Plus de temps : oui",
    ]
    assert pages.PREFERENCES_CHANGED in terminal.lines
    kept = portal.keep_preferences.current(portal.open_demonstration())
    assert kept == Preferences(linear=True, more_time=True).values()


def test_preferences_begin_with_what_is_kept_and_leaving_changes_nothing(
    portal: Portal, session: Session
) -> None:
    portal.keep_preferences(session, {**Preferences().values(), "economy": YES})
    _status, terminal = played(
        portal, session, "3", "", "", "2", "", "", "non", "3", "", "", "retour", "quitter"
    )
    assert terminal.lines.count("Entrée pour garder : oui") == 2
    assert terminal.lines.count(texts.NOTHING_SAVED) == 2
    assert portal.keep_preferences.current(portal.open_demonstration())["economy"] == YES


def test_more_time_holds_from_the_next_question(portal: Portal, session: Session) -> None:
    answers = ["3", "", "", "", "", "1", "oui", Idle(1079), "quitter"]
    _status, terminal = played(portal, session, *answers)
    assert texts.IDLE_NOTICE not in terminal.lines


def test_both_files_are_spoken_of_and_answers_can_be_given_before(
    portal: Portal, session: Session
) -> None:
    terminal = ScriptedTerminal(
        ["1", "3", "1", "12 34 AB", "", "3", "puce", "oui", "1", "", "", "", "", "non", "quitter"]
    )
    converse(portal, session, terminal, texts.BY_NAME, FETCH)
    assert terminal.is_done
    assert "(PDF)" in terminal.text and ".txt au lieu de .pdf" in terminal.text
    assert terminal.lines.count(FETCH) == 2
    # What has been given is there when the form is opened again.
    assert "Entrée pour garder, aucun pour effacer : 12 34 AB" in terminal.lines
    kept = portal.prepare_form.current(portal.open_demonstration())
    assert kept == {"card_1": "12 34 AB", "card_2": "", "reason": "other", "details": "puce"}


def test_a_recap_without_an_answer_says_so(portal: Portal, session: Session) -> None:
    terminal = ScriptedTerminal(["1", "3", "1", "", "", "", "", "non", "quitter"])
    converse(portal, session, terminal, texts.BY_NAME, FETCH)
    recap = terminal.lines.index(texts.RECAP)
    assert terminal.lines[recap + 1 : recap + 3] == ["Aucune réponse.", texts.SAVE]
