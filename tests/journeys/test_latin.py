"""A terminal of this machine whose locale is not UTF-8, whether or not the system has that locale."""

import os
from pathlib import Path

import pytest

from tests.journeys.conftest import OpenPortal
from tests.journeys.test_linear import piped

LOCALES = [("fr_FR.ISO-8859-1", "latin-1"), ("fr_FR.ISO-8859-15@euro", "iso8859-15")]


@pytest.mark.parametrize(("locale", "encoding"), LOCALES)
def test_the_full_screen_shows_and_takes_its_letters(
    open_portal: OpenPortal, locale: str, encoding: str
) -> None:
    terminal = open_portal("demo", "--sign-in", LANG=locale)
    while "Portail Carte Mobilité".encode(encoding) not in terminal.raw:
        assert terminal.read(15), terminal.raw
    seen = len(terminal.raw)
    os.write(terminal.fd, "é".encode(encoding))
    while "é".encode(encoding) not in terminal.raw[seen:]:
        assert terminal.read(15), terminal.raw[seen:]
    assert "é".encode() not in terminal.raw


@pytest.mark.parametrize(("locale", "encoding"), LOCALES)
def test_lines_are_read_and_written_in_it(tmp_path: Path, locale: str, encoding: str) -> None:
    done = piped(tmp_path, ["2", "répéter", "6"], "demo", LANG=locale, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert text.count("MES DONNÉES") == 2 and text.endswith("Vous êtes déconnecté.\n")


def test_an_encoding_that_was_chosen_stays(tmp_path: Path) -> None:
    done = piped(tmp_path, ["6"], "demo", LANG="fr_FR.ISO-8859-1", PYTHONUTF8="1")
    assert "MES DONNÉES" in done.stdout.decode()
