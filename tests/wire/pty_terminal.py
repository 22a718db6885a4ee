"""A program in a pseudo-terminal, shown by the strict emulator, over a link as slow as wanted."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from codecs import getincrementaldecoder
from dataclasses import replace
from pathlib import Path

from rig.at_rest import is_at_rest
from rig.emulator import KINDS, Emulator
from rig.pty_spawn import spawn

ROOT = Path(__file__).resolve().parents[2]
GALLERY = [sys.executable, "-m", "tests.wire.gallery"]
FORM = [sys.executable, str(ROOT / "benchmarks/small_form.py")]
_UNSET = {"NO_COLOR", "LINES", "COLUMNS"}


class PtyTerminal:
    """The terminal's side. The link holds what the program has written and we have not shown."""

    def __init__(
        self,
        command: list[str],
        term: str = "xterm-256color",
        *,
        bytes_a_second: float = 0,
        answers: bool = True,
    ) -> None:
        self.emulator = Emulator(80, 24, replace(KINDS[term], colors=1 << 24))
        self.emulator.may_scroll = True  # as a shell does when we have left
        self.sent = 0
        self.writes: list[int] = []
        self.most_under_way = 0
        self.status: int | None = None
        self.bytes_a_second = bytes_a_second
        self._answers = answers
        self._link = bytearray()
        self._since = time.monotonic()
        self._decode = getincrementaldecoder("utf-8")("strict").decode
        self.file, self.slave = os.openpty()
        self._window(80, 24)
        # The slave's side stays open so that its settings can be read at the end.
        self.settings = termios.tcgetattr(self.slave)
        environ = {name: value for name, value in os.environ.items() if name not in _UNSET}
        environ |= {"TERM": term, "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        try:
            self.pid = spawn(command, environ, os.ttyname(self.slave))
        except OSError:
            os.close(self.file)
            os.close(self.slave)
            raise

    def _window(self, width: int, height: int) -> None:
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def pump(self, seconds: float) -> int:
        """Let time pass; return how many bytes came."""
        end = time.monotonic() + seconds
        count = 0
        left = seconds
        # The last look comes after the time: on a busy machine the time may pass before the first.
        while left > 0:
            left = max(end - time.monotonic(), 0)
            wait = min(left, 0.02) if self._link else left
            if select.select([self.file], [], [], wait)[0]:
                try:
                    data = os.read(self.file, 65536)
                except OSError:
                    break
                self.writes.append(len(data))
                count += len(data)
                self._link += data
                self.most_under_way = max(self.most_under_way, len(self._link))
            self._show()
        self.sent += count
        return count

    def _show(self) -> None:
        now = time.monotonic()
        room = int((now - self._since) * self.bytes_a_second) if self.bytes_a_second else len(self._link)
        if not self._link or not room:
            self._since = now if not self._link else self._since
            return
        self._since = now
        self.emulator.feed_raw(self._decode(bytes(self._link[:room])))
        del self._link[:room]
        while self.emulator.answers:
            self.emulator.answers -= 1
            if self._answers:
                os.write(self.file, b"\x1b[0n")

    def settle(self, quiet: float = 0.3, longest: float = 60) -> None:
        """Wait until nothing comes any more."""
        end = time.monotonic() + longest
        while (self.pump(quiet) or self._link or not self._is_at_rest()) and time.monotonic() < end:
            pass

    def _is_at_rest(self) -> bool:
        return self.status is not None or is_at_rest(self.pid, self.slave)

    def wait(self, text: str, longest: float = 60) -> None:
        """Wait until a text is on the screen."""
        end = time.monotonic() + longest
        while text not in self.text():
            assert time.monotonic() < end, f"{text!r} did not come:\n{self.text()}"
            self.pump(0.05)

    def text(self) -> str:
        """The screen's text."""
        rows = self.emulator.rows
        return "\n".join("".join(place.text for place in row).rstrip() for row in rows)

    def send(self, text: str) -> None:
        """Type."""
        os.write(self.file, text.encode())

    def key(self, text: str) -> int:
        """Press a key and return the bytes that it brings."""
        self.send(text)
        count = self.pump(0.1)
        while not self._is_at_rest():
            count += self.pump(0.05)
        return count

    def resize(self, width: int, height: int) -> None:
        """Change the window's size."""
        self.emulator.resize(width, height)
        self._window(width, height)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def ended(self, longest: float = 30) -> int:
        """Wait for the program's end; return its exit status."""
        end = time.monotonic() + longest
        while self.status is None:
            assert time.monotonic() < end, "it does not end"
            self.pump(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        self.pump(0.1)
        return self.status

    def stopped(self, longest: float = 30) -> bool:
        """Wait until the program has stopped."""
        end = time.monotonic() + longest
        while time.monotonic() < end:
            self.pump(0.05)
            if Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T":
                return True
        return False

    def is_restored(self) -> bool:
        """Whether the terminal is as it was before."""
        emulator = self.emulator
        clean = not emulator.modes - {"7", "25"} and emulator.visible and emulator.wrap
        return clean and not emulator.look.attributes and self._settings() == self.settings

    def _settings(self) -> list[object]:
        return list(termios.tcgetattr(self.slave))

    def close(self) -> None:
        """End what still runs."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for file in (self.slave, self.file):
            if file >= 0:
                os.close(file)
