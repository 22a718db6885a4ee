"""Rows of text: pieces at their columns, and paragraphs broken at the width."""

import re
import textwrap

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cmi_tui.domain.text import printable
from cmi_tui.tui.drawing.ink import PLAIN

Piece = tuple[int, str, Style]
"""The column at which a text begins, and its style."""

_INSEPARABLE = re.compile(r"(?<=\S) (?=[:;?!»])|(?<=«) |(?<=\d) (?=[^\W\d])|(?<=\bh) (?=\d)|(?<=n°) ")
"""The spaces at which French never breaks a line."""
_NO_BREAK = "\u00a0"
_ELLIPSIS = "…"


def row(width: int, *pieces: Piece, fill: Style = PLAIN) -> Strip:
    """A row of `width` cells with each piece, sanitised, at its column, cut at the row's end."""
    segments: list[Segment] = []
    end = 0
    for column, text, style in pieces:
        if column > end:
            segments.append(Segment(" " * (column - end), fill))
        segments.append(Segment(printable(text), style))
        end = max(end, column) + cell_len(segments[-1].text)
    if end < width:
        segments.append(Segment(" " * (width - end), fill))
    strip = Strip(segments)
    return strip.crop(0, width) if end > width else strip


def blank(width: int) -> Strip:
    """An empty row."""
    return row(width)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, at most `width` cells each; a line break in it begins another."""
    width = max(width, 1)
    lines = []
    for paragraph in text.split("\n"):
        tied = _INSEPARABLE.sub(_NO_BREAK, printable(paragraph))
        for line in textwrap.wrap(tied, width, break_on_hyphens=False) or [""]:
            plain = line.replace(_NO_BREAK, " ")
            lines += chop_cells(plain, width) if cell_len(plain) > width else [plain]
    return lines


def fitted(text: str, width: int) -> str:
    """A text of at most `width` cells; where something is left out, an ellipsis says so."""
    text = printable(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + _ELLIPSIS
