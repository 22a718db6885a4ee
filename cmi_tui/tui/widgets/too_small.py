"""What stands over everything in a window that is too small for any page."""

from cmi_tui.lean.drawn import Drawing
from cmi_tui.messages.pages import too_small
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import SMALLEST
from cmi_tui.tui.drawing.row import blank, row, wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.page_widget import PageWidget


class TooSmall(PageWidget):
    """Says what size is needed; the page below it stays as it is, and so does what was typed."""

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The sentence, over the whole window."""
        size = self.app.size
        lines = wrapped(too_small(*SMALLEST, *size), max(width, 1))
        rows = [row(width, (0, line, ink.BOLD)) for line in lines[: size.height]]
        return Drawing(rows + [blank(width)] * (size.height - len(rows)))
