"""The manual page, asked of the programs that read such pages."""

import os
import subprocess
import tomllib
from argparse import Action
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmi_tui.cli.arguments import build_parser
from cmi_tui.cli.manual import manual_page
from cmi_tui.cli.parser import Parser
from cmi_tui.messages.manual import FILES
from cmi_tui.settings import Settings
from cmi_tui.settings_sources import NAMES, files
from tests.tools import need

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "packaging/cmi-tui.1"
WARNED = ["man", "--warnings", "-l", str(PAGE)]


def read(columns: int, home: Path) -> subprocess.CompletedProcess[str]:
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "MANWIDTH": str(columns),
    }
    return subprocess.run(WARNED, env=environ, capture_output=True, text=True, timeout=30)


def every_command(parser: Parser) -> Iterator[Parser]:
    for command in parser.commands.values():
        yield from every_command(command) if command.commands else (command,)


def names_of(action: Action) -> list[str]:
    return [*action.option_strings] or [str(action.metavar)]


def test_the_page_that_is_installed_tells_of_the_commands_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual_page()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert installed == {"packaging/cmi-tui.1": "share/man/man1/cmi-tui.1"}


def test_mandoc_finds_nothing_wrong_with_it() -> None:
    need("mandoc")
    done = subprocess.run(["mandoc", "-T", "lint", PAGE], capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("columns", [80, 40])
def test_man_shows_it_in_the_window_there_is(columns: int, tmp_path: Path) -> None:
    need("man")
    done = read(columns, tmp_path)
    assert (done.stderr, done.returncode) == ("", 0)
    assert max(map(len, done.stdout.splitlines())) <= columns


def test_each_command_option_and_setting_is_in_it(tmp_path: Path) -> None:
    need("man")
    shown = " ".join(read(80, tmp_path).stdout.split())
    for command in every_command(build_parser()):
        _, _, from_there = shown.partition(f" {command.prog} ")
        assert from_there, command.prog
        common = {name for action in build_parser().actions() for name in names_of(action)}
        for name in (name for action in command.actions() for name in names_of(action)):
            assert name in (shown if name in common else from_there), (command.prog, name)
    for setting in NAMES:
        assert f" {setting} " in shown


def test_it_names_the_files_that_are_used() -> None:
    settings = Settings.from_environment({})
    database = settings.database().removeprefix("sqlite:///")
    used = [*files({}), database, f"{database}.key", settings.host_key(), settings.log_path()]
    home = str(Path.home())
    assert {str(path).replace(home, "~") for path in used} == set(FILES)
