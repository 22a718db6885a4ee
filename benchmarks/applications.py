"""Other people's applications on Textual's own driver and on ours: same screens, bytes, CPU.

python -m benchmarks.applications [FOLDER] [--differences]

Textual's demo, posting and harlequin at 120×36, played side by side for the same time. After each
step the screens are compared cell by cell. `as ssh -C` is one zlib stream, partly flushed at each
read. A blinking cursor may be seen at two moments. The applications are installed into FOLDER, or into
a temporary one; each step has an end.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import venv
import zlib
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rig.emulator import KINDS, Emulator, Place
from rig.pty_spawn import spawn

_ROOT = Path(__file__).resolve().parent.parent
_SIZE = (120, 36)
_TERM = "xterm-256color"
_QUIET, _LONGEST, _LONGEST_START = 0.4, 10.0, 25.0
_INSTALL = 900
# posting is pinned to an older Textual, on which its screens are the same.
_PACKAGES = [
    "harlequin==2.17.0", "textual[syntax]==8.2.8", "tree-sitter<0.26", "click-default-group",
    "httpx[brotli]", "openapi-pydantic", "pydantic-settings", "python-dotenv", "pyyaml",
    "textual-autocomplete==4.0.6", "watchfiles", "xdg-base-dirs",
]  # fmt: skip
_WITHOUT_THEIRS = ["posting==2.11.1"]
_DOWN, _TAB, _ESCAPE = "\x1b[B", "\t", "\x1b"
_RIGHT, _PAGE_UP, _PAGE_DOWN, _F1 = "\x1b[C", "\x1b[5~", "\x1b[6~", "\x1bOP"
_CTRL_J, _CTRL_O, _CTRL_P = "\x0a", "\x0f", "\x10"
_DEMO = [_DOWN, _DOWN, "p", _TAB, _DOWN, _DOWN, "w", _TAB, _DOWN, _PAGE_DOWN, _PAGE_DOWN, _PAGE_UP, "h"]
_POSTING = [
    *"http://x.fr", _TAB, _CTRL_J, _CTRL_O, _DOWN, _DOWN, _ESCAPE, _TAB, _TAB, _RIGHT, _RIGHT, _CTRL_P,
    *"them", _ESCAPE,
]  # fmt: skip
_HARLEQUIN = [
    *"select 1 as one, 'deux' as b", _CTRL_J, "\r", *"from x", _TAB, _DOWN, _TAB, _DOWN, _F1, _PAGE_DOWN,
    _ESCAPE,
]  # fmt: skip
_JOURNEYS = {
    "demo": (["python", "-m", "textual"], "Textual Demo", _DEMO),
    "posting": (["posting"], "Enter a URL", _POSTING),
    "harlequin": (["harlequin", "--no-download-tzdata"], "Query Editor", _HARLEQUIN),
}
"""Each one's command, a text of its first screen, and the keys."""


class Player:
    """One application in a terminal."""

    def __init__(self, command: list[str], environ: dict[str, str], kind: bool) -> None:
        self.screen = Emulator(*_SIZE, replace(KINDS[_TERM], colors=1 << 24) if kind else None)
        self.raw = self.compressed = 0
        self._compressor = zlib.compressobj(6)
        self.file, program_side = os.openpty()
        fcntl.ioctl(program_side, termios.TIOCSWINSZ, struct.pack("HHHH", _SIZE[1], _SIZE[0], 0, 0))
        self._pid = spawn(command, environ, os.ttyname(program_side))
        os.close(program_side)
        self._cut = b""

    def read(self) -> None:
        """Show what has come, and answer what is asked."""
        try:
            data = os.read(self.file, 65536)
        except OSError:
            return
        self.raw += len(data)
        packet = self._compressor.compress(data) + self._compressor.flush(zlib.Z_PARTIAL_FLUSH)
        self.compressed += len(packet)
        data = self._cut + data
        whole = data.decode("utf-8", "ignore")
        self._cut = data[len(whole.encode()) :]
        self.screen.feed_raw(whole)
        for _ in range(self.screen.answers):
            os.write(self.file, b"\x1b[0n")
        self.screen.answers = 0

    def cells(self) -> list[Place]:
        """The cells as one sees them."""
        return [place for row in self.screen.shown() for place in row]

    def text(self) -> str:
        """The screen's text."""
        return "\n".join("".join(place.text for place in row) for row in self.screen.rows)

    def end(self) -> float:
        """End the application; the seconds of CPU that it took."""
        os.kill(self._pid, signal.SIGKILL)
        used = os.wait4(self._pid, 0)[2]
        os.close(self.file)
        return used.ru_utime + used.ru_stime


def differing(players: list[Player]) -> int:
    """How many cells of the two screens differ."""
    stock, ours = (player.cells() for player in players)
    pairs = [pair for pair in zip(stock, ours, strict=True) if pair[0] != pair[1]]
    if pairs and "--differences" in sys.argv:
        print(*pairs[:3], sep="\n", file=sys.stderr)
    return len(pairs)


def settle(players: list[Player], longest: float, awaited: str = "") -> int:
    """Read both until they are silent and the same; the cells that still differ after `longest`."""
    end = time.monotonic() + longest
    while True:
        ready = select.select([player.file for player in players], [], [], _QUIET)[0]
        for player in players:
            if player.file in ready:
                player.read()
        is_late = time.monotonic() > end
        is_settled = not ready and all(awaited in player.text() for player in players)
        if (is_late or is_settled) and (not (count := differing(players)) or is_late):
            return count


def install(folder: Path) -> None:
    """Make an environment with the applications in a folder, unless it is there."""
    if (folder / "bin" / "posting").exists():
        return
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    for arguments in (_PACKAGES, ["--no-deps", *_WITHOUT_THEIRS]):
        subprocess.run([*pip, *arguments], check=True, timeout=_INSTALL)


def play(name: str, folder: Path) -> str:
    """Play an application on both drivers; a row of figures."""
    command, awaited, keys = _JOURNEYS[name]
    players = []
    with tempfile.TemporaryDirectory() as home:
        for driver in ("", "cmi_tui.wire.driver:WireDriver"):
            own = Path(home, driver.replace(":", "") or "stock")
            own.mkdir()
            environ = {
                "HOME": str(own), "TERM": _TERM, "COLORTERM": "truecolor", "LANG": "C.UTF-8",
                "PATH": f"{folder / 'bin'}:/usr/bin:/bin", "PYTHONPATH": str(_ROOT),
                "TEXTUAL_ANIMATIONS": "none",
            }  # fmt: skip
            if driver:
                environ["TEXTUAL_DRIVER"] = driver
            players.append(Player(command, environ, kind=bool(driver)))
        counts = [settle(players, _LONGEST_START, awaited)]
        for key in keys:
            for player in players:
                os.write(player.file, key.encode())
            counts.append(settle(players, _LONGEST))
        cpu = [player.end() for player in players]
    stock, ours = players
    steps = f"{counts.count(0)} of {len(counts)}"
    return (
        f"{name:<10}{steps:>12}{stock.raw:>10}{ours.raw:>9}{stock.raw / ours.raw:>7.1f}"
        f"{stock.compressed:>11}{ours.compressed:>9}{stock.compressed / ours.compressed:>7.1f}"
        f"{cpu[1] / cpu[0]:>9.2f}"
    )


def main() -> None:
    """Install the applications, play all, print the table."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(folders[0] if folders else temporary)
        install(folder)
        print(f"{'':<10}{'same steps':>12}{'stock':>10}{'wire':>9}{'ratio':>7}", end="")
        print(f"{'as ssh -C':>11}{'wire':>9}{'ratio':>7}{'CPU':>9}")
        for name in _JOURNEYS:
            print(play(name, folder), flush=True)


if __name__ == "__main__":
    main()
