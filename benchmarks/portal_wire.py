"""The bytes of the portal's email journey at 80×24, on the wire and on Textual's own driver.

Start, menu, page, form, two 14-letter addresses, save. `compressed` is one zlib stream, partly
flushed at each write, as `ssh -C` has it. The terminal answers what it is asked, as
real ones do: the first page comes in two parts. `--plot` keeps the sums and draws them anew.
"""

import os
import sys
import tempfile
import zlib
from pathlib import Path

from pictures.bars import draw
from pictures.figures import Figure, keep
from rig.accounts import AUGUSTE, PASSWORD
from rig.ssh_server import start_server
from rig.terminal import Terminal

_EMAIL = "abcdef@mail.fr"
_SUBJECT = "The portal's email journey"


def play(wire: str) -> dict[str, int]:
    """The bytes of each part of the journey in this terminal, and in all."""
    with tempfile.TemporaryDirectory() as home:
        environ = {
            "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin",
            "PYTHONPATH": os.getcwd(), "CMI_WIRE": wire,
        }  # fmt: skip
        return journey(Terminal([sys.executable, "-m", "cmi_tui", "demo"], environ))


def play_over_ssh() -> dict[str, int]:
    """The same journey through OpenSSH's client, from the moment of having signed in."""
    with tempfile.TemporaryDirectory() as home:
        server = start_server(Path(home))
        try:
            terminal = server.terminal(user=AUGUSTE)
            terminal.wait("Mot de passe")
            terminal.raw.clear()
            terminal.reads.clear()
            terminal.send(PASSWORD + "\r")
            return journey(terminal)
        finally:
            server.process.terminate()
            server.process.communicate(timeout=20)


def journey(terminal: Terminal) -> dict[str, int]:
    """Plays the journey in a terminal where the portal opens."""
    bytes_of: dict[str, int] = {}
    seen = 0

    def note(part: str) -> None:
        nonlocal seen
        bytes_of[part] = bytes_of.get(part, 0) + len(terminal.raw) - seen
        seen = len(terminal.raw)

    terminal.wait("F1 Aide")
    note("start")
    terminal.press("shift+tab", "down")
    note("menu")
    terminal.press("enter")
    terminal.wait("MES INFORMATIONS")
    note("page")
    terminal.press("tab", "enter")
    terminal.wait("Nouvel email")
    note("form")
    for key in _EMAIL:
        terminal.send(key)
    note("28 letters")
    terminal.press("tab")
    note("Tab")
    for key in _EMAIL:
        terminal.send(key)
    note("28 letters")
    terminal.press("enter")
    terminal.wait("bien été modifiée")
    note("save")
    terminal.settle(2)
    note("2 s of rest")
    terminal.close()
    return bytes_of | {"in all": seen, "compressed": compressed(terminal.reads)}


def compressed(writes: list[bytes]) -> int:
    """The bytes of one stream that is flushed after each write."""
    stream = zlib.compressobj(6)
    return sum(len(stream.compress(data) + stream.flush(zlib.Z_PARTIAL_FLUSH)) for data in writes)


def main() -> None:
    """Prints a row for each part: ours, Textual's, the ratio."""
    ours, stock, remote = play(""), play("stock"), play_over_ssh()
    print(f"{'':14}{'the wire':>10}{'Textual':>10}{'ratio':>8}{'over SSH':>10}")
    for part, count in ours.items():
        ratio = f"{stock[part] / count:8.1f}" if count else " " * 8
        print(f"{part:14}{count:>10}{stock[part]:>10}{ratio}{remote[part]:>10}")
    print(f"over SSH, inside the channel: {remote['in all'] / ours['in all']:.2f} times (goal 1.1)")
    if "--plot" in sys.argv:
        programs = {"the wire": ours, "Textual's own driver, same application": stock}
        keep(Figure(_SUBJECT, name, it["in all"], it["compressed"]) for name, it in programs.items())
        draw()


if __name__ == "__main__":
    main()
