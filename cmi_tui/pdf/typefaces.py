"""The fonts of the form: Atkinson Hyperlegible, and DejaVu Sans for the letters that it lacks."""

import io
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import TTFFont

_FOLDER = Path(__file__).with_name("fonts")
_REGULAR = _FOLDER / "AtkinsonHyperlegible-Regular.ttf"
_BOLD = _FOLDER / "AtkinsonHyperlegible-Bold.ttf"
_OTHER_SCRIPTS = _FOLDER / "DejaVuSans.ttf"
TEXT = "Text"
ENCODING = "cp1252"
"""What a viewer can type into a field: PDF's WinAnsiEncoding."""


class Typefaces:
    """The fonts of one document; `data` is every text that it will show and did not write itself."""

    def __init__(self, pdf: FPDF, data: str) -> None:
        self._pdf = pdf
        pdf.add_font(TEXT, "", _REGULAR)
        pdf.add_font(TEXT, "B", _BOLD)
        self._usual = _letters(pdf, "text") & _letters(pdf, "textB") | {ord("\n")}
        self._known = self._usual
        if not _is_of(data, self._usual):
            pdf.add_font("Other scripts", "", _OTHER_SCRIPTS)
            pdf.set_fallback_fonts(["Other scripts"], exact_match=False)
            self._known = self._usual | _letters(pdf, "other scripts")

    def close(self) -> None:
        """Closes the fonts' files, as fpdf2 does when it has written a document."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def drawable(self, text: str) -> str:
        """`text` with each character that no font has told by its number, such as <U+1F469>."""
        if _is_of(text, self._known):
            return text
        return "".join(c if ord(c) in self._known else f"<U+{ord(c):04X}>" for c in text)

    def use_for(self, text: str, size: int, *, bold: bool) -> None:
        """Sets the font for `text`, and shapes it where its letters may need that.

        Arabic letters join, and run from right to left in a line that runs from left to right.
        """
        self._pdf.set_font(TEXT, "B" if bold else "", size)
        self._pdf.set_text_shaping(not _is_of(text, self._usual), direction="ltr")


def _is_of(text: str, letters: frozenset[int]) -> bool:
    return all(ord(letter) in letters for letter in text)


def _letters(pdf: FPDF, name: str) -> frozenset[int]:
    cmap = getattr(pdf.fonts[name], "cmap")  # noqa: B009  fpdf's core fonts have none
    return frozenset(cmap)


@cache
def typing_font() -> tuple[bytes, tuple[int, ...], dict[str, int]]:
    """The font of the fields: a TrueType file of the letters of `ENCODING` only.

    With it the widths of the codes 32 to 255, and its measures, in thousandths of the size.
    """
    letters = {code: bytes([code]).decode(ENCODING, "ignore") for code in range(32, 256)}
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(letters.values()))
    with TTFont(_REGULAR, recalcTimestamp=False) as font:
        subsetter.subset(font)
        scale = 1000 / font["head"].unitsPerEm
        cmap, advances = font.getBestCmap(), font["hmtx"]
        widths = tuple(
            round(advances[cmap.get(ord(letter), ".notdef") if letter else ".notdef"][0] * scale)
            for letter in letters.values()
        )
        head = font["head"]
        measures = {
            "Ascent": round(font["hhea"].ascent * scale),
            "Descent": round(font["hhea"].descent * scale),
            "CapHeight": round(font["OS/2"].sCapHeight * scale),
            "Left": round(head.xMin * scale),
            "Bottom": round(head.yMin * scale),
            "Right": round(head.xMax * scale),
            "Top": round(head.yMax * scale),
        }
        file = io.BytesIO()
        font.save(file)
    return file.getvalue(), widths, measures
