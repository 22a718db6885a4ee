"""The screens that are pictured, and how each is reached by keys, as a holder reaches it."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pictures.svg import Picture
from rig.emulator import KINDS, Emulator
from rig.terminal import Terminal

_TERM = "xterm-256color"
_ROOT = str(Path(__file__).parents[1])


@dataclass(frozen=True)
class Scene:
    """A screen: its file's name, its title, and what leads to it from the first page.

    `who` is signed in: `holder`, `agent`, or empty for nobody.
    """

    name: str
    title: str
    play: Callable[[Terminal], None]
    who: str = "holder"


def photograph(scene: Scene, size: tuple[int, int] = (80, 24)) -> Picture:
    """Plays a scene in a terminal of `size` (columns, rows); what it then shows.

    Raises AssertionError where the portal does not come to it.
    """
    with tempfile.TemporaryDirectory() as home:
        environ = {
            "HOME": home, "TERM": _TERM, "LANG": "C.UTF-8", "TZ": "Europe/Paris", "PATH": os.defpath,
            "PYTHONPATH": _ROOT, "TMPDIR": home,
        }  # fmt: skip
        arguments = [scene.who] if scene.who else []
        terminal = Terminal([sys.executable, "-m", "pictures.portal", *arguments], environ, size)
        try:
            terminal.wait("F1 Aide")
            scene.play(terminal)
            return _picture(scene.title, bytes(terminal.raw), size)
        finally:
            terminal.close()


def _picture(title: str, sent: bytes, size: tuple[int, int]) -> Picture:
    # The strict terminal of the tests, which also knows the window's title (t).
    kind = KINDS[_TERM]
    screen = Emulator(*size, replace(kind, finals=kind.finals + "t"))
    screen.feed_raw(sent.decode())
    return Picture(title, screen.rows, (screen.x, screen.y) if screen.visible else None)


def _home(terminal: Terminal) -> None:
    terminal.expect("ACCUEIL")


def _sign_in(terminal: Terminal) -> None:
    terminal.expect("CONNEXION")


def _menu(terminal: Terminal) -> None:
    # ↓ alone would scroll where the window is too small for the page.
    terminal.press("shift+tab", "down")
    terminal.expect("Suivi de ma demande Mes préférences")


def _information(terminal: Terminal) -> None:
    _menu(terminal)
    terminal.press("enter")
    terminal.wait("MES INFORMATIONS")


def _email(terminal: Terminal) -> None:
    _information(terminal)
    terminal.press("tab", "enter")
    terminal.wait("Nouvel email *")


def _email_errors(terminal: Terminal) -> None:
    _email(terminal)
    terminal.send("fsfsfsdfdsffff")
    terminal.press("tab")
    terminal.send("ffffff")
    terminal.press("enter", "tab", "right")
    terminal.expect("Erreur : La confirmation de l'adresse email est obligatoire")


def _email_changed(terminal: Terminal) -> None:
    _email(terminal)
    for _ in range(2):
        terminal.send("dds@hotmail.fr")
        terminal.press("tab")
    terminal.press("enter")
    terminal.wait("Votre adresse email a bien été modifiée.")


def _password_conditions(terminal: Terminal) -> None:
    _information(terminal)
    terminal.press("tab", "tab", "enter")
    terminal.wait("Ancien mot de passe *")
    terminal.send("Mobilite2026")
    terminal.press("tab", "tab")
    terminal.expect("Nouveau mot de passe, obligatoire")
    terminal.send("Avril")
    terminal.expect("oui une lettre majuscule")


def _requests(terminal: Terminal) -> None:
    _menu(terminal)
    terminal.press("down", "enter")
    terminal.wait("SUIVI DE MA DEMANDE")


def _quality_form(terminal: Terminal) -> None:
    _information(terminal)
    terminal.press("enter")
    terminal.wait("Fichier PDF, obligatoire")


def _help(terminal: Terminal) -> None:
    _email(terminal)
    terminal.press("f1")
    terminal.wait("AIDE")


def _desk_card(terminal: Terminal) -> None:
    terminal.send("lambert\r")
    terminal.wait("Auguste Lambert, LILLE (actif)")
    terminal.settle(0.6)  # an Enter right after a save would do nothing
    terminal.press("enter")
    terminal.wait("OUVERTURE D'UN DOSSIER")
    terminal.press("space", "enter")
    terminal.wait("Demandes de carte")


SCENES = (
    Scene("sign-in", "Connexion", _sign_in, who=""),
    Scene("home", "Accueil", _home),
    Scene("menu", "Accueil, menu « Mes données » ouvert", _menu),
    Scene("information", "Mes informations", _information),
    Scene("email-errors", "Mon adresse email, deux erreurs", _email_errors),
    Scene("email-changed", "Mes informations, adresse email modifiée", _email_changed),
    Scene("password-conditions", "Mon mot de passe, conditions", _password_conditions),
    Scene("requests", "Suivi de ma demande", _requests),
    Scene("quality-form", "Formulaire défaut qualité", _quality_form),
    Scene("help", "Aide", _help),
    Scene("desk-card", "Guichet, dossier d'un titulaire", _desk_card, who="agent"),
)
