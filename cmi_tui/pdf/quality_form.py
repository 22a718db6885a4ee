"""The layout of the « formulaire de défaut qualité »: one A4 page to print and fill by hand."""

from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from cmi_tui.domain.identity import Information
from cmi_tui.messages import quality_form as texts

_FONTS = Path(__file__).with_name("fonts")
_TEXT_PT = 11
_LINE_MM = 5
_MARGIN_MM = 18
_LABEL_MM = 48
_BOX_MM = 4.5
_PHOTO_MM = (35, 45)


def quality_form(information: Information, made_at: datetime) -> bytes:
    """The form of a holder as PDF; the same bytes for the same data and moment."""
    page = _Page(made_at)
    page.title()
    page.section(texts.HOLDER_SECTION)
    for label, value in texts.holder_lines(information):
        page.labelled(label, value)
    page.section(texts.IDENTIFICATION_SECTION)
    page.paragraph(texts.TWO_CARDS)
    for label in texts.CARD_NUMBERS:
        page.blank(label)
    page.section(texts.REASON_SECTION)
    page.box(texts.PHOTO_REASON)
    page.photo_place(texts.DETAILS, texts.PHOTO_NOTE)
    page.box(texts.DATA_REASON)
    page.note(texts.DATA_NOTE)
    page.box(texts.OTHER_REASON)
    page.blank(texts.DETAILS, lines=2)
    page.notice(texts.NOTICE)
    return page.output()


class _Page:
    """The form's elements, each drawn below the one before; lengths in millimetres."""

    def __init__(self, made_at: datetime) -> None:
        self._pdf = FPDF(format="A4", unit="mm")
        self._pdf.set_creation_date(made_at)
        self._pdf.set_title(texts.TITLE)
        self._pdf.set_lang(texts.LANGUAGE)
        self._pdf.set_margins(_MARGIN_MM, _MARGIN_MM)
        self._pdf.set_auto_page_break(True, _MARGIN_MM)
        self._pdf.add_font("Text", "", _FONTS / "AtkinsonHyperlegible-Regular.ttf")
        self._pdf.add_font("Text", "B", _FONTS / "AtkinsonHyperlegible-Bold.ttf")
        self._pdf.add_font("Other scripts", "", _FONTS / "DejaVuSans.ttf")
        self._pdf.set_fallback_fonts(["Other scripts"], exact_match=False)
        self._pdf.add_page()

    def output(self) -> bytes:
        """The document."""
        return bytes(self._pdf.output())

    def title(self) -> None:
        """The name of the form, and what it is for."""
        self._text(texts.TITLE, size=20, bold=True, line=9)
        self._text(texts.SUBTITLE, size=12, line=6)

    def section(self, name: str) -> None:
        """A heading with a rule below it."""
        self._pdf.ln(4)
        self._text(name, size=14, bold=True, line=7)
        self._pdf.line(self._pdf.l_margin, self._pdf.y, self._pdf.w - self._pdf.r_margin, self._pdf.y)
        self._pdf.ln(2)

    def labelled(self, label: str, value: str) -> None:
        """A known value beside its label."""
        top = self._pdf.y
        self._text(label, width=_LABEL_MM)
        self._pdf.set_xy(self._pdf.l_margin + _LABEL_MM, top)
        self._text(value, bold=True)

    def paragraph(self, text: str) -> None:
        """Plain text over the whole width."""
        self._text(text)
        self._pdf.ln(1)

    def blank(self, label: str, lines: int = 1) -> None:
        """A label and room to write, on ruled lines far enough apart for handwriting."""
        for index in range(lines):
            self._pdf.ln(3)
            top = self._pdf.y
            self._text(label if index == 0 else "", width=_LABEL_MM)
            self._pdf.set_xy(self._pdf.l_margin, top + _LINE_MM)
            self._pdf.line(
                self._pdf.l_margin + _LABEL_MM,
                self._pdf.y,
                self._pdf.w - self._pdf.r_margin,
                self._pdf.y,
            )
        self._pdf.ln(2)

    def box(self, text: str) -> None:
        """A box to tick, and beside it what it says."""
        self._pdf.ln(2)
        self._pdf.rect(self._pdf.l_margin, self._pdf.y + 0.2, _BOX_MM, _BOX_MM)
        self._pdf.set_x(self._pdf.l_margin + _BOX_MM + 3)
        self._text(text, bold=True)
        self._pdf.ln(1)

    def note(self, text: str) -> None:
        """What the holder should know of the box above."""
        self._pdf.set_x(self._pdf.l_margin + _BOX_MM + 3)
        self._text(text)

    def photo_place(self, details: str, note: str) -> None:
        """Room for details and the note, and at the right the place for a photograph."""
        width, height = _PHOTO_MM
        top, left = self._pdf.y, self._pdf.w - self._pdf.r_margin - width
        self._pdf.rect(left, top, width, height)
        self._pdf.set_xy(left, top + height / 2 - _LINE_MM)
        self._pdf.multi_cell(width, _LINE_MM, texts.PHOTO_PLACE, align="C")
        indent = self._pdf.l_margin + _BOX_MM + 3
        room = left - 6 - indent
        self._pdf.set_xy(indent, top)
        self._text(details, width=room)
        for row in (2, 4):
            self._pdf.line(indent, top + row * _LINE_MM, left - 6, top + row * _LINE_MM)
        self._pdf.set_xy(indent, top + 5 * _LINE_MM)
        self._text(note, width=room)
        self._pdf.set_xy(self._pdf.l_margin, max(self._pdf.y, top + height) + 1)

    def notice(self, text: str) -> None:
        """The warning at the foot, in a frame."""
        self._pdf.ln(3)
        top = self._pdf.y
        self._pdf.set_xy(self._pdf.l_margin + 2, top + 2)
        self._text(text, bold=True, width=self._pdf.epw - 4)
        self._pdf.rect(self._pdf.l_margin, top, self._pdf.epw, self._pdf.y - top + 2)

    def _text(
        self, text: str, *, size: int = _TEXT_PT, bold: bool = False, line: int = _LINE_MM,
        width: float = 0,
    ) -> None:  # fmt: skip
        self._pdf.set_font("Text", "B" if bold else "", size)
        self._pdf.multi_cell(
            width, line, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, markdown=False
        )
