"""Going back and correcting: nothing that was answered is lost on the way."""

from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from rig.accounts import PASSWORD
from tests.linear.test_conversation import EXPORT_FORM, NO_ANSWERS, PASSWORD_FORM, SIGN_OUT, played

NEW = "Nouveau2026!"


def test_going_back_from_a_correction_leaves_the_answers_as_they_were(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "formulaire.pdf"
    _status, terminal = played(
        portal, session, *EXPORT_FORM, str(path), "1234", "", "", "", "2", "retour", "oui", *SIGN_OUT
    )
    assert path.exists()
    assert terminal.lines.count("2. Numéro de la carte 1 : 1234") == 2


def test_going_back_from_the_recap_goes_on_question_by_question(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "formulaire.pdf"
    going = ["retour", "retour", "autre défaut", "puce", "oui"]
    _status, terminal = played(portal, session, *EXPORT_FORM, str(path), *NO_ANSWERS, *going, *SIGN_OUT)
    assert path.exists()
    assert "5. À préciser : puce" in terminal.lines
    assert "4. Motif du refus : autre défaut" in terminal.lines


def test_going_back_from_the_recap_of_the_passwords_reaches_the_old_one(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, NEW, NEW, "retour", "retour",
        PASSWORD, NEW, NEW, "oui", *SIGN_OUT,
    )  # fmt: skip
    assert "Votre mot de passe a bien été modifié." in terminal.lines


def test_a_choice_can_be_answered_by_its_words(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "suivi de ma demande", "Se déconnecter")
    assert "SUIVI DE MA DEMANDE" in terminal.lines


def test_card_requests_begin_with_where_they_stand(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "2", "6")
    title = terminal.lines.index("SUIVI DE MA DEMANDE")
    assert terminal.lines[title + 1 : title + 3] == [
        "Demande numéro 2018-0001000, carte expédiée le 2 octobre 2026",
        "Carte en production le 21 septembre 2026",
    ]
