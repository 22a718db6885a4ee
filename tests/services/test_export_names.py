"""The names under which the form is written, whatever was typed."""

import os
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.services.session import Session
from tests.conftest import sqlite_copy
from tests.services.test_export_form import refusal


@pytest.fixture
def database_url(tmp_path: Path, demonstration_file: Path) -> str:
    """SQLite alone: what is written to files is the same whatever the database."""
    return sqlite_copy(demonstration_file, tmp_path)


@pytest.mark.parametrize(
    ("name", "pdf", "text"),
    [
        ("a.pdf", "a.pdf", "a.txt"),
        ("a.PDF", "a.PDF", "a.txt"),
        ("rapport", "rapport.pdf", "rapport.txt"),
        ("J.Dupont", "J.Dupont.pdf", "J.Dupont.txt"),
        ("rapport.", "rapport.pdf", "rapport.txt"),
        (".rapport", ".rapport.pdf", ".rapport.txt"),
        ("a.pdf\u200b", "a.pdf", "a.txt"),
    ],
)
def test_a_name_without_an_ending_gets_one_and_the_text_takes_the_other(
    portal: Portal, session: Session, tmp_path: Path, name: str, pdf: str, text: str
) -> None:
    exported = portal.export_form(session, {"path": f"{tmp_path}/exports/{name}"})
    assert (exported.path.name, exported.text_path.name) == (pdf, text)
    assert sorted(os.listdir(tmp_path / "exports")) == sorted([pdf, text])


@pytest.mark.parametrize("name", ["a.txt", "a.doc", "a.pdf.txt", "rapport.v2", "a.TXT ", "..."])
def test_another_ending_is_refused_and_nothing_is_written(
    portal: Portal, session: Session, tmp_path: Path, name: str
) -> None:
    assert refusal(portal, session, f"{tmp_path}/exports/{name}") is Code.PATH_NOT_PDF
    assert os.listdir(tmp_path / "exports") == []


def test_a_folder_may_be_named_as_it_likes(portal: Portal, session: Session, tmp_path: Path) -> None:
    for name in ("notes.txt", "v1.2", ".caché", "été.d"):
        folder = tmp_path / "exports" / name
        folder.mkdir()
        assert portal.export_form(session, {"path": str(folder)}).path.parent == folder


def test_a_file_without_an_ending_is_left_alone(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "exports" / "rapport").write_text("mine")
    exported = portal.export_form(session, {"path": f"{tmp_path}/exports/rapport"})
    assert exported.path.name == "rapport.pdf"
    assert (tmp_path / "exports" / "rapport").read_text() == "mine"


@pytest.mark.parametrize(
    "path", [r"C:\Users\a\f.pdf", "C:/Users/a/f.pdf", r"\\serveur\f.pdf", r"Documents\f.pdf"]
)
def test_a_windows_path_is_told_and_not_written_as_a_name(
    portal: Portal, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path / "exports")
    assert refusal(portal, session, path) is Code.PATH_OF_WINDOWS
    assert os.listdir(tmp_path / "exports") == []
