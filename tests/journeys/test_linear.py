"""The linear mode as it runs: on a terminal and on pipes, to the last byte."""

import os
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from cmi_tui.messages.linear import BY_DUMB_TERMINAL
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, PASSWORD
from rig.terminal import Terminal
from tests.journeys.conftest import OpenPortal

ROOT = Path(__file__).parents[2]
NEW_PASSWORD = "Nouveau2026!"
WHOLE = [
    AUGUSTE, PASSWORD,
    "1", "1", "faux", "dds@hotmail.fr", "aide", "dds@hotmail.fr", "oui",
    "2", PASSWORD, NEW_PASSWORD, NEW_PASSWORD, "oui",
    "3", "", "", "", "1", "", "oui", "retour",
    "2", "3", "", "", "", "", "1", "oui", "4", "5", "1", "retour", "6",
]  # fmt: skip
"""Every page, form and help, with an error on the way."""
EMAIL_CHANGE = ["1", "1", "dds@hotmail.fr", "dds@hotmail.fr", "oui", "retour", "6"]


def answer(terminal: Terminal, *answers: str) -> None:
    """Gives each answer once its question stands."""
    for line in answers:
        wait_for_question(terminal)
        seen = len(terminal.raw)
        os.write(terminal.fd, line.encode() + b"\n")
        while len(terminal.raw) == seen:
            assert terminal.read(15), "nothing is echoed"


def wait_for_question(terminal: Terminal) -> None:
    end = time.monotonic() + 60
    while not terminal.raw.endswith(b" : "):
        assert time.monotonic() < end, terminal.raw.decode()[-500:]
        terminal.read(0.1)


def piped(
    tmp_path: Path, answers: list[str], *arguments: str, encoding: str = "utf-8", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    home = {
        "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "/usr/bin", "LANG": "C.UTF-8",
        "CMI_EXPORT_DIR": str(tmp_path), "CMI_LOG_FILE": str(tmp_path / "portal.log"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "cmi_tui", *arguments],
        input="".join(f"{line}\n" for line in answers).encode(encoding),
        capture_output=True, env=home | environ, cwd=ROOT, timeout=60,
    )  # fmt: skip


def check_bytes(raw: bytes, newline: str) -> None:
    text = raw.decode()
    controls = set(re.findall(f"{newline}|[\x00-\x1f\x7f-\x9f]", text))
    assert controls == {newline}
    assert not re.search("[\u2500-\u259f\u2800-\u28ff]", text)


def test_a_whole_journey_on_a_terminal_sends_lines_and_nothing_else(
    open_portal: OpenPortal, exports: Path
) -> None:
    terminal = open_portal("--linear", "demo", "--sign-in")
    answer(terminal, *WHOLE)
    assert terminal.exit_status() == 0
    check_bytes(bytes(terminal.raw), "\r\n")
    text = terminal.raw.decode()
    assert text.startswith("Mode linéaire.\r\n")
    # The note of the demonstration names the password; what is typed is not shown.
    assert text.count(PASSWORD) == 1 and NEW_PASSWORD not in text
    assert "a bien été modifiée.\r\n" in text and "a bien été modifié.\r\n" in text
    assert [path.read_bytes()[:4] for path in exports.glob("*.pdf")] == [b"%PDF"]


def test_a_whole_journey_on_pipes_sends_lines_and_nothing_else(tmp_path: Path) -> None:
    # On pipes the first refused answer ends it: the journey has none.
    answers = [line for line in WHOLE if line != "faux"]
    done = piped(tmp_path, answers, "demo", "--sign-in")
    assert (done.returncode, done.stderr) == (0, b"")
    check_bytes(done.stdout, "\n")
    assert done.stdout.decode().startswith("Mode linéaire, car l'entrée ou la sortie n'est pas")
    assert done.stdout.decode().endswith("Vous êtes déconnecté.\n")


def test_the_email_change_takes_at_most_1300_bytes(open_portal: OpenPortal, tmp_path: Path) -> None:
    terminal = open_portal("--linear", "demo")
    answer(terminal, *EMAIL_CHANGE)
    assert terminal.exit_status() == 0
    assert "Votre adresse email a bien été modifiée." in terminal.raw.decode()
    assert len(terminal.raw) <= 1300
    assert len(piped(tmp_path, EMAIL_CHANGE, "demo").stdout) <= 1300


def test_a_refused_answer_on_a_pipe_stops_with_a_status_and_a_sentence(tmp_path: Path) -> None:
    done = piped(tmp_path, ["1", "1", "pas une adresse", "pas une adresse", "oui"], "demo")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("cmi-tui : la conversation s'est arrêtée avant la fin")
    assert "Votre adresse mail n'est pas conforme." in done.stdout.decode()


def test_a_line_without_end_is_refused_not_kept(tmp_path: Path) -> None:
    done = piped(tmp_path, ["1", "1", "x" * 5_000_000], "demo")
    assert done.returncode == 1
    assert "Texte refusé : 254 caractères au plus." in done.stdout.decode()


def test_whoever_stops_listening_ends_it_without_a_word(tmp_path: Path) -> None:
    command = f"{sys.executable} -m cmi_tui demo | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], input=b"1\n2\n" * 50, capture_output=True, cwd=ROOT,
        env={"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin",
             "CMI_LOG_FILE": str(tmp_path / "log")},
    )  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environ", "reason"),
    [
        (["--linear"], {"CMI_LINEAR": "oui", "TERM": "dumb"}, "Mode linéaire."),
        ([], {"CMI_LINEAR": "oui", "TERM": "dumb"}, "Mode linéaire, par la variable CMI_LINEAR."),
        ([], {"CMI_LINEAR": "non", "TERM": "dumb"}, BY_DUMB_TERMINAL),
    ],
)
def test_the_mode_is_chosen_by_option_then_variable_then_terminal(
    open_portal: OpenPortal, arguments: list[str], environ: dict[str, str], reason: str
) -> None:
    terminal = open_portal(*arguments, "demo", **environ)
    answer(terminal, "quitter")
    assert terminal.exit_status() == 0
    assert terminal.raw.decode().startswith(f"{reason}\r\n")


@pytest.mark.parametrize("value", ["", "0", "false", "Non", "no"])
def test_a_variable_may_say_no(value: str) -> None:
    assert not Settings.from_environment({"CMI_LINEAR": value}).linear


def test_a_variable_that_says_no_leaves_the_full_screen(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", CMI_LINEAR="non")
    terminal.wait("ACCUEIL")
    assert terminal.raw.startswith(b"\x1b[?1049h")


def test_ctrl_c_while_a_password_is_typed_gives_the_echo_back(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo", "--sign-in")
    answer(terminal, AUGUSTE)
    terminal.wait("Mot de passe, saisie invisible :")
    assert not termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    os.write(terminal.fd, b"secret\x03")
    assert terminal.exit_status() == 130
    assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    assert b"secret" not in terminal.raw
    assert "Interrompu : le portail est fermé." in terminal.raw.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_while_a_password_is_typed_gives_the_echo_back_and_leaves_nothing(
    open_portal: OpenPortal, tmp_path: Path, number: signal.Signals
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    terminal = open_portal("--linear", "demo", "--sign-in", TMPDIR=str(temporary))
    answer(terminal, AUGUSTE)
    terminal.wait("Mot de passe, saisie invisible :")
    assert list(temporary.iterdir())
    os.kill(terminal.pid, number)
    assert terminal.exit_status() == 128 + number
    assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
    assert not list(temporary.iterdir())


def test_a_password_on_a_pipe_is_not_said_to_be_hidden(tmp_path: Path) -> None:
    done = piped(tmp_path, [AUGUSTE, PASSWORD, "6"], "demo", "--sign-in")
    assert done.returncode == 0
    assert "invisible" not in done.stdout.decode()


def test_unreadable_bytes_are_refused_not_stored(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "/usr/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "cmi_tui", "demo"], input=b"1\n1\n\xe9@b.fr\n\xe9@b.fr\noui\n",
        capture_output=True, env=home, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "un caractère de commande ou illisible" in done.stdout.decode()


def test_a_terminal_without_accents_gets_plain_letters(tmp_path: Path) -> None:
    done = piped(tmp_path, ["6"], "demo", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert b"MES DONNEES" in done.stdout and b"Vous etes deconnecte." in done.stdout
    done.stdout.decode("ascii")


@pytest.mark.parametrize(("closing", "status"), [("<&-", 0), (">&-", 1), (">/dev/full", 1)])
def test_closed_and_full_streams_are_met_calmly(tmp_path: Path, closing: str, status: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m cmi_tui demo {closing}"], capture_output=True, cwd=ROOT,
        env={"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        input=b"5\n", timeout=60,
    )  # fmt: skip
    assert done.returncode == status
    assert done.stderr.decode() == ("cmi-tui : la sortie ne peut pas être écrite.\n" if status else "")


def test_the_end_of_input_at_a_choice_is_a_good_end(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo")
    wait_for_question(terminal)
    os.write(terminal.fd, b"\x04")
    assert terminal.exit_status() == 0
    assert terminal.raw.decode().endswith("Fin des réponses : le portail est fermé.\r\n")


def test_accents_typed_come_back_as_they_are(open_portal: OpenPortal, exports: Path) -> None:
    terminal = open_portal("--linear", "demo")
    answer(terminal, "1", "3", str(exports / "défaut œuvre €.pdf"), *[""] * 4, "oui", "quitter")
    assert terminal.exit_status() == 0
    assert (exports / "défaut œuvre €.pdf").exists()


def test_rows_are_broken_between_words_on_a_narrow_terminal(open_portal: OpenPortal) -> None:
    terminal = open_portal("--linear", "demo", size=(40, 12))
    answer(terminal, "1", "1", "quitter")
    assert terminal.exit_status() == 0
    text = terminal.raw.decode()
    assert "doit être au\r\nformat électronique\r\n" in text
    assert max(map(len, text.split("\r\n"))) < 40


def test_the_accessibility_guide_is_printed(tmp_path: Path) -> None:
    done = piped(tmp_path, [], "accessibility")
    assert done.returncode == 0
    text = done.stdout.decode()
    for word in (
        "ACCESSIBILITÉ",
        "--linear",
        "NO_COLOR",
        "CMI_ECONOMY",
        "NVDA",
        "Orca",
        "BRLTTY",
        "Échap",
    ):
        assert word in text
