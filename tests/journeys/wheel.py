"""Starts an installed `cmi-tui` outside the checkout: `python -m tests.journeys.wheel COMMAND`."""

import sys
import tempfile

from rig.terminal import Terminal


def main() -> None:
    """Opens the demonstration and leaves it; AssertionError when it does not open."""
    with tempfile.TemporaryDirectory() as home:
        environ = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin"}
        terminal = Terminal([sys.argv[1], "demo"], environ)
        terminal.wait("Bonjour Auguste Lambert")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
        terminal.close()
    print("the installed wheel opens and closes")


if __name__ == "__main__":
    main()
