"""What becomes of an answer: a wrong one is not kept, a password is acknowledged to who typed it."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.dialogue import chosen_among
from cmi_tui.messages import linear as texts
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from tests.linear.test_conversation import EXPORT_FORM, NO_ANSWERS, SIGN_OUT, played


def test_enter_alone_keeps_no_answer_that_was_wrong(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "formulaire.pdf"
    answers = [str(path), "12/34", *NO_ANSWERS, "oui"]
    _status, terminal = played(portal, session, *EXPORT_FORM, *answers, *SIGN_OUT)
    assert path.exists() and len([line for line in terminal.lines if "Erreur" in line]) == 1


@pytest.mark.parametrize("answer", ["2", "2.", " 2. ", "Pomme", "pomme."])
def test_a_choice_may_end_in_a_dot_as_it_was_said(answer: str) -> None:
    assert chosen_among(["Poire", "Pomme"], answer) == 1


@pytest.mark.parametrize("answer", ["", "0", "3", "2 1", "pom"])
def test_no_other_answer_is_taken_for_a_choice(answer: str) -> None:
    assert chosen_among(["Poire", "Pomme"], answer) is None


@pytest.mark.parametrize("is_interactive", [True, False])
def test_a_password_is_acknowledged_to_whoever_typed_it_and_not_where_it_was_prepared(
    portal: Portal, is_interactive: bool
) -> None:
    _status, terminal = played(portal, None, AUGUSTE, PASSWORD, "quitter", is_interactive=is_interactive)
    assert (texts.PASSWORD_RECEIVED in terminal.lines) is is_interactive


def test_going_back_from_the_sign_in_speaks_of_nothing_that_was_to_be_saved(portal: Portal) -> None:
    status, terminal = played(portal, None, "retour", "quitter")
    assert texts.NOTHING_BEFORE in terminal.lines
    assert terminal.lines.count(texts.NOTHING_SAVED) == 1, "it is said as the portal is left"
    assert status is ExitStatus.DONE
