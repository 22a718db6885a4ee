"""An FPDF that notes what it draws: elements of structure in reading order, and fields to fill.

fpdf2 tags no text and knows no form fields; it draws, and `cmi_tui.pdf.finish` makes the structure
and the fields of these notes. All it takes of fpdf2's inside is `_out`, which adds to the content
of the page.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fpdf import FPDF

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""


@dataclass(frozen=True)
class FormField:
    """A field to fill: a text of one or more lines, or a box to tick.

    `value` is what it holds at first; `look` is the index of the scratch page that shows it.
    """

    name: str
    label: str
    page: int
    box: Box
    value: str = ""
    is_box: bool = False
    is_ticked: bool = False
    is_multiline: bool = False
    look: int | None = None


@dataclass
class Element:
    """An element of structure (H1, H2, P, Figure, Form) and the marked content that belongs to it.

    `marks` are pairs of a page's index and a number unique on that page.
    """

    tag: str
    alternative: str = ""
    box: Box | None = None
    form_field: FormField | None = None
    marks: list[tuple[int, int]] = field(default_factory=list)


class TaggedPDF(FPDF):
    """Draws inside `element` or `artifact`; what is drawn outside both is not announced."""

    def __init__(self) -> None:
        super().__init__(format="A4", unit="mm")
        self.elements: list[Element] = []
        self._marks_of_page: Counter[int] = Counter()

    def add_element(self, tag: str, alternative: str = "", box: Box | None = None) -> Element:
        """The next element in reading order."""
        element = Element(tag, alternative, box)
        self.elements.append(element)
        return element

    def add_field(self, form_field: FormField) -> None:
        """A field, next in reading order."""
        self.elements.append(Element("Form", form_field=form_field))

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """What is drawn meanwhile belongs to `element`; it must stay on one page."""
        page = self.page - 1
        mark = self._marks_of_page[page]
        self._marks_of_page[page] += 1
        element.marks.append((page, mark))
        self._out(f"/{element.tag} <</MCID {mark}>> BDC")
        yield
        assert self.page - 1 == page, "marked content cannot cross pages"
        self._out("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn meanwhile is decoration, which is not read aloud."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def box_of(self, x: float, y: float, width: float, height: float) -> Box:
        """A rectangle given in millimetres from the upper left corner."""
        bottom = (self.h - y - height) * self.k
        return (x * self.k, bottom, (x + width) * self.k, bottom + height * self.k)
