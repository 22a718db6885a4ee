"""The identifier as a Code 128 barcode."""

from collections.abc import Iterator
from itertools import groupby

from barcode.codex import Code128

MODULE_MM = 25.4 / 75
"""The width of a bar's unit: two dots of a print at 150 dpi."""
QUIET_MODULES = 10
"""The white that a reader needs on either side."""


def barcode_width(text: str) -> float:
    """How wide the barcode of `text` is with the white at its left, in millimetres; 0 for none."""
    return (len(_modules(text)) + QUIET_MODULES) * MODULE_MM if _has_barcode(text) else 0.0


def bars(text: str) -> Iterator[tuple[float, float]]:
    """The bars of `text`: how far each stands from the left edge, and its width, in millimetres."""
    place = QUIET_MODULES
    for is_bar, run in groupby(_modules(text), key=lambda module: module == "1"):
        width = len(list(run))
        if is_bar:
            yield place * MODULE_MM, width * MODULE_MM
        place += width


def _has_barcode(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()


def _modules(text: str) -> str:
    modules: str = Code128(text).build()[0]
    return modules
