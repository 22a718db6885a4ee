"""What is said where nothing can be: the streams full, closed, or read by nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cmi_tui.messages import cli as texts

FAILED = f"{texts.OUTPUT_FAILED}\n"
SAYING = ["--help", "accounts --help", "accessibility", "db upgrade", "--linear demo"]
"""Commands that say something on standard output, and nothing else."""


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "CMI_DATABASE_URL": database_url,
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "PYTHONIOENCODING": "utf-8",
    }


def ran(environment: dict[str, str], command: str, redirected: str) -> tuple[int, str]:
    """The exit status of a command whose output is redirected by the shell; what it says elsewhere."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m cmi_tui {command} {redirected}', sys.executable],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


@pytest.mark.parametrize("redirected", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", SAYING)
def test_an_output_that_takes_nothing_is_told_in_french(
    environment: dict[str, str], command: str, redirected: str
) -> None:
    status, said = ran(environment, command, redirected)
    assert status == 1 and said == FAILED


@pytest.mark.parametrize("redirected", [">/dev/full 2>/dev/full", ">&- 2>&-", ">/dev/full 2>&-"])
def test_where_nothing_at_all_can_be_said_the_status_says_it(
    environment: dict[str, str], redirected: str
) -> None:
    for command in ("--help", "accessibility"):
        assert ran(environment, command, redirected) == (1, "")
    for command in ("nonsense", "accounts", "serve --port x"):
        assert ran(environment, command, redirected) == (2, "")


@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
def test_a_complaint_that_nobody_can_read_keeps_its_status(
    environment: dict[str, str], redirected: str
) -> None:
    assert ran(environment, "nonsense", redirected) == (2, "")
    assert ran(environment, "notices send", redirected) == (1, "")
    assert ran({**environment, "CMI_DATABASE_URL": "x:"}, "db upgrade", redirected) == (1, "")
    status, said = ran(environment, "--help", redirected)
    assert status == 0 and said.startswith("Usage : cmi-tui")


def test_wrong_usage_and_help_are_told_where_they_can_be(environment: dict[str, str]) -> None:
    status, said = ran(environment, "nonsense", ">&-")
    assert status == 2 and said.startswith("cmi-tui : commande inconnue : nonsense ; au choix : demo")
    assert ran(environment, "--help", "| head -c 5") == (0, "Usage")
    status, said = ran(environment, "journal show --help", "")
    assert status == 0 and said.startswith("Usage : cmi-tui journal show [--login IDENTIFIANT]")


def test_a_reader_who_has_left_is_told_nothing(environment: dict[str, str]) -> None:
    reader, pipe = os.pipe()
    os.close(reader)
    for command in ("--help", "accessibility"):
        done = subprocess.run(
            [sys.executable, "-m", "cmi_tui", command],
            env=environment, stdout=pipe, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")
    os.close(pipe)


def test_an_import_goes_on_where_its_progress_cannot_be_shown(
    environment: dict[str, str], tmp_path: Path
) -> None:
    order_file = Path(__file__).parents[1] / "services" / "commande.csv"
    path = tmp_path / "commande.csv"
    path.write_bytes(order_file.read_bytes() + b"bad\n")
    for redirected in ("2>/dev/full", "2>&-"):
        status, said = ran(environment, f"accounts import {path}", redirected)
        assert status == 1 and "1 ligne rejetée" in said and "Erreur" not in said


def test_letters_that_the_terminal_does_not_have_stop_nothing(environment: dict[str, str]) -> None:
    ascii_only = {**environment, "PYTHONIOENCODING": "ascii"}
    for command, word in (("--help", "Carte Mobilit? Inclusion"), ("accessibility", "ACCESSIBILIT?")):
        status, said = ran(ascii_only, command, "")
        assert status == 0 and word in said
