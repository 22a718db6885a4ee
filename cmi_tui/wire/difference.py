"""The fewest bytes that change a row the terminal has into the one that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.cell import Cell
from cmi_tui.wire.grid import Row
from cmi_tui.wire.moves import Place, move
from cmi_tui.wire.style import PLAIN, Style, transition

# Unchanged cells written again where this is cheaper than to move over them; more never is.
_LONGEST_BRIDGE = 24
_SHORT_BRIDGE = 4


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


def erasable(cell: Cell, capabilities: Capabilities) -> bool:
    """Whether erasing leaves the terminal with just this cell."""
    style = cell.style
    if cell.text != " " or style.blank() != style or style.attributes or style.extra:
        return False
    return style == PLAIN or (capabilities.bce and style == Style(background=style.background))


class RowPainter:
    """Draws the changes of one row."""

    def __init__(self, draft: Draft, y: int, row: Row, is_last: bool) -> None:
        self.draft = draft
        self.y = y
        self.row = [cell.shown for cell in row]
        self.capabilities = draft.capabilities
        self.is_last = is_last

    def paint(self, before: Row) -> None:
        """Draw what differs from the row that the terminal has."""
        row, width = self.row, len(self.row)
        before = [cell.shown for cell in before]
        if row == before:
            return
        if not all(cell.sure for cell in row) or not all(cell.sure for cell in before):
            # Terminals may disagree on what stands where: nothing in the row is relied on.
            changed = list(range(width))
        else:
            changed = [x for x, (old, new) in enumerate(zip(before, row, strict=True)) if old is not new]
        tail = self._tail(changed)
        if tail < width:
            changed = [x for x in changed if x < tail]
        at = 0
        while at < len(changed):
            at = self._stretch(changed, at)
        if tail < width:
            self.draft.move(tail, self.y)
            self.draft.ink(row[tail])
            self.draft.add("\x1b[K")

    def _tail(self, changed: list[int]) -> int:
        """The column from which the row is erased: the row's width when it is not worth it."""
        row, width = self.row, len(self.row)
        last = row[-1]
        if not changed or not self.capabilities.el or not erasable(last, self.capabilities):
            return width
        start = width
        while start and row[start - 1] is last:
            start -= 1
        blanks = [x for x in changed if x >= start]
        if not blanks or blanks[-1] - blanks[0] < 3:
            return width
        return blanks[0]

    def _stretch(self, changed: list[int], at: int) -> int:
        """Draw the run of like cells at `changed[at]`; return the index of what is left."""
        x = changed[at]
        cell = self.row[x]
        if self.draft.place != (x, self.y):
            self._reach(x)
        if not cell.sure:
            self._unsure(x, cell)
            return self._after(changed, at, x + cell.width)
        end = x + max(cell.width, 1)
        gap = _LONGEST_BRIDGE if self._repeats(cell) else _SHORT_BRIDGE
        for following in changed[at + 1 :] if cell.width == 1 else ():
            like = self.row[end : following + 1]
            if len(like) > gap or like.count(cell) < len(like):
                break
            end = following + 1
        self._run(x, end, cell, more=end <= changed[-1])
        return self._after(changed, at, end)

    @staticmethod
    def _after(changed: list[int], at: int, end: int) -> int:
        while at < len(changed) and changed[at] < end:
            at += 1
        return at

    def _reach(self, x: int) -> None:
        """Bring the cursor to a column: by a move, or by writing what stands between again."""
        draft = self.draft
        if draft.place is not None and draft.place[1] == self.y:
            start = draft.place[0]
            if 0 < x - start <= _LONGEST_BRIDGE:
                gap = self.row[start:x]
                bridge = self._bridge(gap, self.row[x])
                jump = move(self.capabilities, draft.place, (x, self.y))
                dress = change(draft.style, self.row[x], self.capabilities.partial)
                if bridge is not None and len(bridge) <= len(jump) + len(dress):
                    for cell in gap:
                        draft.ink(cell)
                        draft.add(cell.text)
                    draft.place = (x, self.y)
                    return
        draft.move(x, self.y)

    def _bridge(self, gap: Row, following: Cell) -> str | None:
        """What writing a gap's cells would send, up to the style that follows."""
        style = self.draft.style
        parts = []
        for cell in [*gap, following]:
            if cell is not following and (cell.width != 1 or not cell.sure or cell.cost > 2):
                return None
            parts += [change(style, cell, self.capabilities.partial), cell.text]
            style = after(style, cell)
        return "".join(parts[:-1])

    def _run(self, x: int, end: int, cell: Cell, more: bool) -> None:
        """Write the same cell from `x` to before `end`."""
        draft, capabilities = self.draft, self.capabilities
        width = len(self.row)
        if end == width and not self._may_write_margin():
            end -= 1
            if end - x < max(cell.width, 1):
                return
        count = end - x
        draft.ink(cell)
        repeats = self._repeats(cell)
        # Erasing leaves the cursor: cheap at the end of a change, else a repetition is.
        erases = capabilities.ech and count > 4 and not (more and repeats)
        if erases and erasable(cell, capabilities):
            draft.add(f"\x1b[{count}X")
            return
        if repeats and count - 1 > len(f"\x1b[{count - 1}b"):
            draft.add(f"{cell.text}\x1b[{count - 1}b")
        else:
            draft.add(cell.text * (count if cell.width == 1 else 1))
        # After the last column terminals are in one of two states: no move may rely on it.
        draft.place = (end, self.y) if end < width else None

    def _repeats(self, cell: Cell) -> bool:
        """Whether the terminal can repeat a character: tmux, under an xterm's name, only ASCII."""
        return self.capabilities.rep and cell.cost == 1

    def _may_write_margin(self) -> bool:
        """Whether the last column can be written without moving the screen."""
        if self.capabilities.xenl:
            return True
        self.draft.hold_margin()
        return self.draft.wraps is False or not self.is_last

    def _unsure(self, x: int, cell: Cell) -> None:
        """Write a character of a disputed width so that its neighbours stay right."""
        draft = self.draft
        draft.hold_margin()
        draft.dress(cell.style)
        draft.add(" " * cell.width)
        draft.place = None
        draft.move(x, self.y)
        # Where the margin cannot be held, a character that might run over it could scroll.
        draft.add(cell.text if draft.wraps is False else "?")
        draft.place = None
