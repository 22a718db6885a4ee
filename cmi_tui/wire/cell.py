"""Cells: a character as the terminal shows it, its width, and how sure we are of that width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from rich.cells import cell_len

from cmi_tui.wire.style import PLAIN, Style

# Characters that every terminal of the last decades draws in one cell. Emoji, arrows that have an
# emoji form, and all that is rarer than letters, punctuation and rules is left out: what is not
# here is drawn with care, not wrongly.
NARROW = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0373\u0376\u0377\u037b-\u037f\u0384-\u038a\u038e-\u03a1"
    "\u03a3-\u0481\u048a-\u052f\u1e00-\u1eff\u2010-\u2015\u2018-\u201f\u2020-\u2022\u2026\u2030"
    "\u2039\u203a\u2044\u20ac\u2190-\u2193\u2212\u2500-\u259f\u25a0-\u25a9\u25b2\u25b3\u25ba"
    "\u25bc\u25bd\u25c4\u25c6-\u25c8\u25cb\u25cf\u2713\u2717\u2801-\u28ff"
)
# Characters that every terminal draws in two cells.
WIDE = "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"

plain_text = re.compile(f"[{NARROW}]*").fullmatch
_wide = re.compile(f"[{WIDE}]").fullmatch
ZERO_WIDTH_JOINER = "\u200d"
# A style keeps the cells it has met; a text of ever new characters must not fill the memory.
_CELLS_A_STYLE = 4096


class Cell:
    """One character of a style. Cells are compared by identity: one object for each look."""

    __slots__ = ("cost", "shown", "style", "sure", "tail", "text", "width")

    def __init__(self, text: str, style: Style, width: int) -> None:
        self.text = text
        self.style = style
        self.width = width
        # The cell as one sees it: of a space only the background. The space itself keeps its
        # style for a mark that may yet combine with it.
        self.shown = self
        self.sure = plain_text(text) is not None or _wide(text) is not None
        self.cost = len(text.encode("utf-8", "replace"))
        # What stands in the second column of a wide character: its own, so that a column
        # changes whenever the character to which it belongs does.
        self.tail = Cell("", style, 0) if width == 2 else None

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.style.codes()})"


class Ink(dict[str, Cell]):
    """The cells of one style, made when first asked for."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, text: str) -> Cell:
        cell = Cell(text, self.style, cell_len(text))
        if text == " " and self.style.blank() != self.style:
            cell.shown = ink(self.style.blank())[" "]
        if len(self) > _CELLS_A_STYLE:
            blank = self[" "]
            self.clear()
            self[" "] = blank
        self[text] = cell
        return cell


@lru_cache(maxsize=4096)
def ink(style: Style) -> Ink:
    """The cells of a style."""
    return Ink(style)


BLANK = ink(PLAIN)[" "]


def at_margin(cell: Cell) -> Cell:
    """The cell as it can stand in the last column.

    While margins are held, tmux puts a mark that comes after the last column to the letter before.
    """
    if cell.sure or cell.width != 1 or len(cell.text) < 2:
        return cell
    composed = normalize("NFC", cell.text)
    return ink(cell.style)[composed if len(composed) == 1 else composed[0]].shown


def graphemes(text: str) -> Iterator[str]:
    """Cut a text into what takes a place of its own: a character and what combines with it."""
    start = 0
    for index, character in enumerate(text):
        if index == start:
            continue
        joined = text[index - 1] == ZERO_WIDTH_JOINER
        if not joined and cell_len(character) > 0:
            yield text[start:index]
            start = index
    if text:
        yield text[start:]
