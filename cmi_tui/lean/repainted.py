"""A widget that is painted anew without messages."""

from typing import Self

from textual.geometry import Region
from textual.widget import Widget


class Repainted(Widget):
    """Textual's sends three messages, to itself and to the screen, before it is painted."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Has regions of the widget, or all of it, painted anew."""
        if layout or recompose or not (repaint and self._is_mounted and self.display):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        screen = self.screen
        screen._dirty_widgets.add(self)
        screen._update_timer.resume()
        return self
