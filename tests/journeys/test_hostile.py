"""What is hostile or huge: pastes, names, windows, wrong usage."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import OpenPortal
from tests.journeys.test_guide import open_email_form


@pytest.mark.parametrize("brackets", [True, False])
def test_a_huge_paste_is_refused_whole_and_the_next_key_echoes(
    open_portal: OpenPortal, brackets: bool
) -> None:
    terminal = open_portal("demo")
    open_email_form(terminal)
    terminal.send("\x1b[200~" + "x" * 1_000_000 + "\x1b[201~" if brackets else "x" * 20_000)
    terminal.wait("Texte refusé : 254 caractères au plus.")
    assert "xx" not in terminal.text
    started = time.monotonic()
    terminal.send("Q")
    terminal.wait("Q")
    assert time.monotonic() - started < 2, "the screen was not frozen"


def test_a_paste_of_two_lines_is_refused_not_cut(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    open_email_form(terminal)
    terminal.send("\x1b[200~un@mail.fr\ndeux@mail.fr\x1b[201~")
    terminal.wait("Texte refusé : il contient un retour à la ligne")
    assert "un@mail.fr" not in terminal.text
    terminal.send("\x1b[200~un@mail.fr\n\x1b[201~")
    terminal.wait("un@mail.fr")


def test_a_window_of_any_claimed_size_takes_no_memory_to_speak_of(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    terminal.wait("Bonjour Auguste Lambert")
    for width, height in ((0, 0), (65535, 65535), (80, 24)):
        terminal.claim_size(width, height)
        terminal.settle(0.5)
    status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="utf-8")
    resident_kib = int(status.split("VmHWM:")[1].split()[0])
    assert resident_kib < 300_000
    terminal.press("ctrl+l")
    terminal.wait("Bonjour Auguste Lambert")


def test_wrong_usage_is_told_in_french(tmp_path: Path) -> None:
    for argument, told in (("--unknown", "option inconnue"), ("nothing", "commande inconnue")):
        done = subprocess.run(
            [sys.executable, "-m", "cmi_tui", argument], capture_output=True, text=True
        )
        assert done.returncode == 2
        assert done.stderr.startswith(f"cmi-tui : {told} : {argument}")
        assert done.stderr.endswith("Voyez « cmi-tui --help ».\n")


def test_a_hostile_name_reaches_no_terminal(open_portal: OpenPortal, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    terminal = open_portal("demo", "--keep", str(folder))
    terminal.wait("Bonjour Auguste Lambert")
    terminal.kill()
    payload = "X\x1b]2;PWN\x1b\\\x1b]52;c;cHdu\x1b\\\x1b[2J\x1b[6n\x9d0;PWN\x9c\x00\u202e"
    connection = sqlite3.connect(folder / "demonstration.db")
    connection.execute("UPDATE account SET last_name = ?, street = ?, email = ?", (payload,) * 3)
    connection.commit()
    connection.close()
    again = open_portal("demo", "--keep", str(folder))
    again.wait("Bonjour Auguste X^[]2;PWN^[")
    again.press("down", "enter")
    again.wait("Nom X^[]2;PWN^[")
    again.press("tab", "enter")
    again.wait("Nouvel email *")
    for forbidden in (
        b"\x1b]2;PWN",
        b"\x1b]52",
        b"\x1b[2J",
        b"\x1b[6n",
        b"\xc2\x9d",
        b"\x00",
        "\u202e".encode(),
    ):
        assert forbidden not in again.raw
    assert "PWN" not in again.screen.title
