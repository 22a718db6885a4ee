"""The foot of a screen: the session's end, what is under way, the help of the field, the keys."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from cmi_tui.messages.keys import KEYS, SHORT_KEYS
from cmi_tui.tui.widgets.plain import Plain

_SEPARATOR = "  "


class Foot(Vertical):
    """Rows that stay where they are; `help_rows` stand above the keys."""

    def __init__(self, help_rows: Iterable[Widget]) -> None:
        super().__init__(id="foot")
        self._help_rows = help_rows
        self._idle = Plain(id="idle")
        self._status = Plain(id="status")
        self._keys = Plain(id="keys")

    def compose(self) -> ComposeResult:
        """The rows, from the one that is seldom shown to the one that always is."""
        yield self._idle
        yield self._status
        yield from self._help_rows
        yield self._keys

    def show_status(self, text: str) -> None:
        """Shows a sentence on the status row, or clears it."""
        _show(self._status, text)

    def show_idle(self, text: str) -> None:
        """Shows that the session is about to end, or clears it; nothing else clears that row."""
        _show(self._idle, text)

    def show_keys(self, names: Sequence[str]) -> None:
        """Shows what the keys `names` do, in fewer words where the window is narrow."""
        line = _SEPARATOR.join(KEYS[name] for name in names)
        if len(line) > self.app.size.width:
            line = _SEPARATOR.join(SHORT_KEYS[name] for name in names)
        self._keys.show(line)


def _show(row: Plain, text: str) -> None:
    row.show(text)
    row.set_class(bool(text), "-shown")
