"""Any Textual application runs on the wire: by its name, by its file, or by Textual's own variable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wire.pty_terminal import ROOT, PtyTerminal

_WIRE = [sys.executable, "-m", "cmi_tui.wire"]
_APPLICATION = """
import sys
from textual.app import App
from textual.widgets import Static


class Hello(App):
    def compose(self):
        yield Static(f"hello {sys.argv[1:]} on {type(self._driver).__name__}")

    def on_app_blur(self):
        self.query_one(Static).update("left alone")

    def on_key(self, event):
        self.exit(return_code=3 if event.key == "q" else 4)


app = Hello()

if __name__ == "__main__":
    Hello().run()
"""


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    """A file with an application that knows nothing of the wire."""
    file = tmp_path / "hello.py"
    file.write_text(_APPLICATION)
    return file


@pytest.fixture
def terminal(hello: Path, request: pytest.FixtureRequest) -> Iterator[PtyTerminal]:
    """A terminal in which the application runs as the test says."""
    command = [part.format(file=hello) for part in request.param]
    made = PtyTerminal(command)
    yield made
    made.close()


@pytest.mark.parametrize(
    "terminal",
    [
        [*_WIRE, "{file}:app", "one", "--two"],
        [*_WIRE, "{file}:Hello", "one", "--two"],
        [*_WIRE, "{file}", "one", "--two"],
        [
            "env",
            "TEXTUAL_DRIVER=cmi_tui.wire.driver:WireDriver",
            sys.executable,
            "{file}",
            "one",
            "--two",
        ],
    ],
    indirect=True,
    ids=["instance", "class", "file", "variable"],
)
def test_an_application_runs_on_the_wire(terminal: PtyTerminal) -> None:
    terminal.wait("hello ['one', '--two'] on WireDriver")
    assert {"1004", "2004", "1003"} <= terminal.emulator.modes
    terminal.send("\x1b[O")
    terminal.wait("left alone")
    terminal.send("q")
    assert terminal.ended() in (0, 3)
    assert terminal.is_restored()


@pytest.mark.parametrize("terminal", [["env", *_WIRE, "tests.wire.gallery:Gallery"]], indirect=True)
def test_a_module_s_application_runs_on_the_wire(terminal: PtyTerminal) -> None:
    terminal.wait("0 Identité")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no.such.module", "No module named"),
        ("/none.py", "No such file"),
        ("textual.app:nothing", "no Textual"),
    ],
)
def test_what_is_no_application_is_told_in_a_line(target: str, said: str) -> None:
    told = subprocess.run(
        [*_WIRE, target], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "LC_ALL": "C"}
    )
    assert told.returncode == 2
    assert said in told.stderr and told.stderr.count("\n") == 1
