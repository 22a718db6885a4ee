"""The guide's cases, by mouse and by keyboard, with its texts to the letter."""

from pathlib import Path

import pytest

from rig.accounts import AUGUSTE, PASSWORD
from rig.terminal import Terminal
from tests.journeys.conftest import OpenPortal

SPECIALS = r"""&"'(-_^)°+="\$£ù%*,;:!?./<>çéèà"""
INVALID = "Votre adresse mail n'est pas conforme."
INVALID_CONFIRMATION = "La confirmation de l'adresse email est obligatoire et doit être valide."
DIFFERENT = "Les adresses mails ne sont pas identiques."
CONFLICT = "L'adresse email saisie rentre en conflit avec celle d'un autre utilisateur."
WEAK = (
    "La saisie du nouveau mot de passe est obligatoire et doit comporter au moins huit caractères, "
    f"une lettre majuscule, un chiffre et un caractère spécial de type {SPECIALS}"
)
sizes = pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda s: f"{s[0]}x{s[1]}")


def after_a_save(terminal: Terminal) -> None:
    """An Enter right after a save does nothing; this one is to act."""
    terminal.settle(0.6)


def open_information(terminal: Terminal) -> None:
    terminal.wait("Bonjour Auguste Lambert")
    terminal.press("down", "enter")
    terminal.wait("MES INFORMATIONS")


def open_email_form(terminal: Terminal) -> None:
    open_information(terminal)
    terminal.press("tab", "enter")
    terminal.wait("Nouvel email *")


def open_password_form(terminal: Terminal) -> None:
    open_information(terminal)
    terminal.press("tab", "tab", "enter")
    terminal.wait("Ancien mot de passe *")


def test_the_menu_opens_on_hover_and_leads_to_both_pages(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    terminal.wait("Bonjour Auguste Lambert")
    terminal.hover("Mes données")
    terminal.click("Mes informations")
    terminal.wait("Mes données > Mes informations")
    terminal.hover("Mes données")
    terminal.click("Suivi de ma demande")
    terminal.wait("21/09/2026 carte en production")


def test_the_menu_title_leads_to_its_page_and_back(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    terminal.wait("Bonjour Auguste Lambert")
    terminal.click("Mes données")
    terminal.wait("MES DONNÉES")
    terminal.click("←")
    terminal.wait("ACCUEIL")
    terminal.press("shift+tab", "enter")
    terminal.wait("MES DONNÉES")
    terminal.click("Mes informations personnelles")
    terminal.wait("MES INFORMATIONS")


def test_the_help_of_the_title_is_told_where_the_pointer_rests_on_it(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", size=(80, 30))
    open_information(terminal)
    terminal.hover("MES INFORMATIONS")
    terminal.expect(
        "La page « Mes informations » permet d'imprimer le formulaire de défaut de qualité, de "
        "mettre à jour ou de modifier certaines des informations concernant l'utilisateur du "
        "compte à savoir : son adresse email, son mot de passe."
    )


@sizes
def test_email_error_1_by_keyboard(open_portal: OpenPortal, size: tuple[int, int]) -> None:
    terminal = open_portal("demo", size=size)
    open_email_form(terminal)
    terminal.send("fsfsfsdfdsffff")
    terminal.press("tab")
    terminal.send("ffffffffffff")
    terminal.press("enter")
    terminal.wait(INVALID)
    if size[1] > 12:
        terminal.expect(INVALID_CONFIRMATION)
    terminal.send("x")
    terminal.press("tab")
    terminal.wait(INVALID_CONFIRMATION)
    assert "xfsf" not in terminal.text, "the first wrong field was selected, so typing replaced it"


def test_email_errors_by_mouse(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_information(terminal)
    terminal.click("MODIFIER")
    terminal.wait("Nouvel email *")
    terminal.click("ENREGISTRER")
    terminal.wait(INVALID)
    terminal.expect(INVALID_CONFIRMATION)
    terminal.send("ChabotClemence@jourrapide.com")
    terminal.press("tab")
    terminal.send("ClemenceChabot@jourrapide.com")
    terminal.click("ENREGISTRER")
    terminal.wait(DIFFERENT)
    terminal.expect(INVALID)
    terminal.expect("ChabotClemence@jourrapide.com")
    terminal.click("ANNULER")
    terminal.wait("Ce que vous avez saisi n'est pas enregistré.")
    terminal.click("OUI")
    terminal.wait("Adresse email mail0455@mail.fr")
    assert "MODIFIER" in terminal.cursor_row and "Adresse email" in terminal.cursor_row


@sizes
def test_a_taken_address_leads_back_to_the_page(open_portal: OpenPortal, size: tuple[int, int]) -> None:
    terminal = open_portal("demo", size=size)
    open_email_form(terminal)
    terminal.send("clemencechabot@jourrapide.com")
    terminal.press("tab")
    terminal.send("clemencechabot@jourrapide.com")
    terminal.press("enter")
    terminal.wait(CONFLICT)
    terminal.expect(label_and_value("Adresse email", "mail0455@mail.fr", size))


@sizes
def test_a_new_address_is_confirmed_in_its_section(
    open_portal: OpenPortal, size: tuple[int, int]
) -> None:
    terminal = open_portal("demo", size=size)
    open_email_form(terminal)
    assert "mail0455" not in terminal.cursor_row
    terminal.send("élodie@exämple.fr")
    terminal.press("tab")
    terminal.send("élodie@exämple.fr")
    terminal.press("enter")
    terminal.wait("Votre adresse email a bien été modifiée.")
    terminal.expect(label_and_value("Adresse email", "élodie@exämple.fr", size))


def test_password_errors_by_mouse(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_information(terminal)
    terminal.click("MODIFIER", 2)
    terminal.wait("Ancien mot de passe *")
    terminal.click("ENREGISTRER")
    terminal.wait("La saisie de votre ancien mot de passe est obligatoire.")
    terminal.expect(WEAK)
    terminal.expect("La confirmation du mot de passe est obligatoire et doit être valide.")
    terminal.send("pas le bon")
    terminal.press("tab", "tab")
    terminal.send("faible")
    terminal.click("ENREGISTRER")
    terminal.wait(
        "Erreur : Le mot de passe doit être identique à celui renseigné lors de la création de "
        "votre compte."
    )
    terminal.expect(WEAK)
    assert "faible" not in terminal.text


@sizes
def test_the_conditions_are_told_in_words_as_one_types(
    open_portal: OpenPortal, size: tuple[int, int]
) -> None:
    terminal = open_portal("demo", size=size)
    open_password_form(terminal)
    terminal.press("tab", "tab")
    terminal.expect("non au moins 8 caractères")
    terminal.send("Élan-2027")
    terminal.expect("oui au moins 8 caractères")
    terminal.expect("oui un caractère spécial")


def test_what_is_changed_outlives_the_process(open_portal: OpenPortal, tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    terminal = open_portal("demo", "--keep", folder, "--sign-in")
    sign_in(terminal, AUGUSTE, PASSWORD)
    open_password_form(terminal)
    terminal.send(PASSWORD)
    terminal.press("tab", "tab")
    terminal.send("Élan-2027!")
    terminal.press("tab", "tab")
    terminal.send("Élan-2027!")
    terminal.click("ENREGISTRER")
    terminal.wait("Votre mot de passe a bien été modifié.")
    terminal.click("MODIFIER")
    terminal.wait("Nouvel email *")
    terminal.send("dds@hotmail.fr")
    terminal.press("tab")
    terminal.send("dds@hotmail.fr")
    terminal.click("ENREGISTRER")
    terminal.wait("Votre adresse email a bien été modifiée.")
    terminal.kill()

    again = open_portal("demo", "--keep", folder, "--sign-in")
    sign_in(again, "mail0455@mail.fr", "Élan-2027!", expected="Identifiant ou mot de passe incorrect.")
    again.press("shift+tab")
    sign_in(again, "dds@hotmail.fr", PASSWORD, expected="Identifiant ou mot de passe incorrect.")
    again.press("shift+tab")
    sign_in(again, "dds@hotmail.fr", "Élan-2027!")


def label_and_value(label: str, value: str, size: tuple[int, int]) -> str:
    """A label and its value, which stand in two columns where the window has room for them."""
    return f"{label} {value}" if size[0] >= 60 else f"{label} : {value}"


def sign_in(
    terminal: Terminal, login: str, password: str, expected: str = "Bonjour Auguste Lambert"
) -> None:
    terminal.wait("Identifiant ou adresse email *")
    terminal.send(login)
    terminal.press("tab")
    terminal.send(password)
    terminal.press("enter")
    terminal.wait(expected)
