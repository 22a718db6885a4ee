"""The documents: links lead somewhere, settings and commands that they name are there."""

import re
import shlex
from pathlib import Path

import pytest

from cmi_tui.cli.arguments import parse
from cmi_tui.settings_sources import NAMES

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "cmi_tui/wire/README.md"])
EVERY = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
COMMANDS = re.compile(r"`(cmi-tui[^`]*)`|^ {4}(cmi-tui.*)$", re.MULTILINE)
"""A command within a sentence, where it may go on in the next line, or on a line of its own."""
PLACES = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def anchors_of(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def commands_of(document: Path) -> list[list[str]]:
    found = [within or alone for within, alone in COMMANDS.findall(text_of(document))]
    return [shlex.split(re.split(r" <<| > ", command)[0])[1:] for command in found]


@EVERY
def test_each_relative_link_leads_to_a_file_and_a_title(document: Path) -> None:
    for place in map("".join, PLACES.findall(text_of(document))):
        if re.match(r"[a-z]+:", place):
            continue
        path, _, anchor = place.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), place
        assert not anchor or anchor in anchors_of(target), place


@EVERY
def test_each_setting_that_is_named_exists(document: Path) -> None:
    assert set(re.findall(r"\bCMI_[A-Z_]+\b", text_of(document))) <= set(NAMES)


def test_operators_read_of_each_setting() -> None:
    rows = re.findall(r"^\| (`CMI_.*?) \|", text_of(ROOT / "docs/exploitation.md"), re.MULTILINE)
    assert sorted(re.findall(r"`(CMI_\w+)`", " ".join(rows))) == sorted(NAMES)


FIGURES = re.compile(r"\d[\d,.]*(?= (?:bytes|MB|kB|ms|s)\b)|\b\d{1,3},\d{3}\b|\b\d[\d.]*(?= times)")


@pytest.mark.parametrize("document", [ROOT / "README.md", *(ROOT / "docs/decisions").glob("*.md")])
def test_each_figure_is_one_of_those_that_were_measured(document: Path) -> None:
    measured = set(FIGURES.findall(text_of(ROOT / "docs/performance.md")))
    assert {"3,293", "0.46", "1.3"} <= measured
    assert set(FIGURES.findall(text_of(document))) <= measured


@EVERY
def test_each_command_that_is_named_is_understood(document: Path) -> None:
    for command in commands_of(document):
        try:
            parse(command)
        except SystemExit as leaving:
            # A request for help leaves with 0.
            assert not leaving.code, shlex.join(command)


def test_commands_are_found_in_the_documents() -> None:
    found = [command for document in DOCUMENTS for command in commands_of(document)]
    assert ["db", "upgrade"] in found
    assert ["accounts", "import", "commande.csv", "--dry-run"] in found
