"""How a page fits its window: blank rows go first, then the rule above the help, then the help."""

from collections.abc import Sequence

from textual.geometry import Size

from cmi_tui.tui.drawing.tightness import LEVELS, Tightness
from cmi_tui.tui.widgets.foot import Foot, Help
from cmi_tui.tui.widgets.page_widget import PageWidget

_BAND_ROWS = 1


class Fit:
    """Finds the loosest tightness at which the `parts` of a page and its foot have room."""

    def __init__(self) -> None:
        self.parts: Sequence[PageWidget] = ()
        self._size: Size | None = None
        self._tightness = LEVELS[0]

    def tightness(self, size: Size, foot: Foot) -> Tightness:
        """The loosest that fits, else the tightest."""
        if size != self._size:
            self._size = size
            self._tightness = self._loosest(size, foot)
        return self._tightness

    def changes(self, size: Size, foot: Foot) -> bool:
        """Finds it anew; whether it is another."""
        before, self._size = self._tightness, None
        return self.tightness(size, foot) != before

    def has_room_for(self, told: Help | None, size: Size, foot: Foot) -> bool:
        """Whether help can be shown without covering anything of the page."""
        if told is None:
            return False
        tightness = self.tightness(size, foot)
        rows = len(told.rows(size.width, 0))
        return (
            foot.has_place_for(rows, size.width, tightness) or self._free(size, foot, tightness) > rows
        )

    def _loosest(self, size: Size, foot: Foot) -> Tightness:
        fitting = (level for level in LEVELS if self._free(size, foot, level) >= 0)
        return next(fitting, LEVELS[-1])

    def _free(self, size: Size, foot: Foot, tightness: Tightness) -> int:
        page = sum(part.height_at(size.width, tightness) for part in self.parts)
        return size.height - _BAND_ROWS - page - foot.height_at(size.width, tightness)
