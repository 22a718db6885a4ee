"""What the form leans on inside its libraries, beyond what they promise."""

import io
from datetime import UTC, datetime

import fpdf
import pikepdf
from fpdf.enums import MethodReturnValue

from cmi_tui.pdf.tagged import TaggedPDF
from cmi_tui.pdf.typefaces import ENCODING, Typefaces, typing_font


def test_this_is_the_fpdf2_whose_inside_we_know() -> None:
    assert fpdf.__version__ == "2.8.9"


def test_out_adds_an_operator_to_the_page_between_what_is_drawn_before_and_after() -> None:
    pdf = TaggedPDF()
    pdf.add_page()
    Typefaces(pdf, "").use_for("x", 11, bold=False)
    with pdf.inside(pdf.add_element("P")):
        pdf.cell(0, 5, "x")
    with pdf.artifact():
        pdf.line(10, 10, 20, 20)
    with pikepdf.open(io.BytesIO(bytes(pdf.output()))) as read:
        operators = [str(i.operator) for i in pikepdf.parse_content_stream(read.pages[0])]
    marks = [operator for operator in operators if operator in {"BDC", "BMC", "EMC", "Tj", "TJ", "S"}]
    assert marks in (["BDC", "Tj", "EMC", "BMC", "S", "EMC"], ["BDC", "TJ", "EMC", "BMC", "S", "EMC"])


def test_fpdf2_makes_no_structure_of_its_own_that_ours_would_meet() -> None:
    pdf = TaggedPDF()
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    with pikepdf.open(io.BytesIO(bytes(pdf.output()))) as read:
        assert "/StructTreeRoot" not in read.Root and "/AcroForm" not in read.Root
        assert "/StructParents" not in read.pages[0].obj


def test_a_dry_run_tells_the_lines_in_the_order_they_are_read() -> None:
    pdf = TaggedPDF()
    pdf.add_page()
    typefaces = Typefaces(pdf, "محمد")
    typefaces.use_for("محمد بن عبد الله محمد", 11, bold=False)
    lines = pdf.multi_cell(30, 5, "محمد بن عبد الله محمد", dry_run=True, output=MethodReturnValue.LINES)
    typefaces.close()
    assert isinstance(lines, list) and len(lines) > 1
    assert " ".join(lines).split() == ["محمد", "بن", "عبد", "الله", "محمد"]


def test_the_font_of_the_fields_has_every_letter_that_can_be_typed() -> None:
    from fontTools.ttLib import TTFont

    file, widths, measures = typing_font()
    letters = set(bytes(range(32, 256)).decode(ENCODING, "ignore")) - set("\x7f\xa0\xad")
    assert len(widths) == 224 and measures["Ascent"] > 0 > measures["Descent"]
    with TTFont(io.BytesIO(file)) as font:
        assert {letter for letter in letters if ord(letter) not in font.getBestCmap()} == set()
