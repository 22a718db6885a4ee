"""What a page is made of: title, sections, lines of a label and its value, texts, buttons, links."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style

from cmi_tui.tui.drawing.ink import PLAIN


@dataclass(frozen=True)
class Press:
    """Something that can be pressed, called `name`; `is_main` where most will want it."""

    name: str
    label: str
    is_main: bool = False


@dataclass(frozen=True)
class Title:
    """The one title of a page, underlined to the edge."""

    text: str


@dataclass(frozen=True)
class Section:
    """The name of a section, with a button at the right edge or none."""

    text: str
    button: Press | None = None


@dataclass(frozen=True)
class Pair:
    """A label and its value, with a button at the right edge or none."""

    label: str
    value: str
    button: Press | None = None
    ink: Style = PLAIN


@dataclass(frozen=True)
class Text:
    """A paragraph, of the page or of its section."""

    text: str
    ink: Style = PLAIN
    is_of_section: bool = False


@dataclass(frozen=True)
class Link:
    """A link to a page."""

    press: Press


@dataclass(frozen=True)
class Buttons:
    """Buttons beside each other where they fit, from `column` on."""

    buttons: Sequence[Press]
    column: int


@dataclass(frozen=True)
class Gap:
    """A blank row, shown where `Tightness.least_gap` is at most its `weight`."""

    weight: int = 2


Block = Title | Section | Pair | Text | Link | Buttons | Gap
