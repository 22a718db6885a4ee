"""A terminal for whole stories: a program on a real pty, its screen kept by an emulator."""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping

import pyte

from rig.at_rest import is_at_rest
from rig.pty_spawn import spawn

KEYS = {
    "tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "escape": "\x1b", "space": " ",
    "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f10": "\x1b[21~", "ctrl+c": "\x03",
    "ctrl+l": "\x0c", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+x": "\x18", "backspace": "\x7f",
}  # fmt: skip
_PATIENCE = 20.0
_STATUS_REQUEST = b"\x1b[5n"
_HELD_SECONDS = 0.08  # a hand takes its time between press and release


class _Screen(pyte.Screen):
    """pyte's screen, with REP, SU and SD added."""

    last = " "

    def draw(self, data: str) -> None:
        super().draw(data)
        self.last = data[-1:] or self.last

    def repeat(self, count: int = 1, **_: object) -> None:
        super().draw(self.last * (count or 1))

    def scroll_up(self, count: int = 1, **_: object) -> None:
        """The rows of the scrolling region move up, the cursor does not."""
        self._moving(self.margins.bottom if self.margins else self.lines - 1, self.index, count)

    def scroll_down(self, count: int = 1, **_: object) -> None:
        """The rows of the scrolling region move down, the cursor does not."""
        self._moving(self.margins.top if self.margins else 0, self.reverse_index, count)

    def _moving(self, row: int, move: Callable[[], None], count: int) -> None:
        place = self.cursor.x, self.cursor.y
        self.cursor.y = row
        for _ in range(count or 1):
            move()
        self.cursor.x, self.cursor.y = place


class _Stream(pyte.ByteStream):
    """pyte's stream; sequences that it would print as letters are dropped whole."""

    csi = pyte.ByteStream.csi | {"b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    events = pyte.ByteStream.events | {"repeat", "scroll_up", "scroll_down"}
    unknown = re.compile(
        rb"\x1b\[[<=>][0-9;:]*[@-~]|\x1b\[\?[0-9;]*(?:\$[a-z]|[surn])|\x1b[P_^X][^\x1b]*\x1b\\"
    )
    partial = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*|[P_^X\]][^\x07\x1b]*\x1b?)?$")
    held = b""

    def feed(self, data: bytes) -> None:  # type: ignore[override]
        data = self.held + data
        cut = self.partial.search(data)
        self.held = data[cut.start() :] if cut else b""
        super().feed(self.unknown.sub(b"", data[: cut.start()] if cut else data))


class Terminal:
    """Runs `command` in a terminal of `size` (columns, rows); every wait has an end."""

    def __init__(
        self, command: list[str], environ: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self.width, self.height = size
        self.screen = _Screen(self.width, self.height)
        self.raw = bytearray()
        self.reads: list[bytes] = []
        self._stream = _Stream(self.screen)
        self._status: int | None = None
        self.fd, program_side = os.openpty()
        self.claim_size(self.width, self.height)
        try:
            self.pid = spawn(command, environ, os.ttyname(program_side))
        except OSError:
            os.close(self.fd)
            raise
        finally:
            os.close(program_side)

    def claim_size(self, width: int, height: int) -> None:
        """Tells the program a size, whatever the screen has."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        """The window changes its size."""
        self.width, self.height = width, height
        self.screen.resize(height, width)
        self.claim_size(width, height)

    def read(self, seconds: float) -> bool:
        """Takes what the program writes within `seconds`; False when it wrote nothing."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.raw += data
        self.reads.append(data)
        for _ in range(data.count(_STATUS_REQUEST)):
            os.write(self.fd, b"\x1b[0n")
        self._stream.feed(data)
        return bool(data)

    def settle(self, quiet: float = 0.15) -> None:
        """Waits until the program is at rest and has written nothing for `quiet` seconds."""
        end = time.monotonic() + _PATIENCE
        while (self.read(quiet) or not self._is_at_rest()) and time.monotonic() < end:
            pass

    def _is_at_rest(self) -> bool:
        self._reap()
        if self._status is not None:
            return True
        try:
            program_side = os.open(f"/proc/{self.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
        except OSError:
            return False  # it is ending
        try:
            return is_at_rest(self.pid, program_side)
        finally:
            os.close(program_side)

    def row(self, index: int) -> str:
        """The text of a row."""
        return str(self.screen.display[index])

    @property
    def text(self) -> str:
        """The screen as one text, wrapped sentences joined again."""
        return re.sub(r"\s+", " ", " ".join(self.screen.display))

    def wait(self, text: str) -> None:
        """Waits until `text` is on the screen; AssertionError with the screen after a minute."""
        end = time.monotonic() + _PATIENCE
        while text not in self.text:
            assert time.monotonic() < end and self._status is None, self._complaint(text)
            if not self.read(0.05):
                self._reap()
        self.settle()

    def _complaint(self, text: str) -> str:
        return f"{text!r} is not on the screen:\n" + "\n".join(self.screen.display)

    def expect(self, text: str) -> None:
        """`text` is on the screen now."""
        assert text in self.text, self._complaint(text)

    def send(self, text: str) -> None:
        """Types or pastes `text` at once."""
        data = text.encode()
        while data:
            data = data[os.write(self.fd, data[:1024]) :]
            while len(data) and self.read(0):
                pass
        self.settle()

    def press(self, *keys: str) -> None:
        """Presses keys by name, letting the screen settle after each."""
        for key in keys:
            self.send(KEYS[key])

    def find(self, text: str, nth: int = 1) -> tuple[int, int]:
        """Column and row of the middle of the nth `text` on the screen."""
        for y in range(self.height):
            x = -1
            while (x := self.row(y).find(text, x + 1)) >= 0:
                nth -= 1
                if nth == 0:
                    return x + len(text) // 2, y
        raise AssertionError(self._complaint(text))

    def hover(self, text: str, nth: int = 1) -> None:
        """Moves the pointer to `text` and rests there."""
        x, y = self.find(text, nth)
        self.send(f"\x1b[<35;{x + 1};{y + 1}M")
        self.settle(0.7)

    def click(self, text: str, nth: int = 1) -> None:
        """Clicks on `text`: moves, presses, holds 80 ms while the screen may change, releases."""
        x, y = self.find(text, nth)
        self.send(f"\x1b[<35;{x + 1};{y + 1}M")
        os.write(self.fd, f"\x1b[<0;{x + 1};{y + 1}M".encode())
        end = time.monotonic() + _HELD_SECONDS
        while (left := end - time.monotonic()) > 0:
            self.read(left)
        self.send(f"\x1b[<0;{x + 1};{y + 1}m")

    @property
    def cursor_row(self) -> str:
        """The text of the row where the cursor is; AssertionError when it is hidden."""
        assert not self.screen.cursor.hidden
        return self.row(self.screen.cursor.y)

    def _reap(self) -> None:
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)

    def exit_status(self) -> int:
        """Waits for the program's end."""
        end = time.monotonic() + _PATIENCE
        while self._status is None:
            assert time.monotonic() < end, "the program does not end"
            self.read(0.05)
            self._reap()
        return self._status

    def kill(self) -> None:
        """Kills the program as `kill -9` does, and waits for its end."""
        self._reap()
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Ends the program if it still runs, and gives the pty back."""
        self.kill()
        os.close(self.fd)
