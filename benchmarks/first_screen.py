"""From the start of the process to its full first screen: the portal beside a one-label Textual app.

Prints the medians in seconds and the ratios; the programs take turns, so that a noisy machine
disturbs them alike.
"""

import os
import statistics
import sys
import tempfile
import time

from rig.terminal import Terminal

ROUNDS = 11
ONE_LABEL = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("Bonjour le monde")

OneLabel().run()
"""
PROGRAMS = {
    "one-label Textual app": ([sys.executable, "-c", ONE_LABEL], "Bonjour le monde"),
    "sign-in screen": ([sys.executable, "-m", "cmi_tui"], "F1 Aide"),
    "demo": ([sys.executable, "-m", "cmi_tui", "demo"], "F1 Aide"),
}


def seconds_to(command: list[str], text: str) -> float:
    """How long `command` takes to show `text`."""
    with tempfile.TemporaryDirectory() as home:
        environ = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin"}
        environ["PYTHONPATH"] = os.getcwd()
        started = time.perf_counter()
        terminal = Terminal(command, environ)
        while text not in terminal.text:
            terminal.read(5)
        elapsed = time.perf_counter() - started
        terminal.close()
    return elapsed


def main() -> None:
    """Prints the table."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):
        for name, (command, text) in PROGRAMS.items():
            times[name].append(seconds_to(command, text))
    peer = statistics.median(times["one-label Textual app"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:24} {median:6.3f} s   {median / peer:5.2f} times the one-label app")


if __name__ == "__main__":
    main()
