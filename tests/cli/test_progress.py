"""How far long work is: on a terminal, in lines that stay, and not at all."""

import errno
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cmi_tui.cli import progress as module
from cmi_tui.cli.main import main
from cmi_tui.cli.progress import told_progress
from cmi_tui.composition import Portal
from cmi_tui.messages.progress import Work
from rig.order_files import write_order_file
from tests.storage.rows import execute

FIRST_SCHEMA = Path(__file__).parents[1] / "storage/first_schema.sql"


class Seconds:
    """A clock in seconds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def told(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, quiet: bool = False, linear: bool = False
) -> str:
    """What is told of 100 Mo, one each second, given up at 26."""
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    seconds = Seconds()
    with told_progress(Work.IMPORT, quiet=quiet, linear=linear, clock=seconds) as progress:
        for done in range(1, 26):
            seconds.now = done
            progress(done * 1_000_000, 100_000_000)
    return stream.getvalue()


LINES = [
    "Import : 10 %, 1,0 Mo par seconde, reste 2 minutes.",
    "Import : 20 %, 1,0 Mo par seconde, reste 2 minutes.",
]


def test_where_no_terminal_is_a_line_is_told_each_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, io.StringIO()).splitlines() == LINES


def test_the_linear_mode_tells_lines_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Terminal(), linear=True).splitlines() == LINES


def test_on_a_terminal_one_line_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = told(monkeypatch, Terminal())
    for share in range(3, 26):
        assert f"Import : {share} %, 1,0 Mo par seconde, reste " in shown
    assert shown.count("\n") == 1
    assert "\x1b[?25l" not in shown, "the cursor is hidden, and stays so after Ctrl+Z"


def test_quiet_work_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        told(monkeypatch, Terminal(), quiet=True) == told(monkeypatch, io.StringIO(), quiet=True) == ""
    )


def test_work_goes_on_where_nothing_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(Terminal):
        def write(self, _text: str) -> int:
            raise OSError(errno.EIO, "gone")

    silenced: list[object] = []
    monkeypatch.setattr(module, "silence", silenced.append)
    told(monkeypatch, Gone())
    assert silenced


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["accounts", "import", "{file}"], "Import : 100 %"),
        (["accounts", "import", "{file}", "--dry-run"], "Import : 100 %"),
        (["journal", "purge", "--trust-clock"], "Effacement : 100 %"),
        (["db", "upgrade"], "Mise à jour : 100 %"),
    ],
)
def test_each_long_command_tells_it_to_the_end_unless_it_is_to_be_quiet(
    arguments: list[str], title: str, portal: Portal, database_url: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    monkeypatch.setattr(module, "SECONDS_A_LINE", 0.0)
    write_order_file(tmp_path / "commande.csv", 3)
    arguments = [argument.format(file=tmp_path / "commande.csv") for argument in arguments]
    old = (
        "INSERT INTO journal (at, event, outcome) VALUES ('2000-01-01 00:00:00', 'form_export', 'done')"
    )
    for quiet in ([], ["--quiet"]):
        if arguments[0] == "journal":
            execute(database_url, old)
        if arguments[0] == "db":
            monkeypatch.setenv("CMI_DATABASE_URL", first_file(tmp_path / f"first{len(quiet)}.db"))
        assert main([*arguments, *quiet]) == 0
        assert (title in capsys.readouterr().err) is not bool(quiet)


def first_file(path: Path) -> str:
    """The URL of a new file of the first version."""
    script = FIRST_SCHEMA.read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    path.chmod(0o600)
    return f"sqlite:///{path}"
