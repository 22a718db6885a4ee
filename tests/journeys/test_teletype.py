"""The linear mode in a real terminal whose echo is the portal's: typed ahead, edited, stopped."""

import os
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rig.accounts import AUGUSTE, PASSWORD
from rig.terminal import Terminal
from tests.journeys.conftest import COMMAND, OpenPortal

HIDDEN = "saisie invisible : "


def until(terminal: Terminal, text: str) -> None:
    """Waits until the program has written `text` after all else."""
    end = time.monotonic() + 60
    while not terminal.raw.decode(errors="replace").endswith(text):
        assert time.monotonic() < end, terminal.raw.decode(errors="replace")[-500:]
        terminal.read(0.1)


def typed(terminal: Terminal, keys: str | bytes) -> None:
    os.write(terminal.fd, keys if isinstance(keys, bytes) else keys.encode())


def echoes(terminal: Terminal) -> bool:
    return bool(termios.tcgetattr(terminal.fd)[3] & termios.ECHO)


def test_a_password_typed_ahead_is_never_shown(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo", "--sign-in")
    until(terminal, "Identifiant ou adresse email : ")
    typed(
        terminal,
        f"{AUGUSTE}\n{PASSWORD}\n1\n2\n{PASSWORD}\nNouveau2026!\nNouveau2026!\noui\nretour\n6\n",
    )
    assert terminal.exit_status() == 0
    text = terminal.raw.decode()
    assert "a bien été modifié." in text
    assert PASSWORD not in text.partition("CONNEXION")[2] and "Nouveau2026!" not in text
    # Each answer stands after its own question.
    assert f"adresse email : {AUGUSTE}\r\n" in text and "ou aide : 1\r\n" in text
    assert "le numéro à corriger : oui\r\n" in text


def test_what_is_typed_while_the_portal_opens_is_not_shown_before_its_question(
    open_portal: OpenPortal,
) -> None:
    terminal = open_portal("--linear", "demo", "--sign-in")
    end = time.monotonic() + 30
    while echoes(terminal):
        assert time.monotonic() < end
        time.sleep(0.005)
    typed(terminal, f"{AUGUSTE}\n{PASSWORD}\nquitter\n")
    assert terminal.exit_status() == 0
    # The note above the questions names the demonstration's accounts.
    assert PASSWORD not in terminal.raw.decode().partition("CONNEXION")[2]
    assert terminal.raw.decode().startswith("Mode linéaire.")


def test_a_whole_letter_is_erased_on_a_terminal_that_knows_only_bytes(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo")
    modes = termios.tcgetattr(terminal.fd)
    modes[0] &= ~0o40000  # IUTF8
    termios.tcsetattr(terminal.fd, termios.TCSANOW, modes)
    until(terminal, "ou aide : ")
    typed(terminal, "é\x7f日\x7f1\n")
    until(terminal, "Votre choix : ")
    assert "ou aide : é\b \b日\b \b\b \b1\r\n" in terminal.raw.decode()
    typed(terminal, "2\n")
    until(terminal, HIDDEN)
    typed(terminal, f"é\x7f{PASSWORD}\n")
    until(terminal, "Nouveau mot de passe : ")
    assert "illisible" not in terminal.raw.decode()


def test_a_byte_that_is_no_letter_is_told(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo")
    until(terminal, "ou aide : ")
    typed(terminal, b"1\n1\n\xe9@b.fr\n")
    terminal.wait("un caractère de commande ou illisible")


def test_an_arrow_says_what_to_do_and_types_nothing(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo")
    until(terminal, "ou aide : ")
    typed(terminal, "1\x1b[A\x1b[A\n")
    until(terminal, "Votre choix : ")
    assert terminal.raw.decode().count("Les flèches ne servent pas ici") == 1
    assert "Votre choix, ou aide : 1\r\n" in terminal.raw.decode()


def test_keys_that_mean_nothing_type_nothing(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo")
    until(terminal, "ou aide : ")
    typed(terminal, "\x1b[3~\x1bOP\x1b[200~\x12\x16\x0f\x1bOl\x1b[?1;2c\x13\x111\x1b[201~\n")
    until(terminal, "Votre choix : ")
    assert "ou aide : 1\r\n" in terminal.raw.decode()


@contextmanager
def portal_in_a_shell(home: Path) -> Iterator[Terminal]:
    """The portal, line by line, in a shell that knows jobs."""
    environ = {
        "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "PS1": "shell> ", "PYTHONPATH": str(Path(__file__).parents[2]),
    }  # fmt: skip
    terminal = Terminal(["bash", "--norc", "--noprofile", "--noediting", "-i"], environ)
    try:
        until(terminal, "shell> ")
        typed(terminal, f"{' '.join(COMMAND)} --linear demo\n")
        until(terminal, "ou aide : ")
        yield terminal
    finally:
        terminal.close()


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_up_what_was_typed(tmp_path: Path) -> None:
    with portal_in_a_shell(tmp_path) as terminal:
        typed(terminal, "12")
        until(terminal, "ou aide : 12")
        typed(terminal, "\x1a")
        until(terminal, "shell> ")
        assert echoes(terminal)
        typed(terminal, "fg\n")
        until(terminal, "ou aide : 12")
        assert not echoes(terminal)
        typed(terminal, "\x7f\n")
        until(terminal, "Votre choix : ")
        typed(terminal, "quitter\n")
        until(terminal, "shell> ")
        assert echoes(terminal)


def test_a_stopped_portal_can_be_ended_and_the_shell_keeps_its_terminal(tmp_path: Path) -> None:
    with portal_in_a_shell(tmp_path) as terminal:
        typed(terminal, "\x1a")
        until(terminal, "shell> ")
        typed(terminal, "kill %1; kill -CONT %1; wait %1; echo $?.\n")
        until(terminal, "143.\r\nshell> ")
        assert echoes(terminal)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stop_by_a_signal_is_survived_with_the_hidden_question(
    open_portal: OpenPortal, number: signal.Signals
) -> None:
    """The program leads its session here: the kernel lets Ctrl+Z stop no such program."""
    terminal = open_portal("--linear", "demo", "--sign-in")
    until(terminal, "Identifiant ou adresse email : ")
    typed(terminal, f"{AUGUSTE}\n")
    until(terminal, HIDDEN)
    typed(terminal, "Mobi")
    terminal.settle()
    os.kill(terminal.pid, number)
    if number is signal.SIGSTOP:
        os.waitpid(terminal.pid, os.WUNTRACED)
        os.kill(terminal.pid, signal.SIGCONT)
    until(terminal, HIDDEN + "Mot de passe, " + HIDDEN)
    assert not echoes(terminal)
    typed(terminal, "lite2026!\n")
    until(terminal, "ou aide : ")
    assert "Mobi" not in terminal.raw.decode().partition("CONNEXION")[2]


def test_standard_output_that_goes_elsewhere_holds_no_echo(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = f"exec {sys.executable} -m cmi_tui --linear demo > {out}"
    environ = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm"}
    environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    terminal = Terminal(["bash", "-c", command], environ)
    try:
        end = time.monotonic() + 30
        while "ou aide : " not in (out.read_text(encoding="utf-8") if out.exists() else ""):
            assert time.monotonic() < end, terminal.raw
            terminal.read(0.05)
        typed(terminal, "quitter\n")
        assert terminal.exit_status() == 0
        assert terminal.raw.decode() == "quitter\r\n"
        assert "ou aide : Au" in out.read_text(encoding="utf-8")
    finally:
        terminal.close()
