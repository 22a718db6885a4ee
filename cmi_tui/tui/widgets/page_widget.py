"""A drawn part of a page, which leaves out its blank rows where the window has too few rows."""

from typing import Protocol, cast

from cmi_tui.lean.drawn import Drawing, Drawn
from cmi_tui.tui.drawing.look import Look
from cmi_tui.tui.drawing.tightness import Tightness


class Fitting(Protocol):
    """A screen that knows how tight its window is, and what its terminal can show."""

    @property
    def tightness(self) -> Tightness:
        """How tight the window is for the page."""

    @property
    def look(self) -> Look:
        """What the terminal can show."""

    def refit(self) -> None:
        """Some part of the page needs another number of rows."""


class PageWidget(Drawn):
    """Its subclasses say by `draw_at` what they show at a width and a tightness."""

    comes_into_sight = False
    """Whether its first row has come into sight with the focus, and so has been said already."""

    @property
    def fitting(self) -> Fitting:
        """The screen."""
        return cast(Fitting, self.screen)

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The rows for a width in cells, at a tightness; a subclass says."""
        return Drawing(())

    def draw(self, width: int) -> Drawing:
        """The rows at the tightness that holds."""
        return self.draw_at(width, self.fitting.tightness)

    def circumstances(self) -> object:
        """The tightness that holds."""
        return self.fitting.tightness

    def height_at(self, width: int, tightness: Tightness) -> int:
        """How many rows the part takes at a tightness."""
        key = width, tightness
        if key not in self._drawings:
            self._drawings[key] = self.draw_at(width, tightness)
        return len(self._drawings[key].rows)

    def height_changed(self) -> None:
        """The whole page may have to be drawn tighter."""
        self.fitting.refit()
        super().height_changed()
