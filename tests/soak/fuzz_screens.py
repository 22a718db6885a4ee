"""Random keys on the portal: what is on the screen is always what a full repaint shows.

Each round opens the demonstration in a window of another size and presses keys at random; after every
few the screen is compared with itself after Ctrl+L. Prints the seed of each round.
"""

import contextlib
import random
import sys
import tempfile
from pathlib import Path

from rig.terminal import KEYS, Terminal

ROUNDS = 12
STEPS = 60
_SIZES = [(80, 24), (40, 12), (60, 20), (120, 40)]
_NAMES = [
    "tab",
    "shift+tab",
    "enter",
    "escape",
    "space",
    "up",
    "down",
    "pagedown",
    "f1",
    "f2",
    "backspace",
]
_TEXTS = [
    "a",
    "é",
    "abc@mail.fr",
    "\x1b[200~deux\nlignes\x1b[201~",
    "\x1b[200~" + "x" * 2000 + "\x1b[201~",
    "Ab1!",
]


def play(seed: int) -> int:
    """Plays a round; the number of comparisons. AssertionError at the first cell that differs."""
    choice = random.Random(seed)
    compared = 0
    # Random letters name random files: they must land nowhere else.
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
        environ = {
            "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin",
            "PYTHONPATH": str(Path(__file__).parents[2]), "CMI_EXPORT_DIR": home,
        }  # fmt: skip
        terminal = Terminal([sys.executable, "-m", "cmi_tui", "demo"], environ, choice.choice(_SIZES))
        terminal.wait("Bonjour Auguste")
        for _ in range(STEPS):
            for _ in range(choice.randint(1, 4)):
                key = choice.choice(_NAMES)
                terminal.send(choice.choice(_TEXTS) if choice.random() < 0.4 else KEYS[key])
            if choice.random() < 0.1:
                x, y = choice.randrange(terminal.width), choice.randrange(terminal.height)
                terminal.send(f"\x1b[<35;{x};{y}M\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
                # To the band, of which nothing is told.
                terminal.send("\x1b[<35;1;1M")
            terminal.settle(0.7)
            before = list(terminal.screen.display)
            terminal.send(KEYS["ctrl+l"])
            assert before == list(terminal.screen.display), "\n".join(
                [f"seed {seed}", *before, "after Ctrl+L:", *terminal.screen.display]
            )
            compared += 1
        terminal.close()
    return compared


def main() -> None:
    """Plays the rounds."""
    first = random.randrange(1_000_000)
    compared = sum(play(first + index) for index in range(ROUNDS))
    print(f"{compared} screens from seed {first} on: each the same after a full repaint")


if __name__ == "__main__":
    main()
