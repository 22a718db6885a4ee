"""A sequence in the making, and what it does to the terminal's cursor and pen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.cell import Cell
from cmi_tui.wire.moves import Place, move
from cmi_tui.wire.style import Style, transition


@dataclass(frozen=True)
class Terminal:
    """The terminal as we left it."""

    place: Place | None = None
    """The cursor, `None` where a terminal may disagree (after the last column, an emoji, …)."""
    style: Style | None = None
    visible: bool | None = True
    wraps: bool | None = True


class Draft:
    """A sequence in the making, and the terminal after it."""

    def __init__(self, capabilities: Capabilities, terminal: Terminal) -> None:
        self.capabilities = capabilities
        self.place = terminal.place
        self.style = terminal.style
        self.visible = terminal.visible
        self.wraps = terminal.wraps
        self.parts: list[str] = []
        self.length = 0

    def fork(self) -> Draft:
        """An empty sequence that goes on from here."""
        return Draft(self.capabilities, self.terminal)

    def append(self, fork: Draft) -> None:
        """Go on with a sequence that has been made from here."""
        self.parts += fork.parts
        self.length += fork.length
        self.place, self.style = fork.place, fork.style
        self.visible, self.wraps = fork.visible, fork.wraps

    @property
    def terminal(self) -> Terminal:
        """The terminal after the sequence."""
        return Terminal(self.place, self.style, self.visible, self.wraps)

    def add(self, text: str) -> None:
        """Append characters as they are."""
        if text:
            self.parts.append(text)
            self.length += len(text) if text.isascii() else len(text.encode("utf-8", "replace"))

    def move(self, x: int, y: int) -> None:
        """Bring the cursor to a place."""
        if self.place != (x, y):
            self.add(move(self.capabilities, self.place, (x, y)))
            self.place = (x, y)

    def dress(self, style: Style) -> None:
        """Change the style."""
        if self.style != style:
            self.add(transition(self.style, style, self.capabilities.partial))
            self.style = style

    def ink(self, cell: Cell) -> None:
        """Change the style for a cell, if it must be: of a space only the background shows."""
        if self.style is cell.style:
            return
        self.add(change(self.style, cell, self.capabilities.partial))
        self.style = after(self.style, cell)

    def hold_margin(self) -> None:
        """Switch automatic margins off, where what follows might run over the right margin."""
        if self.wraps is not False and self.capabilities.no_wrap:
            self.add("\x1b[?7l")
            self.wraps = False


def after(style: Style | None, cell: Cell) -> Style:
    """The style in which a cell is written when that of the pen is `style`."""
    if style is not None and cell.text == " " and _blank_of(style) == cell.style:
        return style
    return cell.style


_blank_of = lru_cache(maxsize=4096)(Style.blank)


def change(style: Style | None, cell: Cell, partial: bool) -> str:
    """The sequence that changes the pen's style into one for a cell."""
    if style is cell.style:
        return ""
    return transition(style, after(style, cell), partial)
