"""The same program in two tmux terminals, on the stock driver and on ours, compared cell by cell."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rig.emulator import Emulator, Place

ROOT = Path(__file__).resolve().parents[2]
_PAUSE = 0.12
_PATIENCE = 60.0


class Tmux:
    """A tmux server of its own, with one program in it."""

    def __init__(self, command: list[str], term: str, name: str) -> None:
        self._base = ["tmux", "-L", name, "-f", "/dev/null"]
        environment = (
            f"env -u TMUX -u LINES -u COLUMNS COLORTERM=truecolor TERM={term} PYTHONPATH={ROOT}"
        )
        self._run("new-session", "-d", "-x", "80", "-y", "24", f"{environment} {shlex.join(command)}")
        self.width, self.height = 80, 24

    def _run(self, *arguments: str) -> str:
        return subprocess.run(
            [*self._base, *arguments], check=True, capture_output=True, text=True, cwd=ROOT
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
        cursor = ["display", "-p", "#{cursor_x},#{cursor_y}"]
        *shown, place = self._run("capture-pane", "-e", "-p", "-N", ";", *cursor).splitlines()
        terminal = Emulator(self.width, self.height)
        for row, line in enumerate(shown):
            terminal.feed(f"\x1b[{row + 1}H{line}")
        return terminal.shown(), place

    def close(self) -> None:
        """End the server."""
        subprocess.run([*self._base, "kill-server"], check=False, capture_output=True)


@contextmanager
def both(stock: list[str], ours: list[str], term: str) -> Iterator[list[Tmux]]:
    """The commands in a terminal each, the one on the stock driver and the one on ours."""
    name = f"wire-{os.getpid()}-{term}"
    terminals = [Tmux(stock, term, f"{name}-s"), Tmux(ours, term, f"{name}-o")]
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


def play(terminals: list[Tmux], steps: Sequence[str]) -> None:
    """Plays the steps on both; AssertionError at the first cell or cursor that differs."""
    for step in ["", *steps]:
        # Stock does not paint again after a stop: its screen of before is what ours must regain.
        for terminal in terminals[1:] if step == "stop" else terminals:
            if step:
                terminal.act(step)
        theirs, ours = _settled(terminals)
        for y, (expected, shown) in enumerate(zip(theirs[0], ours[0], strict=True)):
            assert shown == expected, f"row {y} after {step!r}"
        assert ours[1] == theirs[1], f"the cursor after {step!r}"
