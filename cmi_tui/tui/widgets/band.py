"""The first row: the portal's name, and at the right who is signed in."""

from rich.cells import cell_len

from cmi_tui.lean.drawn import Drawing
from cmi_tui.messages.pages import PORTAL, PORTAL_SHORT
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.drawing.row import fitted, row
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.page_widget import PageWidget


class Band(PageWidget):
    """In reverse video over the whole width of the window."""

    def __init__(self, greeting: str) -> None:
        super().__init__(id="band")
        self._greeting = greeting

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The name in fewer words where the window is too narrow for both."""
        has_band = self.fitting.look.has_bands
        bold, plain = (ink.BAND_BOLD, ink.BAND) if has_band else (ink.BOLD, ink.PLAIN)
        room = width - 2 * MARGIN
        needed = cell_len(self._greeting) + 2 if self._greeting else 0
        name = PORTAL if cell_len(PORTAL) + needed <= room else PORTAL_SHORT
        greeting = fitted(self._greeting, room - cell_len(name) - 2)
        place = width - MARGIN - cell_len(greeting)
        line = row(width, (MARGIN, name, bold), (place, greeting, plain), fill=plain)
        return Drawing([line])
