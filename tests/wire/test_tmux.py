"""In a real terminal (tmux), both drivers show the same screens, attributes and all."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.wire.emulator import Emulator, Place

_ROOT = Path(__file__).resolve().parents[2]
_PAUSE = 0.12
_PATIENCE = 6.0
_FORM = [sys.executable, str(_ROOT / "benchmarks/small_form.py")]
_GALLERY = [sys.executable, "-m", "tests.wire.gallery"]
_JOURNEY = [
    *"abc@mail.fr", "Tab", *"abc@ma", "C-l", "il.fr", "Left", "Left", "x", "BSpace", "Home", "é",
    "size 60x20", "BTab", "stop", "日本", "size 100x30", "C-l", "Tab",
]  # fmt: skip
_PAGES = [
    "F2", "F3", "ab", "F2", "F3", "F3", "size 50x15", "F2", "C-l", "stop", "F2", "size 90x24", "F3",
    "é日", "F2", "F2",
]  # fmt: skip


class Tmux:
    """A tmux server of its own, with one program in it."""

    def __init__(self, command: list[str], term: str, name: str) -> None:
        self._base = ["tmux", "-L", name, "-f", "/dev/null"]
        environment = (
            f"env -u TMUX -u LINES -u COLUMNS COLORTERM=truecolor TERM={term} PYTHONPATH={_ROOT}"
        )
        self._run("new-session", "-d", "-x", "80", "-y", "24", f"{environment} {shlex.join(command)}")
        self.width, self.height = 80, 24

    def _run(self, *arguments: str) -> str:
        return subprocess.run(
            [*self._base, *arguments], check=True, capture_output=True, text=True, cwd=_ROOT
        ).stdout

    def act(self, step: str) -> None:
        """Press a key, type a text, or what the step says."""
        if step.startswith("size "):
            self.width, self.height = map(int, step[5:].split("x"))
            size = ["-x", str(self.width), "-y", str(self.height)]
            self._run("resize-window", *size)
        elif step == "stop":
            pid = int(self._run("display", "-p", "#{pane_pid}"))
            subprocess.run(["kill", "-STOP", str(pid)], check=True)
            self._run("send-keys", "-R")  # what stood there is gone: as if a shell had used it
            subprocess.run(["kill", "-CONT", str(pid)], check=True)
        else:
            self._run("send-keys", step)

    def screen(self) -> tuple[list[list[Place]], str]:
        """The cells and the cursor."""
        shown = self._run("capture-pane", "-e", "-p", "-N")
        terminal = Emulator(self.width, self.height)
        for row, line in enumerate(shown.splitlines()):
            terminal.feed(f"\x1b[{row + 1}H{line}")
        return terminal.shown(), self._run("display", "-p", "#{cursor_x},#{cursor_y}")

    def close(self) -> None:
        """End the server."""
        subprocess.run([*self._base, "kill-server"], check=False, capture_output=True)


@contextmanager
def both(command: list[str], stock: str, term: str) -> Iterator[list[Tmux]]:
    """The program twice: on the stock driver and on ours."""
    name = f"wire-{os.getpid()}-{term}"
    terminals = [Tmux([*command, stock], term, f"{name}-s"), Tmux(command, term, f"{name}-o")]
    try:
        yield terminals
    finally:
        for terminal in terminals:
            terminal.close()


def _settled(terminals: list[Tmux]) -> list[tuple[list[list[Place]], str]]:
    """Both screens, when they are the same and stay so, or after a while."""
    end = time.monotonic() + _PATIENCE
    before: list[tuple[list[list[Place]], str]] = []
    while True:
        time.sleep(_PAUSE)
        screens = [terminal.screen() for terminal in terminals]
        filled = any(place.text.strip() for row in screens[1][0] for place in row)
        if (screens == before and screens[0] == screens[1] and filled) or time.monotonic() > end:
            return screens
        before = screens


def _played(terminals: list[Tmux], steps: list[str]) -> None:
    for step in ["", *steps]:
        # Stock does not paint again after a stop: its screen of before is what ours must regain.
        for terminal in terminals[1:] if step == "stop" else terminals:
            if step:
                terminal.act(step)
        theirs, ours = _settled(terminals)
        for y, (expected, shown) in enumerate(zip(theirs[0], ours[0], strict=True)):
            assert shown == expected, f"row {y} after {step!r}"
        assert ours[1] == theirs[1], f"the cursor after {step!r}"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("term", ["tmux-256color", "xterm-256color"])
@pytest.mark.parametrize(
    ("command", "stock", "steps"),
    [(_FORM, "--stock", _JOURNEY), (_GALLERY, "stock", _PAGES)],
    ids=["form", "gallery"],
)
def test_the_screens_are_the_same_after_each_step(
    command: list[str], stock: str, steps: list[str], term: str
) -> None:
    with both(command, stock, term) as terminals:
        _played(terminals, steps)
