"""The bytes of programs as bars, the same to the byte for the same figures.

Two rectangles and three texts a program need no plotting library. The drawing follows the reader's
dark or light theme by itself, on a ground of its own.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from xml.sax.saxutils import escape

from pictures.figures import TABLE, Figure, kept_figures
from pictures.svg import DARK, LIGHT

_WIDTH, _BARS, _LONGEST, _ROW, _MARGIN = 720, 300, 270, 26, 14
_OURS = "the wire"
_TITLE = "Bytes sent, and compressed as ssh -C sends them"
_STYLE = (
    "text{font:13px system-ui,'DejaVu Sans',Arial,sans-serif}.bold{font-weight:bold}.thin{fill:#808080}"
    f".paper{{fill:{LIGHT.paper}}}.ink{{fill:{LIGHT.ink}}}"
    "@media (prefers-color-scheme:dark)"
    f"{{.paper{{fill:{DARK.paper}}}.ink{{fill:{DARK.ink}}}}}"
)


def draw() -> None:
    """Draws the kept figures beside their table."""
    TABLE.with_suffix(".svg").write_text(bars(kept_figures()), encoding="utf-8")


def bars(figures: list[Figure]) -> str:
    """The figures as an SVG document, the fewest bytes of each subject first, to its own scale."""
    rows = [*_legend(_MARGIN)]
    top = _MARGIN + _ROW
    for subject, group in groupby(sorted(figures), key=attrgetter("subject")):
        programs = sorted(group, key=attrgetter("sent"))
        rows += [_text(_MARGIN, top + _ROW / 2 + 4, "ink bold", subject)]
        rows += _group(programs, top + _ROW)
        top += _ROW * (len(programs) + 1) + _MARGIN
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}"'
        f' height="{top}" role="img" aria-labelledby="title desc" xml:lang="en">',
        f'<title id="title">{_TITLE}</title>',
        f'<desc id="desc">{escape(_words(figures))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{top}" rx="6"/>',
        *rows,
        "</svg>",
        "",
    ])  # fmt: skip


def _words(figures: list[Figure]) -> str:
    return "\n".join(f"{it.subject}, {it.program}: {it.sent:,} ({it.compressed:,})" for it in figures)


def _legend(top: int) -> Iterator[str]:
    yield _bar("ink", _BARS, top, 12, 12)
    yield _text(_BARS + 18, top + 11, "ink", "bytes")
    yield _bar("thin", _BARS + 76, top + 4, 12, 5)
    yield _text(_BARS + 94, top + 11, "ink", "as ssh -C")


def _group(programs: list[Figure], top: int) -> Iterator[str]:
    scale = _LONGEST / max(max(figure.sent, figure.compressed) for figure in programs)
    for number, figure in enumerate(programs):
        y = top + number * _ROW
        weight = "ink bold" if figure.program == _OURS else "ink"
        yield _text(2 * _MARGIN, y + 14, weight, figure.program)
        yield _bar("ink", _BARS, y + 3, figure.sent * scale, 10)
        yield _bar("thin", _BARS, y + 14, figure.compressed * scale, 5)
        right = _BARS + max(figure.sent, figure.compressed) * scale + 8
        yield _text(right, y + 14, weight, f"{figure.sent:,} ({figure.compressed:,})")


def _bar(colour: str, left: float, top: float, width: float, height: float) -> str:
    return f'<rect class="{colour}" x="{left:g}" y="{top:g}" width="{width:.1f}" height="{height:g}"/>'


def _text(left: float, baseline: float, look: str, text: str) -> str:
    return f'<text class="{look}" x="{left:.1f}" y="{baseline:g}">{escape(text)}</text>'
