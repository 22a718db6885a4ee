"""Linear conversations: what is asked, what is said, what is stored, and how they end."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, SessionEnded, Unavailable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from cmi_tui.messages.accessibility import SECTIONS
from cmi_tui.messages.errors import error_text
from cmi_tui.services.change_email import ChangeEmail
from cmi_tui.services.read_information import ReadInformation
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.linear.scripted import INTERRUPT, ScriptedTerminal

EMAIL_FORM = ["1", "1"]
PASSWORD_FORM = ["1", "2"]
EXPORT_FORM = ["1", "3"]
NO_ANSWERS = ["", "", "", ""]
SIGN_OUT = ["retour", "6"]


def played(
    portal: Portal, session: Session | None, *answers: object, is_interactive: bool = True
) -> tuple[ExitStatus, ScriptedTerminal]:
    terminal = ScriptedTerminal(answers, is_interactive=is_interactive)
    status = converse(portal, session, terminal, texts.BY_OPTION)
    assert terminal.is_done, "an answer was never asked for"
    return status, terminal


def email_of(portal: Portal) -> str:
    # The conversation has ended the session that it was given.
    return portal.read_information(portal.open_demonstration()).email


def test_the_first_line_says_that_the_mode_is_on_and_why(portal: Portal) -> None:
    _status, terminal = played(portal, None, "quitter")
    assert terminal.lines[0] == "Mode linéaire."


def test_an_address_is_changed_after_a_recap_and_a_yes(portal: Portal, session: Session) -> None:
    status, terminal = played(
        portal, session, *EMAIL_FORM, "dds@hotmail.fr", "dds@hotmail.fr", "oui", *SIGN_OUT
    )
    assert status is ExitStatus.DONE
    assert email_of(portal) == "dds@hotmail.fr"
    recap = terminal.lines.index("Récapitulatif")
    assert terminal.lines[recap + 1] == "1. Nouvel email : dds@hotmail.fr"
    assert "Votre adresse email a bien été modifiée." in terminal.lines[recap:]


def test_each_question_says_label_necessity_help_and_present_value(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(portal, session, *EXPORT_FORM, "retour", "quitter")
    path = portal.export_form.default_path(session)
    asked = terminal.lines.index("Question 1 sur 5, obligatoire. Le dossier et le nom du fichier.")
    assert terminal.lines[asked + 1 : asked + 3] == [f"Entrée pour garder : {path}", "Fichier PDF : "]


def test_a_wrong_answer_is_explained_and_asked_again_and_the_others_are_kept(
    portal: Portal, session: Session
) -> None:
    status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, "faible", "Nouveau2026!", "Nouveau2026!", "oui",
        *SIGN_OUT,
    )  # fmt: skip
    (error,) = [line for line in terminal.lines if line.startswith("Erreur.")]
    assert error == f"Erreur. Nouveau mot de passe : {error_text(Code.PASSWORD_WEAK)}"
    assert terminal.lines[terminal.lines.index(error) + 1] == (
        "Il manque : au moins 8 caractères, une lettre majuscule, un chiffre, un caractère spécial."
    )
    assert status is ExitStatus.DONE
    portal.sign_in({"login": AUGUSTE, "password": "Nouveau2026!"})


def test_a_pair_that_differs_is_asked_again_whole(portal: Portal, session: Session) -> None:
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "a@mail.fr", "b@mail.fr", "c@mail.fr", "c@mail.fr", "oui",
        *SIGN_OUT,
    )  # fmt: skip
    assert email_of(portal) == "c@mail.fr"
    assert error_text(Code.EMAIL_CONFIRMATION_DIFFERS) in terminal.text
    prompts = [line for line in terminal.lines if line.endswith(" : ")]
    assert prompts.count("Nouvel email : ") == prompts.count("Confirmation du nouvel email : ") == 2


def test_a_taken_address_is_asked_again_and_nothing_changes(portal: Portal, session: Session) -> None:
    taken = "clemencechabot@jourrapide.com"
    status, terminal = played(portal, session, *EMAIL_FORM, taken, taken, "oui", "quitter")
    assert status is ExitStatus.DONE
    assert error_text(Code.EMAIL_TAKEN) in terminal.text
    assert email_of(portal) == "mail0455@mail.fr"
    assert terminal.lines[-2:] == ["Rien n'a été enregistré.", "Au revoir."]


def test_the_recap_lets_one_answer_be_corrected(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    first, second = tmp_path / "un.pdf", tmp_path / "deux.pdf"
    _status, terminal = played(
        portal, session, *EXPORT_FORM, str(first), *NO_ANSWERS, "1", str(second), "oui", *SIGN_OUT
    )
    assert not first.exists() and second.exists()
    assert f"Entrée pour garder : {first}" in terminal.lines


def test_a_no_at_the_recap_saves_nothing(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, *EMAIL_FORM, "a@mail.fr", "a@mail.fr", "non", *SIGN_OUT)
    assert "Rien n'a été enregistré." in terminal.lines
    assert email_of(portal) == "mail0455@mail.fr"


def test_back_goes_to_the_question_before_then_out_of_the_form(portal: Portal, session: Session) -> None:
    _status, terminal = played(
        portal, session, *PASSWORD_FORM, PASSWORD, "retour", "autre", "retour", "retour", *SIGN_OUT
    )
    asked = [line for line in terminal.lines if line.startswith("Ancien mot de passe")]
    assert asked == ["Ancien mot de passe, saisie invisible : ", *["Ancien mot de passe : "] * 2]
    assert "Rien n'a été enregistré." in terminal.lines


def test_an_existing_file_is_replaced_only_after_a_yes(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "formulaire.pdf"
    path.write_text("avant")
    _status, terminal = played(
        portal, session, *EXPORT_FORM, str(path), *NO_ANSWERS, "oui", "peut-être", "non",
        str(path), "oui", "oui",
        *SIGN_OUT,
    )  # fmt: skip
    assert path.read_bytes().startswith(b"%PDF")
    question = f"Le fichier {path} existe déjà. Voulez-vous le remplacer ? Oui ou non : "
    assert terminal.lines.count(question) == 3


def test_the_form_can_be_filled_before_it_is_made(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "formulaire.pdf"
    _status, terminal = played(
        portal, session, *EXPORT_FORM, str(path), "12 34 AB", "faux!", "aucun", "9", "3", "puce muette",
        "2", "aucun", "4", "", "oui", *SIGN_OUT,
    )  # fmt: skip
    assert path.exists()
    assert "1. photographie" in terminal.lines and "4. aucun" in terminal.lines
    assert "4. Motif du refus : autre défaut" in terminal.lines
    # What is not answered is not recalled, and is corrected by the number of its question all the same.
    assert terminal.lines.count("2. Numéro de la carte 1 : 12 34 AB") == 1
    assert "Entrée pour garder : autre défaut" in terminal.lines
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert "puce muette" in text and "12 34 AB" not in text


def test_a_refused_sign_in_asks_both_again_and_keeps_the_login(portal: Portal) -> None:
    status, terminal = played(portal, None, AUGUSTE, "faux", "", PASSWORD, "6")
    assert status is ExitStatus.DONE
    assert error_text(Code.SIGN_IN_REFUSED) in terminal.text
    assert "Bonjour Auguste Lambert" in terminal.lines
    assert f"Entrée pour garder : {AUGUSTE}" in terminal.lines


def test_passwords_are_asked_without_echo_and_never_said(portal: Portal) -> None:
    _status, terminal = played(
        portal, None, AUGUSTE, PASSWORD, *PASSWORD_FORM, PASSWORD, "Nouveau2026!", "Nouveau2026!", "oui",
        *SIGN_OUT,
    )  # fmt: skip
    assert len(terminal.hidden) == 4
    assert ["saisie invisible" in prompt for prompt in terminal.hidden] == [True, True, False, False]
    assert PASSWORD not in terminal.text and "Nouveau2026!" not in terminal.text
    assert "2. Nouveau mot de passe" in terminal.lines


def test_an_old_proof_is_asked_for_first(portal: Portal, session: Session, clock: FakeClock) -> None:
    clock.advance(301)
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "faux", PASSWORD, "a@mail.fr", "a@mail.fr", "oui", *SIGN_OUT
    )
    assert error_text(Code.PROOF_WRONG) in terminal.text
    assert email_of(portal) == "a@mail.fr"


def test_a_proof_that_grows_too_old_in_the_form_is_asked_again(
    portal: Portal, session: Session, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(use_case: ChangeEmail, asker: Session, values: dict[str, str]) -> None:
        monkeypatch.undo()
        clock.advance(1300)
        portal.change_email(asker, values)

    monkeypatch.setattr(ChangeEmail, "__call__", slowly)
    played(portal, session, *EMAIL_FORM, "a@mail.fr", "a@mail.fr", "oui", PASSWORD, *SIGN_OUT)
    assert email_of(portal) == "a@mail.fr"


def test_help_explains_and_repeats_the_question(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "AIDE", "6")
    helped = terminal.lines.index(texts.GENERAL_HELP)
    assert terminal.lines[helped + 1 : helped + 3] == ["MES DONNÉES", "1. Mes informations personnelles"]


def test_card_requests_and_the_accessibility_guide_are_read(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, "2", "5", "1", "retour", "6")
    assert "SUIVI DE MA DEMANDE" in terminal.lines and "ACCESSIBILITÉ" in terminal.lines
    # A section at a time: the whole takes minutes to hear.
    told = "\n".join(terminal.lines)
    (title, text), *others = SECTIONS
    assert f"{title}\n{text}" in told and not any(text in told for _title, text in others)


def test_an_agent_gives_a_code_and_is_at_the_desk(portal: Portal, clock: FakeClock) -> None:
    code = code_at(clock())
    _status, terminal = played(portal, None, "assistance@mail.fr", "Assistance2026!", code, "5")
    assert terminal.lines[-1] == "Vous êtes déconnecté." and "GUICHET D'ASSISTANCE" in terminal.lines


def test_the_end_of_the_answers_between_forms_is_a_good_end(portal: Portal, session: Session) -> None:
    status, terminal = played(portal, session, "1")
    assert (status, terminal.lines[-1]) == (ExitStatus.DONE, texts.INPUT_ENDED)


def test_the_end_of_the_answers_in_a_form_saves_nothing_and_fails(
    portal: Portal, session: Session
) -> None:
    status, terminal = played(portal, session, *EMAIL_FORM, "a@mail.fr", "a@mail.fr")
    assert status is ExitStatus.FAILED
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, texts.INPUT_ENDED]
    assert email_of(portal) == "mail0455@mail.fr"


def test_ctrl_c_says_that_nothing_was_saved(portal: Portal, session: Session) -> None:
    terminal = ScriptedTerminal([*EMAIL_FORM, "a@mail.fr", INTERRUPT])
    with pytest.raises(KeyboardInterrupt):
        converse(portal, session, terminal, texts.BY_OPTION)
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, texts.INTERRUPTED]


def test_a_prepared_answer_that_is_refused_stops_everything(portal: Portal, session: Session) -> None:
    terminal = ScriptedTerminal(
        [*EMAIL_FORM, "pas une adresse", "dds@hotmail.fr", "oui"], is_interactive=False
    )
    assert converse(portal, session, terminal, texts.BY_PIPE) is ExitStatus.FAILED
    assert terminal.lines[-1] == texts.STOPPED
    assert email_of(portal) == "mail0455@mail.fr"


def test_a_trouble_of_the_database_is_said_and_can_be_tried_again(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        monkeypatch.undo()
        raise Unavailable(Code.DATABASE_LOCKED)

    monkeypatch.setattr(ChangeEmail, "__call__", locked)
    _status, terminal = played(
        portal, session, *EMAIL_FORM, "a@mail.fr", "a@mail.fr", "oui", "oui", *SIGN_OUT
    )
    assert error_text(Code.DATABASE_LOCKED) in terminal.text
    assert email_of(portal) == "a@mail.fr"


def test_a_session_that_is_over_says_so(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise SessionEnded

    monkeypatch.setattr(ReadInformation, "__call__", ended)
    status, terminal = played(portal, session, "1")
    assert (status, terminal.lines[-1]) == (ExitStatus.FAILED, error_text(Code.SESSION_ENDED))


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\x00b", "\u202e", "x" * 5000])
def test_hostile_answers_are_refused_and_said_harmlessly(
    portal: Portal, session: Session, hostile: str
) -> None:
    _status, terminal = played(portal, session, hostile, *EMAIL_FORM, hostile, "quitter")
    assert "Erreur. Nouvel email : " in terminal.text
    assert all(line.isprintable() for line in terminal.lines)


def test_who_is_refused_is_told_whom_to_call(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Portal, "support_phone", "01 23 45 67 89")
    _status, terminal = played(portal, None, AUGUSTE, "faux")
    assert "Appelez le 01 23 45 67 89." in terminal.text
