"""A QR code, two modules of a column in one cell; dark on light, whatever the terminal's colours."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cmi_tui.lean.drawn import Drawing
from cmi_tui.messages.pages import qr_code_too_large
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.drawing.row import row, wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.page_widget import PageWidget

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_DARK_ON_LIGHT = Style(color="black", bgcolor="white")
_FRAME_ROWS = 2
"""The band and the foot."""


class QrCode(PageWidget):
    """`modules` are its rows, True where dark, its margin included."""

    def __init__(self, modules: Sequence[Sequence[bool]]) -> None:
        super().__init__(id="qr-code")
        self._modules = modules

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The code, or what size of window it needs."""
        size = len(self._modules)
        columns, rows = size, (size + 1) // 2
        window = self.app.size
        if width < columns or window.height - _FRAME_ROWS < rows:
            told = qr_code_too_large(columns, rows + _FRAME_ROWS)
            lines = wrapped(told, width - 2 * MARGIN)
            return Drawing([row(width, (MARGIN, line, ink.PLAIN)) for line in lines])
        light = (False,) * size
        pairs = zip_longest(self._modules[::2], self._modules[1::2], fillvalue=light)
        return Drawing([self._row(width, upper, lower) for upper, lower in pairs])

    def _row(self, width: int, upper: Sequence[bool], lower: Sequence[bool]) -> Strip:
        text = "".join(_HALVES[halves] for halves in zip(upper, lower, strict=True))
        return Strip([Segment(text, _DARK_ON_LIGHT), Segment(" " * (width - len(text)), ink.PLAIN)])
