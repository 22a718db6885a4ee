"""A terminal's screen as SVG, the same to the byte for the same cells.

No font is embedded: each run of text is set to the width of its cells, so that any font aligns. The
two themes differ in one line, that of the colours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from rig.looks import Look, Place

_CELL, _ROW, _BASELINE, _UNDERLINE, _MARGIN = 9, 18, 14, 16, 9
_BOLD, _REVERSE = 1, 7
_COLOURS = {"": "ink", "31": "red", "32": "green"}
_SECOND_HALF = "\0"
# A run has at most single blanks. What the font may have to borrow from another stands alone, since its
# width may differ.
_RUN = re.compile(f"[!-\u017f]+(?: [!-\u017f]+)*|[^ ]{_SECOND_HALF}?")
_FONTS = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"


class Theme(NamedTuple):
    """The colours of a terminal, as CSS has them."""

    paper: str
    ink: str
    red: str
    green: str


DARK = Theme("#1e1e1e", "#d8d8d8", "#ff6b68", "#2ec27e")
LIGHT = Theme("#ffffff", "#222222", "#c01c28", "#19733f")
THEMES = {"dark": DARK, "light": LIGHT}


@dataclass(frozen=True)
class Picture:
    """What is pictured: the cells, and the cursor's column and row unless it is hidden."""

    title: str
    rows: list[list[Place]]
    cursor: tuple[int, int] | None = None


def svg(picture: Picture, theme: Theme) -> str:
    """The picture as an SVG document. Raises ValueError for a colour that the portal does not use."""
    width = len(picture.rows[0]) * _CELL + 2 * _MARGIN
    height = len(picture.rows) * _ROW + 2 * _MARGIN
    colours = "".join(f".{name}{{fill:{colour}}}" for name, colour in theme._asdict().items())
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="title desc" xml:lang="fr">',
        f'<title id="title">{escape(picture.title)}</title>',
        f'<desc id="desc">{escape(_words(picture.rows))}</desc>',
        f"<style>text{{font:15px {_FONTS}}}.bold{{font-weight:bold}}",
        f"{colours}</style>",
        f'<rect class="paper" width="{width}" height="{height}" rx="6"/>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
        *_bands(picture.rows),
        *_underlines(picture.rows),
        *_texts(picture.rows),
        *_cursor(picture),
        "</g>",
        "</svg>",
        "",
    ])  # fmt: skip


def _words(rows: list[list[Place]]) -> str:
    lines = ("".join(place.text for place in row).strip() for row in rows)
    return "\n".join(line for line in lines if line)


def _colour(look: Look) -> str:
    """The class of what is drawn in a cell. Raises ValueError."""
    if look.background or look.foreground not in _COLOURS:
        raise ValueError(f"not a colour of the portal's: {look}")
    return "paper" if _REVERSE in look.attributes else _COLOURS[look.foreground]


def _bands(rows: list[list[Place]]) -> Iterator[str]:
    outline = ""
    for y, row in enumerate(rows):
        for band, start, end in _stretches(["ink" * (_REVERSE in cell.look.attributes) for cell in row]):
            outline += _rectangle(start, y * _ROW, end, _ROW) if band else ""
    if outline:
        yield f'<path class="ink" d="{outline}"/>'


def _underlines(rows: list[list[Place]]) -> Iterator[str]:
    outlines: dict[str, str] = {}
    for y, row in enumerate(rows):
        for colour, start, end in _stretches([_colour(c.look) if c.look.underline else "" for c in row]):
            if colour:
                line = _rectangle(start, y * _ROW + _UNDERLINE, end, 1)
                outlines[colour] = outlines.get(colour, "") + line
    for colour, outline in outlines.items():
        yield f'<path class="{colour}" d="{outline}"/>'


def _stretches(cells: list[str]) -> Iterator[tuple[str, int, int]]:
    """Neighbours that are the same: what they are, their first column, and the one after the last."""
    start = 0
    for kind, group in groupby(cells):
        end = start + len(list(group))
        yield kind, start, end
        start = end


def _rectangle(start: int, top: int, end: int, height: int) -> str:
    width = (end - start) * _CELL
    return f"M{start * _CELL} {top}h{width}v{height}h-{width}z"


def _texts(rows: list[list[Place]]) -> Iterator[str]:
    for y, row in enumerate(rows):
        looks = [_colour(cell.look) + " bold" * (_BOLD in cell.look.attributes) for cell in row]
        letters = "".join(cell.text[:1] or _SECOND_HALF for cell in row)
        for look, first, last in _stretches(looks):
            for run in _RUN.finditer(letters, first, last):
                start, end = run.span()
                text = escape("".join(cell.text for cell in row[start:end]))
                size = f'textLength="{(end - start) * _CELL}" lengthAdjust="spacingAndGlyphs"'
                place = f'x="{start * _CELL}" y="{y * _ROW + _BASELINE}"'
                yield f'<text class="{look}" {place} {size}>{text}</text>'


def _cursor(picture: Picture) -> Iterator[str]:
    x, y = picture.cursor or (0, 0)
    # On what has the focus it would cut a letter, and reverse video tells the same.
    if picture.cursor is not None and _REVERSE not in picture.rows[y][x].look.attributes:
        yield f'<rect class="ink" x="{x * _CELL}" y="{y * _ROW}" width="2" height="{_ROW}"/>'
