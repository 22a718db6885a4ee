"""The form for those who hear it or scan it: tags, reading order, alternatives, the barcode."""

import re
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from cmi_tui.messages import quality_form as texts
from cmi_tui.pdf.quality_form import quality_form
from tests.pdf.forms import CASES, NO_ANSWERS, NOW, made, named, run_on
from tests.tools import need

GOLDEN = Path(__file__).with_name("golden")
ALL_CASES = pytest.mark.parametrize("case", CASES)


@ALL_CASES
def test_the_checker_of_pdf_ua_finds_nothing_and_skips_no_rule(case: str, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made(case))
    report = validate(str(path))
    assert report.findings == () and report.skipped == ()


@pytest.mark.parametrize("case", ["blank", "answered", "organisation"])
def test_what_is_read_aloud_is_the_golden_text(case: str, tmp_path: Path) -> None:
    printed = run_on(made(case), tmp_path, "pdfinfo", "-struct-text", "FILE")
    read = re.sub(r"Object \d+ 0", "Object", re.sub(r" +/(BBox|Placement).*\n", "", printed))
    assert read == (GOLDEN / f"{case}.txt").read_text(encoding="utf-8")


@ALL_CASES
def test_all_that_is_drawn_is_tagged_once_or_decoration(case: str, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made(case))
    with pikepdf.open(path) as pdf:
        owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums.as_list())] * 2, strict=True))
        for page in pdf.pages:
            depth, marks = 0, []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in {"BDC", "BMC"}:
                    depth += 1
                    if operator == "BDC":
                        marks.append(int(instruction.operands[1].MCID))
                elif operator == "EMC":
                    depth -= 1
                elif operator in {"Tj", "TJ", "S", "f", "B", "re"}:
                    assert depth == 1
            assert depth == 0 and marks == list(range(len(marks)))
            assert len(owners[int(page.obj.StructParents)]) == len(marks)


def test_language_title_and_order_are_declared(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made("blank"))
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR" and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked) and pdf.pages[0].obj.Tabs == "/S"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == texts.TITLE


def test_figures_have_alternatives(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made("blank"))
    with pikepdf.open(path) as pdf:
        elements = pdf.Root.StructTreeRoot.K[0].K.as_list()
        alternatives = [str(element.Alt) for element in elements if element.S == "/Figure"]
    barcode = texts.BARCODE.format(login="1000720180100001000")
    assert alternatives == [barcode, texts.PHOTO_PLACE_MEANING]


@ALL_CASES
def test_every_font_is_embedded(case: str, tmp_path: Path) -> None:
    rows = run_on(made(case), tmp_path, "pdffonts", "FILE").splitlines()[2:]
    assert len(rows) >= 3
    assert all(re.search(r" yes yes (yes|no) +\d+ +0$", row) for row in rows)


@pytest.mark.parametrize("resolution", ["150", "200", "300"])
def test_the_barcode_is_read_from_a_print(resolution: str, tmp_path: Path) -> None:
    need("zbarimg")
    run_on(
        made("answered"),
        tmp_path,
        "pdftoppm",
        "-r",
        resolution,
        "-gray",
        "FILE",
        str(tmp_path / "print"),
    )
    image = next(tmp_path.glob("print*.pgm"))
    assert (
        run_on(made("answered"), tmp_path, "zbarimg", "-q", str(image))
        == "CODE-128:1000720180100001000\n"
    )


def test_an_identifier_that_makes_no_barcode_stands_in_its_letters(tmp_path: Path) -> None:
    for login in ("Œ-1", "9" * 80):
        pdf = quality_form(named(login=login), NO_ANSWERS, NOW)
        assert login in "".join(run_on(pdf, tmp_path, "pdftotext", "FILE", "-").split())
