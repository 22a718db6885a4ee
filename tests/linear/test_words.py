"""How much is said: few words a task, each thing once, in words that can be spoken."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from cmi_tui.messages.forms import HELPS
from cmi_tui.messages.spoken import SPECIAL_CHARACTERS_IN_WORDS
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.linear.scripted import ScriptedTerminal
from tests.linear.test_conversation import (
    EMAIL_FORM,
    EXPORT_FORM,
    NO_ANSWERS,
    PASSWORD_FORM,
    SIGN_OUT,
    played,
)

NEW = "Nouveau2026!"
TASKS = {
    "email": (150, [*EMAIL_FORM, "dds@hotmail.fr", "dds@hotmail.fr", "oui"]),
    "password": (200, [*PASSWORD_FORM, PASSWORD, NEW, NEW, "oui"]),
    "form": (270, [*EXPORT_FORM, "", *NO_ANSWERS, "oui"]),
    "status": (80, ["2"]),
}


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("is_interactive", [True, False])
def test_a_task_takes_few_words(
    portal: Portal, session: Session, task: str, is_interactive: bool
) -> None:
    most, answers = TASKS[task]
    terminal = ScriptedTerminal([*answers, "quitter"], is_interactive=is_interactive)
    converse(portal, session, terminal, texts.BY_OPTION)
    assert terminal.is_done
    # A terminal shows the answers too, but those that it hides.
    shown = sum(map(bool, [*answers, "quitter"])) - len(terminal.hidden) if is_interactive else 0
    assert len(terminal.text.split()) + shown <= most
    assert task != "email" or len(terminal.text.encode()) < 1300


def test_every_question_says_the_guides_help(portal: Portal, session: Session) -> None:
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "retour", "2", PASSWORD, NEW, "retour", "retour", "retour",
        *SIGN_OUT,
    )  # fmt: skip
    for field in (
        ("email", "new"),
        ("password", "old"),
        ("password", "new"),
        ("password", "confirmation"),
    ):
        assert any(line.endswith(HELPS[field]) for line in terminal.lines), field


def test_a_label_is_said_once_where_it_is_answered(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, *EXPORT_FORM, "", *NO_ANSWERS, "oui", *SIGN_OUT)
    question = terminal.lines.index("Question 4 sur 5, Motif du refus, Entrée pour passer.")
    assert terminal.lines[question + 5] == "Motif du refus : "
    form = terminal.lines[terminal.lines.index("Formulaire défaut qualité") : question]
    assert sum("Numéro de la carte 1" in line for line in form) == 1


def test_a_page_is_said_once_and_again_by_enter_or_repeat(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "2", "", "répéter", "Repeter", *SIGN_OUT[1:])
    assert terminal.lines.count("1. Mes informations personnelles") == 4
    assert terminal.lines.count(texts.CHOOSE_OR_REPEAT) == 4


def test_enter_at_the_recap_says_it_again_and_saves_nothing(portal: Portal, session: Session) -> None:
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "a@mail.fr", "a@mail.fr", "", "non", *SIGN_OUT
    )
    assert terminal.lines.count("1. Nouvel email : a@mail.fr") == 2
    assert texts.NOTHING_SAVED in terminal.lines


def test_enter_at_a_choice_on_a_pipe_is_refused(portal: Portal, session: Session) -> None:
    terminal = ScriptedTerminal([""], is_interactive=False)
    converse(portal, session, terminal, texts.BY_PIPE)
    assert terminal.lines[-1] == texts.STOPPED


def test_a_question_can_be_heard_again(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, *EMAIL_FORM, "répéter", "retour", *SIGN_OUT)
    question = f"Question 1 sur 2, obligatoire. {HELPS['email', 'new']}"
    assert terminal.lines.count(question) == 2


@pytest.mark.parametrize("word", ["aide", "?"])
def test_help_says_the_special_characters_in_words_and_the_question_the_guides(
    portal: Portal, session: Session, word: str
) -> None:
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, word, "retour", "retour", *SIGN_OUT
    )
    assert terminal.text.count(SPECIAL_CHARACTERS_IN_WORDS) == 1
    assert SPECIAL_CHARACTERS_IN_WORDS.startswith("esperluette, guillemet, apostrophe")
    assert terminal.text.count(HELPS["password", "new"]) == 2


def test_a_short_help_is_whole_in_the_help(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, *EXPORT_FORM, "aide", "retour", *SIGN_OUT)
    assert terminal.text.count(HELPS["export", "path"]) == 1


def test_a_hidden_answer_is_said_to_have_come_and_not_how_long_it_is(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, "", NEW, "retour", "retour", "retour", *SIGN_OUT
    )
    asked = terminal.lines.index("Ancien mot de passe, saisie invisible : ")
    assert terminal.lines[asked + 1] == "Mot de passe reçu."
    received = [line for line in terminal.lines if line.lower().endswith("reçu.")]
    assert received == ["Mot de passe reçu.", "Reçu."]


def test_the_recap_says_no_confirmation_and_its_numbers_are_those_of_the_questions(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(portal, session, *EXPORT_FORM, "", "", "", "3", "puce", "oui", *SIGN_OUT)
    recap = terminal.lines.index(texts.RECAP)
    assert [line[:2] for line in terminal.lines[recap + 1 : recap + 4]] == ["1.", "4.", "5."]


def test_whoever_is_signed_in_is_greeted_and_hears_dates_in_words(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(portal, session, "1", "4", *SIGN_OUT)
    assert terminal.lines[1] == "Bonjour Auguste Lambert"
    assert "Date de naissance : 12 mars 1948" in terminal.lines


def test_the_last_sign_in_is_said_in_words(portal: Portal) -> None:
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    _status, terminal = played(portal, None, AUGUSTE, PASSWORD, "quitter")
    assert any(line.startswith("Aujourd'hui à ") for line in terminal.lines)
