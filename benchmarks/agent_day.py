"""An agent's day at the desk, played over OpenSSH: sixty cards, every act, and the sixty-first refused.

Prints for each act the bytes that reach the agent and the CPU of the server, beside the same acts for
six holders on a local terminal by Textual's own driver.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.settings import Settings
from rig.accounts import SECRET_KEY, SUPPORT, SUPPORT_PASSWORD
from rig.process import Process
from rig.second_factor import code_at
from rig.ssh_server import start_server
from rig.terminal import Terminal

_CARDS = 60
_BESIDE = 6
_AFTER_A_SAVE = 0.6
"""Seconds in which an Enter after a save is taken for its repetition."""


def fill(folder: Path) -> dict[str, str]:
    """A database with the agent and a holder for each card, and the environment that leads to it."""
    environ = {"CMI_DATABASE_URL": f"sqlite:///{folder}/portal.db", "CMI_SECRET_KEY": SECRET_KEY}
    portal = Portal(Settings.from_environment(environ))
    portal.open_demonstration()
    with portal.database.writing() as transaction:
        for number in range(_CARDS + 1):
            identity = Identity(
                f"h{number}", "Zoé", f"Martin{number}", "", None, "1 rue des Lilas", "75001", "PARIS"
            )
            transaction.accounts.add(Information(identity, f"h{number}@mail.fr"), Role.HOLDER, None)
    portal.close()
    return environ


class Day:
    """Plays acts in a terminal, and notes what each takes of `process`."""

    def __init__(self, terminal: Terminal, process: Process) -> None:
        self.terminal = terminal
        self.process = process
        self.bytes_of: dict[str, list[int]] = {}
        self.cpu_of: dict[str, list[float]] = {}

    def act(self, name: str, awaited: str, *keys: str) -> None:
        """Types keys, the last of them an act, until a text is there."""
        before, cpu = len(self.terminal.raw), self.process.cpu()
        for key in keys:
            self.terminal.send(key)
        self.terminal.wait(awaited)
        self.terminal.settle(0.1)
        self.bytes_of.setdefault(name, []).append(len(self.terminal.raw) - before)
        self.cpu_of.setdefault(name, []).append(self.process.cpu() - cpu)

    def card(self, number: int) -> None:
        """One holder: found, opened, seen, compared, helped."""
        f3, tab, back, enter = "\x1bOR", "\t", "\x1b[Z", "\r"
        self.act("search", f"Zoé Martin{number}, PARIS", f"h{number}", enter)
        self.terminal.settle(_AFTER_A_SAVE)
        self.act("card", "Demandes de carte", " ", enter)
        self.terminal.settle(_AFTER_A_SAVE)
        self.act("shown", f"h{number}@mail.fr", tab, enter)
        self.act("history", "HISTORIQUE DU DOSSIER", tab, enter)
        self.act("back", "Demandes de carte", "\x1b")
        self.act("compare asked", "Ce que dit l'appelant", enter)
        self.act("compared", "Code postal : correspond", "  ", tab, "75001", enter)
        self.terminal.settle(_AFTER_A_SAVE)
        for name, steps in (("code asked for", 3), ("disabled", 4)):
            keys = [tab] * steps
            if name == "disabled":
                self.act("reason asked", "Motif de la désactivation", *keys, enter)
                self.act(name, "Confirmez-vous", "  ", enter)
                self.terminal.settle(_AFTER_A_SAVE)
                self.act(name, "Désactivé (décès)", back, enter)
            else:
                self.act(name, "Confirmez-vous", *keys, enter)
                self.act(name, "Code demandé", back, enter)
            self.terminal.settle(_AFTER_A_SAVE)
        self.act("next", "RECHERCHE D'UN TITULAIRE", f3)


def sign_in(terminal: Terminal, *answers: tuple[str, str]) -> None:
    """Answers the questions of signing in: what is awaited, and what is typed then."""
    for awaited, typed in answers:
        terminal.wait(awaited)
        terminal.send(typed)
    terminal.wait("RECHERCHE D'UN TITULAIRE")
    terminal.settle(_AFTER_A_SAVE)


def play_over_ssh(folder: Path) -> Day:
    """The whole day, and the card that is one too many."""
    server = start_server(folder, "--host", "127.0.0.1", is_demo=False, **fill(folder))
    try:
        terminal = server.terminal(user=SUPPORT)
        sign_in(
            terminal,
            ("Mot de passe", SUPPORT_PASSWORD + "\r"),
            ("Code à six chiffres", code_at(datetime.now(UTC)) + "\r"),
        )
        day = Day(terminal, Process(server.process.pid))
        played(day, _CARDS)
        terminal.send(f"h{_CARDS}\r")
        terminal.wait(f"Zoé Martin{_CARDS}, PARIS")
        terminal.settle(_AFTER_A_SAVE)
        terminal.send(" \r")
        terminal.wait("Erreur : Vous avez atteint")
        terminal.close()
        return day
    finally:
        server.process.terminate()
        server.process.communicate(timeout=20)


def play_by_stock(folder: Path) -> Day:
    """A few holders, in a local terminal, by Textual's own driver."""
    environ = {
        "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin",
        "PYTHONPATH": str(Path(__file__).parents[1]), "CMI_WIRE": "stock", **fill(folder),
    }  # fmt: skip
    terminal = Terminal([sys.executable, "-m", "cmi_tui"], environ)
    terminal.wait("Mot de passe")
    terminal.send(f"{SUPPORT}\t{SUPPORT_PASSWORD}\r")
    sign_in(terminal, ("Code à six chiffres", code_at(datetime.now(UTC)) + "\r"))
    day = Day(terminal, Process(terminal.pid))
    played(day, _BESIDE)
    terminal.close()
    return day


def played(day: Day, cards: int) -> None:
    """Plays so many cards."""
    for number in range(cards):
        day.card(number)


def main() -> None:
    """Prints a row for each act."""
    days: list[Day] = []
    play: Callable[[Path], Day]
    for play in (play_over_ssh, play_by_stock):
        with tempfile.TemporaryDirectory() as folder:
            days.append(play(Path(folder)))
    ours, stock = days
    print(f"{_CARDS} cards over SSH; the one after them was refused")
    print(f"{'mean of each':16}{'bytes':>8}{'Textual':>9}{'ratio':>7}{'CPU ms':>9}{'Textual':>9}")
    for name in ours.bytes_of:
        sent, theirs = fmean(ours.bytes_of[name]), fmean(stock.bytes_of[name])
        cpu, their_cpu = fmean(ours.cpu_of[name]) * 1000, fmean(stock.cpu_of[name]) * 1000
        print(f"{name:16}{sent:8.0f}{theirs:9.0f}{theirs / sent:7.1f}{cpu:9.1f}{their_cpu:9.1f}")
    sent, cpu = (sum(map(sum, it.values())) / _CARDS for it in (ours.bytes_of, ours.cpu_of))
    print(f"a holder takes {sent:.0f} bytes and {cpu:.2f} s of CPU")


if __name__ == "__main__":
    main()
