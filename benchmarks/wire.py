"""The bytes of one small form (80×24): our driver, Textual's own, and the peers that are installed.

Two 11-character entries, a change of field, two seconds of rest. `compressed` is one zlib stream,
partly flushed at each read, as `ssh -C` has it. `floor` is the UTF-8 bytes of the cells that
changed and are not blank: no driver can send less. `--plot` keeps the figures and draws them anew.
"""

from __future__ import annotations

import fcntl
import os
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import pyte

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pictures.bars import draw
from pictures.figures import Figure, keep
from rig.emulator import KINDS, Emulator, Place
from rig.pty_spawn import spawn

_HERE = Path(__file__).resolve().parent
_ENTRY = "abc@mail.fr"
_DOWN, _TAB = "\x1b[B", "\t"
_DOWN_OF_A_KEYPAD = "\x1bOB"
_QUIET, _REST = 0.2, 2.0
_PYTHON = sys.executable
_TMUX = ["tmux", "-L", f"bench-{os.getpid()}", "-f", "/dev/null"]
_SUBJECT = "One small form, two fields filled"
_PLOTTED = {
    "ours": "the wire", "plain ncurses": "plain ncurses", "prompt_toolkit": "prompt_toolkit",
    "tmux over stock": "tmux over Textual's own driver", "urwid": "urwid", "lynx": "lynx",
    "dialog": "dialog (ncurses)", "stock Textual": "Textual's own driver, same application",
}  # fmt: skip
"""The programs that are plotted, and their names there."""
_UNSET = {"COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "TERM_PROGRAM"}


@dataclass
class Played:
    """What one program sent."""

    total: int = 0
    compressed: int = 0
    reads: int = 0
    start: int = 0
    keys: list[int] = field(default_factory=list)
    change: int = 0
    rest: int = 0
    floor: int = 0
    filled: bool = False


class Recorder:
    """A program in a pseudo-terminal whose bytes are counted."""

    def __init__(self, command: list[str], watched: bool) -> None:
        self.played = Played()
        self._compressor = zlib.compressobj(6)
        self._display = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._display)
        self._screen = Emulator(80, 24, replace(KINDS["xterm-256color"])) if watched else None
        self._file, program_side = os.openpty()
        fcntl.ioctl(program_side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environ = {name: value for name, value in os.environ.items() if name not in _UNSET}
        environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self._pid = spawn(command, environ, os.ttyname(program_side))
        os.close(program_side)

    def settle(self, quiet: float = _QUIET, longest: float = 20) -> int:
        """Read until nothing comes any more; return the bytes that came."""
        played, count = self.played, 0
        before = self._cells()
        end = time.monotonic() + longest
        while time.monotonic() < end and select.select([self._file], [], [], quiet)[0]:
            try:
                data = os.read(self._file, 65536)
            except OSError:
                break
            count += len(data)
            played.reads += 1
            packet = self._compressor.compress(data) + self._compressor.flush(zlib.Z_PARTIAL_FLUSH)
            played.compressed += len(packet)
            self._stream.feed(data)
            if self._screen:
                self._screen.feed_raw(data.decode())
        played.total += count
        played.floor += sum(
            len(new.text.encode())
            for new, old in zip(self._cells(), before, strict=True)
            if new != old and new.text.strip()
        )
        return count

    def shows_twice(self, text: str) -> bool:
        """Whether both fields hold a text: a program that took a key for another was not measured."""
        return " ".join(self._display.display).count(text) == 2

    def _cells(self) -> list[Place]:
        return [place for row in self._screen.shown() for place in row] if self._screen else []

    def press(self, key: str) -> int:
        """Press a key; return the bytes that it brings."""
        os.write(self._file, key.encode())
        return self.settle()

    def close(self) -> None:
        """End the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._file)


def play(command: list[str], following: str, watched: bool) -> Played:
    """Fill the form in one program."""
    recorder = Recorder(command, watched)
    played = recorder.played
    try:
        played.start = recorder.settle(quiet=1.0)
        played.keys += [recorder.press(letter) for letter in _ENTRY]
        played.change = recorder.press(following)
        played.keys += [recorder.press(letter) for letter in _ENTRY]
        played.rest = recorder.settle(quiet=_REST, longest=_REST)
        played.filled = recorder.shows_twice(_ENTRY)
    finally:
        recorder.close()
    return played


def programs() -> dict[str, tuple[list[str], str]]:
    """The programs to be compared, and the key to the next field in each."""
    form = [_PYTHON, str(_HERE / "small_form.py")]
    tmux = [*_TMUX, "new-session"]
    dialog = ["dialog", "--form", "Mes informations", "20", "70", "10"]
    dialog += ["Identifiant :", "1", "1", "1000720180100001000", "1", "18", "0", "0"]
    dialog += ["Adresse :", "3", "1", "", "3", "18", "40", "40"]
    dialog += ["Confirmation :", "5", "1", "", "5", "18", "40", "40"]
    return {
        "ours": (form, _TAB),
        "ours, economy": ([*form, "--economy"], _TAB),
        "stock Textual": ([*form, "--stock"], _TAB),
        "tmux over stock": ([*tmux, shlex.join([*form, "--stock"])], _TAB),
        "dialog": (dialog, _DOWN_OF_A_KEYPAD),
        "plain ncurses": ([_PYTHON, str(_HERE / "form_ncurses.py")], _TAB),
        "lynx": (["lynx", str(_HERE / "form.html")], _DOWN),
        "urwid": ([_PYTHON, str(_HERE / "form_urwid.py")], _DOWN),
        "prompt_toolkit": ([_PYTHON, str(_HERE / "form_prompt_toolkit.py")], _TAB),
    }


def main() -> None:
    """Play all and print a row for each."""
    measured: list[Figure] = []
    titles = ("bytes", "compressed", "reads", "start", "a key", "Tab", "at rest", "floor")
    print(f"{'':<16}" + "".join(f"{title:>12}" for title in titles))
    for name, (command, following) in programs().items():
        if shutil.which(command[0]) is None:
            print(f"{name:<16}  (not installed)")
            continue
        it = play(command, following, watched=name == "ours")
        if command[0] == "tmux":
            subprocess.run([*_TMUX, "kill-server"], check=False, stderr=subprocess.DEVNULL)
        if it.filled and name in _PLOTTED:
            measured.append(Figure(_SUBJECT, _PLOTTED[name], it.total, it.compressed))
        figures = (it.total, it.compressed, it.reads, it.start, median(it.keys), it.change, it.rest)
        floor = it.floor or "-"
        unfilled = "" if it.filled else "  (not filled)"
        print(f"{name:<16}" + "".join(f"{figure:>12g}" for figure in figures) + f"{floor:>12}{unfilled}")
    if "--plot" in sys.argv:
        keep(measured)
        draw()


if __name__ == "__main__":
    main()
