"""Stories that the guide does not tell: export, leaving, help, colours, hostile input."""

import os
from datetime import UTC, datetime
from pathlib import Path

from rig.accounts import ORGANISATION, PASSWORD, SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from tests.journeys.conftest import OpenPortal
from tests.journeys.test_guide import (
    after_a_save,
    open_email_form,
    open_information,
    open_password_form,
    sign_in,
)

FORM = "formulaire-defaut-qualite-1000720180100001000.pdf"


def test_the_form_is_exported_and_replaced_only_after_a_yes(
    open_portal: OpenPortal, exports: Path
) -> None:
    terminal = open_portal("demo", size=(120, 30))
    open_information(terminal)
    terminal.press("enter")
    terminal.wait("Toute modification d'adresse devra être effectuée sur le portail CMI")
    terminal.press("enter")
    terminal.wait("Le formulaire a été enregistré : ")
    terminal.expect("(1 page, ")
    assert (exports / FORM).stat().st_mode & 0o777 == 0o600
    (exports / FORM).write_bytes(b"mine")
    after_a_save(terminal)
    terminal.press("enter")
    terminal.wait("Fichier PDF *")
    terminal.press("enter")
    terminal.wait("Voulez-vous les remplacer ?")
    after_a_save(terminal)
    assert "NON" in terminal.cursor_row
    terminal.press("enter")
    terminal.wait("Fichier PDF *")
    assert (exports / FORM).read_bytes() == b"mine"
    terminal.press("enter")
    terminal.wait("OUI")
    terminal.click("OUI")
    terminal.wait("Le formulaire a été enregistré")
    assert (exports / FORM).read_bytes().startswith(b"%PDF")
    assert sorted(os.listdir(exports)) == [FORM, FORM.replace(".pdf", ".txt")]


def test_a_form_is_finished_on_the_screen_for_few_bytes(open_portal: OpenPortal, exports: Path) -> None:
    terminal = open_portal("demo")
    open_information(terminal)
    terminal.press("enter")
    terminal.wait("Fichier PDF *")
    terminal.press("tab")
    terminal.send("1234 5678")
    terminal.press("tab", "tab")
    assert "Motif du refus" in terminal.cursor_row
    before = len(terminal.raw)
    terminal.press("space")
    assert "< photographie     >  2 sur 4" in terminal.cursor_row
    assert len(terminal.raw) - before <= 60
    terminal.press("tab")
    terminal.send("L’œil est flou")
    terminal.press("enter")
    terminal.wait("Le formulaire a été enregistré")
    text = (exports / FORM.replace(".pdf", ".txt")).read_text(encoding="utf-8")
    assert "carte 1 : 1234 5678" in text and "À préciser : L’œil est flou" in text


def test_a_path_is_completed_and_a_bad_one_is_explained(open_portal: OpenPortal, exports: Path) -> None:
    (exports / "Œuvres").mkdir()
    terminal = open_portal("demo")
    open_information(terminal)
    terminal.press("enter")
    terminal.wait("Fichier PDF *")
    terminal.send(f"{exports}/absent/x.pdf")
    terminal.press("enter")
    terminal.wait("Ce dossier n'existe pas. Créez-le d'abord ou choisissez-en un autre.")
    terminal.send(f"{exports}/Œu")
    terminal.wait("Suite proposée, que la flèche droite accepte : Œuvres/")
    terminal.press("right", "enter")
    terminal.wait("Le formulaire a été enregistré")
    assert (exports / "Œuvres" / FORM).is_file()


def test_an_organisation_shows_its_raison_sociale_and_can_give_a_first_address(
    open_portal: OpenPortal,
) -> None:
    terminal = open_portal("demo", "--sign-in")
    sign_in(terminal, ORGANISATION, PASSWORD, "Bonjour Transports Solidaires de l'Œuvre")
    terminal.press("down", "enter")
    terminal.wait("Raison sociale Transports Solidaires de l'Œuvre")
    assert "Prénom" not in terminal.text and "Date de naissance 1" not in terminal.text
    terminal.press("tab", "enter")
    terminal.wait("Nouvel email *")
    terminal.send("contact@oeuvre.fr")
    terminal.press("tab")
    terminal.send("contact@oeuvre.fr")
    terminal.press("enter")
    terminal.wait("Adresse email contact@oeuvre.fr")


def test_an_agent_finds_a_holder_and_opens_the_card(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    sign_in(terminal, SUPPORT, SUPPORT_PASSWORD, "Bonjour Inès Faure")
    terminal.send(code_at(datetime.now(UTC)) + "\r")
    terminal.wait("RECHERCHE D'UN TITULAIRE")
    terminal.send("lambert\r")
    terminal.wait("Auguste Lambert, LILLE (actif)")
    after_a_save(terminal)
    terminal.press("enter")
    terminal.wait("OUVERTURE D'UN DOSSIER")
    terminal.send(" \r")
    terminal.wait("Demandes de carte")
    terminal.press("f3")
    terminal.wait("Derniers dossiers Auguste Lambert")
    terminal.press("f10")
    terminal.wait("Vous êtes déconnecté.")


def test_signing_out_and_leaving(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_email_form(terminal)
    terminal.press("f10")
    terminal.wait("Vous êtes déconnecté.")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert b"\x1b[?1049l" in terminal.raw


def test_ctrl_c_leaves_as_an_interrupted_program(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    terminal.wait("Bonjour Auguste Lambert")
    terminal.press("ctrl+c")
    assert terminal.exit_status() == 130


def test_a_password_is_never_copied_out_and_ctrl_c_leaves(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_password_form(terminal)
    terminal.send("Secret-2026!")
    terminal.press("shift+tab", "tab", "ctrl+x", "ctrl+p")
    assert "Secret" not in terminal.text
    terminal.press("f2")
    terminal.expect("Secret-2026!")
    terminal.expect("masquer")
    terminal.click("masquer")
    assert "Secret" not in terminal.text
    terminal.press("ctrl+c")
    assert terminal.exit_status() == 130
    assert b"\x1b]52" not in terminal.raw


def test_resizing_keeps_what_was_typed(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_email_form(terminal)
    terminal.send("dds@hotmail.fr")
    for size in ((40, 12), (200, 60), (1, 1), (80, 24)):
        terminal.resize(*size)
        terminal.settle(0.3)
    terminal.wait("dds@hotmail.fr")
    assert "dds@hotmail.fr" in terminal.cursor_row


def test_the_mouse_press_of_80_ms_saves_even_when_leaving_the_field_shows_an_error(
    open_portal: OpenPortal,
) -> None:
    for size in ((80, 24), (60, 24)):
        terminal = open_portal("demo", size=size)
        open_password_form(terminal)
        terminal.click("ENREGISTRER")
        terminal.wait("La saisie de votre ancien mot de passe est obligatoire.")
        terminal.expect("La saisie du nouveau mot de passe est obligatoire")


def test_a_button_pressed_twice_answers_once(open_portal: OpenPortal, exports: Path) -> None:
    (exports / FORM).write_bytes(b"mine")
    terminal = open_portal("demo", CMI_PROOF_SECONDS="0")
    open_information(terminal)
    terminal.press("enter")
    terminal.wait("Fichier PDF *")
    terminal.press("enter")
    terminal.wait("Voulez-vous le remplacer ?")
    after_a_save(terminal)
    # NON; then Enter in the form, which asks again.
    terminal.send("\r\r")
    terminal.wait("Voulez-vous le remplacer ?")
    terminal.press("escape")
    terminal.wait("Fichier PDF *")
    terminal.press("f1")
    terminal.wait("FERMER")
    # FERMER; then Enter in the form; the third follows a save and does nothing.
    terminal.send("\r\r\r")
    terminal.wait("Voulez-vous le remplacer ?")
    terminal.press("escape")
    terminal.wait("Fichier PDF *")
    terminal.press("escape")
    terminal.wait("MES INFORMATIONS")
    terminal.press("tab", "enter")
    terminal.wait("CONFIRMATION DE VOTRE IDENTITÉ")
    terminal.send("Mobilite2026!")
    terminal.send("\r\x1bOP")
    terminal.wait("Nouvel email *")
    assert (exports / FORM).read_bytes() == b"mine"


def test_a_database_that_cannot_be_used_is_told_at_sign_in(
    open_portal: OpenPortal, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    terminal = open_portal(CMI_DATABASE_URL=f"sqlite:///{broken}", CMI_LOG_FILE="/dev/null/x")
    sign_in(terminal, "someone", "something", "La base de données du service est endommagée.")
    assert broken.read_bytes() == b"not a database" * 100


def test_the_longest_address_is_shown_whole(open_portal: OpenPortal) -> None:
    email = "a" * 60 + "@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 50 + ".fr"
    terminal = open_portal("demo")
    open_email_form(terminal)
    for _ in range(2):
        terminal.send(f"\x1b[200~{email}\x1b[201~")
        terminal.press("tab")
    terminal.press("enter")
    terminal.wait("Votre adresse email a bien été modifiée.")
    shown = "".join(terminal.text.split())
    assert "Adresseemail" in shown and email in shown.replace("[MODIFIER]", "")
