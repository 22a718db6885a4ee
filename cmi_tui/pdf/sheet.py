"""The elements of a form on A4 pages, each drawn below the one before; lengths in millimetres."""

from collections.abc import Iterator
from datetime import datetime

from fpdf.enums import MethodReturnValue

from cmi_tui.messages import quality_form as texts
from cmi_tui.pdf.barcode import barcode_width, bars
from cmi_tui.pdf.tagged import Element, FormField, TaggedPDF
from cmi_tui.pdf.typefaces import Typefaces

TEXT_PT = 11
LINE = 5.0
_SIDE_MARGIN, _MARGIN = 16.0, 13.0
TICK_BOX = 5.5
INDENT = TICK_BOX + 3.5
_PADDING = 1.5
_MOVED_WHOLE = 10
_THIN, _THICK = 0.25, 0.6


class Sheet:
    """Pages that fill from the top; `y` is how far they are filled.

    A text too long for the page goes on on the next one, anything else moves there whole. `air` is
    the white added between sections.
    """

    def __init__(self, made_at: datetime, data: str, login: str, air: float) -> None:
        self.pdf = TaggedPDF()
        self.pdf.set_creation_date(made_at)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.alias_nb_pages("")  # « {nb} » in a name is not the number of pages
        self._typefaces = Typefaces(self.pdf, data)
        self._login = login
        self.air = air
        self.pdf.add_page()
        self.left, self.right = _SIDE_MARGIN, self.pdf.w - _SIDE_MARGIN
        self.width = self.right - self.left
        self.y = _MARGIN
        self._bottom = self.pdf.h - _MARGIN
        self._looks: list[tuple[float, float, float, list[str]]] = []

    def close(self) -> None:
        """Lets go of the fonts' files."""
        self._typefaces.close()

    def need(self, height: float) -> None:
        """Goes to the next page where less than `height` is left."""
        if self.y + height > self._bottom:
            self.pdf.add_page()
            self.y = _MARGIN
            title = texts.NEXT_PAGE.format(login=self._login)
            with self.pdf.artifact():
                self._line(self.wrapped(title, self.width, TEXT_PT, False)[0], self.left, self.y)
                self._rule(self.y + LINE + 1, _THIN)
            self.y += LINE + 4

    def gap(self, height: float) -> None:
        """White below what was drawn last."""
        self.y += height

    def heading(self, text: str, tag: str, size: int, line: float, width: float = 0) -> None:
        """A heading, H1 or H2."""
        self.text(text, tag=tag, size=size, bold=True, line=line, width=width)

    def section(self, name: str) -> None:
        """A heading with a rule below it, and room for something to follow on the same page."""
        self.need(25)
        self.gap(3.2 + self.air)
        self.heading(name, "H2", 13, 6)
        with self.pdf.artifact():
            self._rule(self.y, _THICK)
        self.gap(2.2)

    def text(
        self, text: str, *, x: float = 0, width: float = 0, tag: str = "P", size: int = TEXT_PT,
        bold: bool = False, line: float = LINE, element: Element | None = None,
    ) -> None:  # fmt: skip
        """A text, from `x` (else the left margin) over `width` (else up to the right margin)."""
        x = x or self.left
        element = element or self.pdf.add_element(tag)
        lines = self.wrapped(text, width or self.right - x, size, bold)
        while lines:
            self.need(line)
            fitting = max(1, int((self._bottom - self.y) / line))
            with self.pdf.inside(element):
                for shown in lines[:fitting]:
                    self._line(shown, x, self.y, size, bold, line)
                    self.y += line
            lines = lines[fitting:]

    def text_at_right(self, text: str, room: float) -> None:
        """A text that ends at the right margin, in one line where `room` holds it."""
        shown = self._typefaces.drawable(text)
        self._typefaces.use_for(shown, TEXT_PT, bold=False)
        width = min(room, self.pdf.get_string_width(shown) + 0.1)
        self.text(text, x=self.right - width, width=width)

    def labelled(self, label: str, value: str, indent: float) -> None:
        """A known value beside its label."""
        lines = self.wrapped(value, self.right - self.left - indent, TEXT_PT, True)
        self.need(LINE * min(len(lines), _MOVED_WHOLE))
        element = self.pdf.add_element("P")
        with self.pdf.inside(element):
            self._line(label + " ", self.left, self.y)
        self.text(value, x=self.left + indent, bold=True, element=element)
        self.gap(0.6 + self.air / 5)

    def tick_box(self, name: str, label: str, *, is_ticked: bool) -> None:
        """A box to tick, and beside it what it says."""
        with self.pdf.artifact():
            self._frame(self.left, self.y, TICK_BOX, TICK_BOX)
        place = self.pdf.box_of(self.left, self.y, TICK_BOX, TICK_BOX)
        self.pdf.add_field(
            FormField(name, label, self.pdf.page - 1, place, is_box=True, is_ticked=is_ticked)
        )
        self.gap(0.3)
        self.text(label, x=self.left + INDENT, bold=True)
        self.gap(1)

    def label(self, text: str, x: float, height: float) -> None:
        """The label of a field of that height, which stands at its right."""
        with self.pdf.inside(self.pdf.add_element("P")):
            self._line(text + " ", x, self.y + min(height, 9.0) / 2 - LINE / 2)

    def field(
        self, name: str, label: str, value: str, *, x: float, width: float, height: float,
        is_multiline: bool = False,
    ) -> None:  # fmt: skip
        """A field to type or write in, as high as `field_height` tells for that value."""
        with self.pdf.artifact():
            self._frame(x, self.y, width, height)
        look = None
        if value:
            look = len(self._looks)
            lines = self.wrapped(value, width - 2 * _PADDING, TEXT_PT, False)
            top = _PADDING if is_multiline else (height - LINE) / 2
            self._looks.append((width, height, top, lines))
        place = self.pdf.box_of(x, self.y, width, height)
        page = self.pdf.page - 1
        self.pdf.add_field(
            FormField(name, label, page, place, value, is_multiline=is_multiline, look=look)
        )
        self.y += height

    def field_height(self, value: str, width: float, least: float) -> float:
        """How high a field must be to show `value` whole, and never less than `least`."""
        lines = self.wrapped(value, width - 2 * _PADDING, TEXT_PT, False)
        return max(least, len(lines) * LINE + 2 * _PADDING)

    def photo_place(self, x: float, width: float, height: float) -> None:
        """A frame for a photograph, which says so; leaves `y` where it is."""
        place = self.pdf.box_of(x, self.y, width, height)
        with self.pdf.inside(self.pdf.add_element("Figure", texts.PHOTO_PLACE_MEANING, place)):
            self._frame(x, self.y, width, height)
            lines = texts.PHOTO_PLACE.split("\n")
            for index, line in enumerate(lines):
                self._typefaces.use_for(line, TEXT_PT, bold=False)
                indent = (width - self.pdf.get_string_width(line)) / 2
                top = self.y + height / 2 + (index - len(lines) / 2) * LINE
                self._line(line + " ", x + indent, top)

    def barcode(self, text: str, alternative: str, room: float, height: float) -> None:
        """A barcode up to the right margin; none where `room` cannot hold it."""
        width = barcode_width(text)
        if not 0 < width <= room:
            return
        # The margin is the white that a reader needs at the right.
        x = self.right - width
        place = self.pdf.box_of(x, self.y, width, height)
        with self.pdf.inside(self.pdf.add_element("Figure", alternative, place)):
            for offset, bar in bars(text):
                self.pdf.rect(x + offset, self.y, bar, height, style="F")
        self.y += height

    def framed(self, text: str) -> None:
        """A warning in a frame."""
        lines = self.wrapped(text, self.width - 6, TEXT_PT, True)
        height = len(lines) * LINE + 4
        self.need(height)
        with self.pdf.artifact():
            self._frame(self.left, self.y, self.width, height, _THICK)
        self.y += 2
        self.text(text, x=self.left + 3, width=self.width - 6, bold=True)
        self.y += 2

    def wrapped(self, text: str, width: float, size: int, bold: bool) -> list[str]:
        """The lines of `text`; one that ends at a space keeps it, so that words stay apart."""
        shown = self._typefaces.drawable(text)
        self._typefaces.use_for(shown, size, bold=bold)
        answer = self.pdf.multi_cell(
            width, LINE, shown, align="L", dry_run=True, output=MethodReturnValue.LINES
        )
        return list(_with_spaces(shown, answer if isinstance(answer, list) else []))

    def draw_looks(self) -> None:
        """Draws what the fields hold, each on a scratch page of the field's size."""
        for width, height, top, lines in self._looks:
            self.pdf.add_page(format=(width, height))
            for index, line in enumerate(lines):
                self._line(line, _PADDING, top + index * LINE)

    def _line(
        self, text: str, x: float, y: float, size: int = TEXT_PT, bold: bool = False, line: float = LINE
    ) -> None:
        self._typefaces.use_for(text, size, bold=bold)
        self.pdf.set_xy(x, y)
        self.pdf.cell(0, line, text)

    def _rule(self, y: float, thickness: float) -> None:
        self.pdf.set_line_width(thickness)
        self.pdf.line(self.left, y, self.right, y)

    def _frame(self, x: float, y: float, width: float, height: float, thickness: float = _THIN) -> None:
        self.pdf.set_line_width(thickness)
        self.pdf.rect(x, y, width, height)


def _with_spaces(text: str, lines: list[str]) -> Iterator[str]:
    end = 0
    for line in lines:
        end = text.find(line, end) + len(line)
        yield line + (" " if text[end : end + 1].isspace() else "")
