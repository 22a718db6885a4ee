"""The tests' own terminals: a program that cannot be run is an error here, and starts nothing."""

import os
import sys
from pathlib import Path

import pytest

from rig.terminal import Terminal
from tests.wire.pty_terminal import PtyTerminal

_ASKS = "import os; print(os.getsid(0) == os.getpid(), os.tcgetpgrp(0) == os.getpid())"


def test_a_program_that_is_not_installed_is_an_error_and_leaves_nothing_open() -> None:
    before = os.listdir("/proc/self/fd")
    for start in (lambda: Terminal(["no-such-program"], {}), lambda: PtyTerminal(["no-such-program"])):
        with pytest.raises(FileNotFoundError):
            start()
    assert os.listdir("/proc/self/fd") == before


def test_a_program_that_cannot_be_run_is_an_error(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\0")
    program.chmod(0o700)
    with pytest.raises(OSError):
        Terminal([str(program)], {"HOME": str(tmp_path)})


def test_the_terminal_is_the_programs_own_and_ctrl_c_reaches_it(home: Path) -> None:
    terminal = Terminal(
        [sys.executable, "-c", f"{_ASKS}; input()"], {"TERM": "xterm", "HOME": str(home)}
    )
    terminal.wait("True True")
    terminal.press("ctrl+c")
    assert terminal.exit_status() != 0
    terminal.close()
