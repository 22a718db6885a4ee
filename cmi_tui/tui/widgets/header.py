"""The first row: the portal's name, and at the right who is signed in."""

from rich.cells import cell_len
from textual.content import Content
from textual.events import Resize

from cmi_tui.tui.widgets.plain import Plain, safe_content


class Header(Plain):
    """Two texts on one row, or on two where the window is too narrow for both."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(id="header")
        self._left = left
        self._right = safe_content(right).plain

    def on_mount(self) -> None:
        """Lays the texts out for the window."""
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Lays the texts out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self.app.size.width - cell_len(self._left) - cell_len(self._right)
        text = self._left + (" " * gap if gap > 1 else "\n") + self._right
        if text != str(self.content):
            self.update(Content(text))
