"""The suite's own guard: without a program, the tests that need it are skipped and no other fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import PACKAGES, need

TESTS = Path(__file__).parent
ASKS = re.compile(r'\bneed\("([^"]+)"\)|\bserved: Served|\brun_on\([^\n]*\btmp_path, "(\w+)"')
"""How a test asks for a program."""
MODULES = sorted(path for path in TESTS.rglob("test_*.py") if ASKS.search(path.read_text("utf-8")))
# Those that take long with what is not skipped of them, and ask as the others do.
TAKEN = [str(path) for path in MODULES if path.parent.name != "pdf" or path.name == "test_fields.py"]


def run(*arguments: str, **environ: str) -> str:
    """What a run of the tests says, with no program to be found."""
    inherited = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, env=inherited | {"PATH": ""} | environ, cwd=TESTS.parent, capture_output=True,
        text=True, timeout=120,
    ).stdout  # fmt: skip


def test_with_an_empty_path_what_is_skipped_is_said_once_with_how_to_have_it() -> None:
    said = run(*TAKEN)
    assert not re.search(r"\b(failed|error)", said, re.IGNORECASE), said
    assert re.search(r"skipped: \d{2}\b", said), said
    for program in ("ssh", "tmux", "tic", "fenrir", "pdftotext"):
        assert said.count(f": {program} is not installed (Debian: {PACKAGES[program]})") == 1, said
    (line,) = re.findall("apt-get install (.*)", said)
    assert {"fenrir", "ncurses-bin", "openssh-client", "poppler-utils", "tmux"} <= set(line.split())


def test_in_ci_what_is_missing_fails() -> None:
    said = run(f"{TESTS}/wire/test_tmux.py", CI="true")
    assert "2 failed" in said and "tmux is not installed (Debian: tmux)" in said


def test_every_program_that_a_test_asks_for_has_its_package() -> None:
    asked = [pair for path in MODULES for pair in ASKS.findall(path.read_text("utf-8"))]
    assert {"".join(pair) for pair in asked} - {""} <= PACKAGES.keys()


def test_a_program_that_is_there_is_no_reason_to_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    need(Path(sys.executable).name)
