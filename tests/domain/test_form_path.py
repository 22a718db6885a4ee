"""The names under which the form can be written."""

import pytest

from cmi_tui.domain.errors import Code
from cmi_tui.domain.form_path import is_windows_path, pdf_name
from cmi_tui.domain.portal_forms import EXPORT
from tests.domain.test_quality_form import BLANK


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("rapport", "rapport.pdf"), ("mon rapport", "mon rapport.pdf"), ("a.pdf", "a.pdf"),
        ("a.PDF", "a.PDF"), ("a.b.pdf", "a.b.pdf"), ("M. Dupont", "M. Dupont.pdf"),
        ("Mme.Lefebvre", "Mme.Lefebvre.pdf"), ("rapport 12.11.2026", "rapport 12.11.2026.pdf"),
        ("rapport.", "rapport.pdf"), ("rapport...", "rapport.pdf"), ("rapport. ", "rapport.pdf"),
        ("a.pdf.", "a.pdf"), (".rapport", ".rapport.pdf"), (".pdf", ".pdf.pdf"), (".txt", ".txt.pdf"),
        ("X", "X.pdf"), ("rapportX", "rapportX.pdf"),
        ("a.été", "a.été.pdf"), ("a.x-y", "a.x-y.pdf"), ("..rapport", "..rapport.pdf"),
    ],
)  # fmt: skip
def test_a_name_without_an_ending_gets_the_right_one(name: str, named: str) -> None:
    assert pdf_name(name) == named


@pytest.mark.parametrize(
    "name",
    ["a.txt", "X.txt", " .txt", "a.TXT", "a.pdf.txt", "a.txt.", "a.doc", "a.docx", "a.html", "a.7z",
     "a.p", "rapport.v2", "...", ".", ""],
)  # fmt: skip
def test_another_ending_is_none_of_a_pdf(name: str) -> None:
    assert pdf_name(name) is None


@pytest.mark.parametrize(
    "path",
    [r"C:\Users\a\f.pdf", "C:/Users/a/f.pdf", "c:f.pdf", "Z:", r"\\serveur\partage\f.pdf",
     r"Documents\f.pdf", r"..\f.pdf", r"~\f.pdf", r"%USERPROFILE%\f.pdf",
     r"~/Documents\f.pdf", r"\f.pdf", " C:\\f.pdf"],
)  # fmt: skip
def test_a_windows_path_is_told_in_the_form(path: str) -> None:
    assert EXPORT.judge_unsaved(BLANK | {"path": path}) == {"path": Code.PATH_OF_WINDOWS}


@pytest.mark.parametrize(
    "path",
    ["/home/a/f.pdf", "~/f.pdf", "f.pdf", "/srv/a:b/f.pdf", r"/home/DOMAINE\a/f.pdf", "été 12:30.pdf"],
)
def test_other_paths_are_not_taken_for_those_of_windows(path: str) -> None:
    assert not is_windows_path(path)
