"""The bytes of the portal's email journey at 80×24, on the wire and on Textual's own driver.

Start, menu, page, form, two 14-letter addresses, save. `compressed` is one zlib stream, partly
flushed at each step, as `ssh -C` has it.
"""

import os
import sys
import tempfile
import zlib

from tests.journeys.terminal import Terminal

_EMAIL = "abcdef@mail.fr"


def play(wire: str) -> dict[str, int]:
    """The bytes of each part of the journey, and in all."""
    with tempfile.TemporaryDirectory() as home:
        environ = {
            "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin",
            "PYTHONPATH": os.getcwd(), "CMI_WIRE": wire,
        }  # fmt: skip
        terminal = Terminal([sys.executable, "-m", "cmi_tui", "demo"], environ)
        bytes_of: dict[str, int] = {}
        compressor = zlib.compressobj(6)
        seen = compressed = 0

        def note(part: str) -> None:
            nonlocal seen, compressed
            new = bytes(terminal.raw[seen:])
            seen += len(new)
            compressed += len(compressor.compress(new) + compressor.flush(zlib.Z_PARTIAL_FLUSH))
            bytes_of[part] = bytes_of.get(part, 0) + len(new)

        terminal.wait("F1 Aide")
        note("start")
        terminal.press("down")
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
    return bytes_of | {"in all": seen, "compressed": compressed}


def main() -> None:
    """Prints a row for each part: ours, Textual's, the ratio."""
    ours, stock = play(""), play("stock")
    print(f"{'':14}{'the wire':>10}{'Textual':>10}{'ratio':>8}")
    for part, count in ours.items():
        ratio = f"{stock[part] / count:8.1f}" if count else ""
        print(f"{part:14}{count:>10}{stock[part]:>10}{ratio}")


if __name__ == "__main__":
    main()
