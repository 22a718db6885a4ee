"""What the terminal at hand can show of the look."""

from dataclasses import dataclass

from rich.style import Style
from textual.driver import Driver

from cmi_tui.tui.drawing import ink
from cmi_tui.wire.base import capabilities_of
from cmi_tui.wire.options import WireOptions


@dataclass(frozen=True)
class Look:
    """Economy leaves out bands and rules; where blanks cannot be underlined fields are dots of `_`."""

    has_bands: bool = True
    has_rules: bool = True
    underlines_blanks: bool = True
    labels_above: bool = False
    """Labels stand above their fields at any width, as a holder may prefer."""
    can_copy: bool = True
    """It may take a text for the clipboard (OSC 52); whether it does, nobody is told."""

    @property
    def line(self) -> tuple[Style, str]:
        """How what a field holds looks, and the cell that fills the rest of it."""
        return (ink.LINE, " ") if self.underlines_blanks else (ink.PLAIN, "_")


NARROW = 60
"""Below so many columns labels stand above their fields, and words are shorter."""
PAGE_WIDTH = 100
"""A page is never wider, however wide the window is."""
SMALLEST = (40, 12)
"""Columns and rows that a page needs."""
MARGIN = 1
INDENT = 3
VALUES = 25
"""The columns at which text, what belongs to a section, and its values begin."""


def page_width(width: int) -> int:
    """How much of a window's width a page takes."""
    return min(width, PAGE_WIDTH)


_LEAST_FIELD = 30


def is_stacked(width: int, column: int) -> bool:
    """Whether fields that would begin at `column` stand below their labels in a window of `width`."""
    return width < NARROW or page_width(width) - MARGIN - column < _LEAST_FIELD


def look_of(driver: Driver | None) -> Look:
    """What the terminal that a driver writes to can show; all of it where the driver does not say."""
    options = getattr(driver, "options", None)
    if not isinstance(options, WireOptions):
        return Look()
    known = capabilities_of(options)
    return Look(
        has_bands=not options.economy,
        has_rules=known.underlines_blanks and not options.economy,
        underlines_blanks=known.underlines_blanks,
        can_copy=known.modern,
    )
