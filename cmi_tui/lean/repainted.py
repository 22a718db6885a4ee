"""A widget that is painted anew without messages."""

from textual.geometry import Region
from textual.widget import Widget


class Repainted(Widget):
    """Textual's `refresh` sends three messages, to the widget and to the screen, before it paints."""

    def repaint(self, *regions: Region) -> None:
        """Has regions of the widget, or all of it, painted anew; its size stays what it is."""
        if not self._is_mounted or not self.display:
            self.refresh(*regions)
            return
        self._set_dirty(*regions)
        screen = self.screen
        screen._dirty_widgets.add(self)
        screen._update_timer.resume()
