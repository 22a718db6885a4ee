"""The fewest bytes that change a row the terminal has into the one that is wanted."""

from __future__ import annotations

from itertools import islice

from cmi_tui.wire.cell import Cell, at_margin, ink
from cmi_tui.wire.draft import Draft, after, change
from cmi_tui.wire.erasing import cheapest_cut, erasable
from cmi_tui.wire.grid import Row
from cmi_tui.wire.moves import MARGIN, move
from cmi_tui.wire.slide import likely_slides

# Unchanged cells written again where this is cheaper than to move over them; more never is.
_LONGEST_BRIDGE = 24
_SHORT_BRIDGE = 4
# A change of more bytes than these is also tried with cells moved.
_LONG = 12


def _shown(row: Row) -> Row:
    """A row's cells as they can be shown."""
    shown = [cell.shown for cell in row]
    shown[-1] = at_margin(shown[-1])
    return shown


def paint_row(draft: Draft, y: int, row: Row, before: Row, is_last: bool, slides: bool) -> None:
    """Draw what differs in a row from what the terminal has there, in the cheapest way."""
    before, row = _shown(before), _shown(row)
    painter = RowPainter(draft.fork(), y, row, is_last)
    changed = painter.paint(before)
    best = painter.draft
    if not slides or best.length <= _LONG or not painter.fits():
        draft.append(best)
        return
    for way in likely_slides(before, row, changed, draft.capabilities):
        slid = RowPainter(draft.fork(), y, row, is_last)
        cells = before
        for slide in way:
            slide.draw(slid.draft, y)
            cells = slide.of(cells)
        slid.paint(cells)
        if slid.draft.length < best.length:
            best = slid.draft
    draft.append(best)


class RowPainter:
    """Draws the changes of one row, given as it can be shown."""

    def __init__(self, draft: Draft, y: int, row: Row, is_last: bool) -> None:
        self.draft = draft
        self.y = y
        self.row = row
        self.before: Row = []
        self.capabilities = draft.capabilities
        self.is_last = is_last

    def paint(self, before: Row) -> list[int]:
        """Draw what differs from the cells that the terminal has; the columns where that is."""
        row, width = self.row, len(self.row)
        self.before = before
        if row == before:
            return []
        changed = self._changed()
        cut = cheapest_cut(row, changed, self.capabilities)
        self._draw([x for x in changed if x < cut])
        if cut < width:
            blank = row[cut]
            self._erase(cut, blank)
            self.before = [*before[:cut], *[blank] * (width - cut)]
            self._draw([x for x in self._changed() if x >= cut])
        return changed

    def _draw(self, changed: list[int]) -> None:
        at = 0
        while at < len(changed):
            at = self._stretch(changed, at)

    def _erase(self, cut: int, blank: Cell) -> None:
        """Erase the row from a column on, or from one before it that is as blank and nearer."""
        place = self.draft.place
        columns = [cut, 0]
        if place is not None:
            columns.append(place[0])
        near = [x for x in columns if 0 <= x <= cut and self.row[x:cut].count(blank) == cut - x]
        self.draft.move(
            min(near, key=lambda x: len(move(self.capabilities, place, (x, self.y)))), self.y
        )
        self.draft.ink(blank)
        self.draft.add("\x1b[K")

    def _changed(self) -> list[int]:
        """The columns to write: those that differ, and what a disputed character may run over.

        What stands beside such a character was written after it, in its own place, and is sure.
        """
        row = self.row
        pairs = enumerate(zip(self.before, row, strict=True))
        changed = [x for x, (old, new) in pairs if old is not new]
        if all(row[x].sure for x in changed):
            return changed
        changed, disputed = [], 0
        for x, (old, new) in enumerate(zip(self.before, row, strict=True)):
            if old is new and x >= disputed:
                continue
            changed.append(x)
            if not new.sure and new.text:
                # Where nothing combines, each character may take two columns.
                disputed = max(disputed, x + max(2 * len(new.text), new.width))
        return changed

    def _stretch(self, changed: list[int], at: int) -> int:
        """Draw the run of like cells at `changed[at]`; return the index of what is left."""
        x = changed[at]
        cell = self.row[x]
        if self.draft.place != (x, self.y):
            self._reach(x)
        if not cell.sure:
            self._unsure(x, cell)
            return self._after(changed, at, x + cell.width)
        if (left := self._text_end(changed, at)) > at:
            end = changed[left]
            self.draft.ink(cell)
            self.draft.add("".join(written.text for written in self.row[x:end]))
            self.draft.place = (end, self.y)
            return left
        end = x + max(cell.width, 1)
        gap = _LONGEST_BRIDGE if self._repeats(cell) else _SHORT_BRIDGE
        for following in islice(changed, at + 1, None) if cell.width == 1 else ():
            like = self.row[end : following + 1]
            if len(like) > gap or like.count(cell) < len(like):
                break
            end = following + 1
        self._run(x, end, cell, more=end <= changed[-1])
        return self._after(changed, at, end)

    def _text_end(self, changed: list[int], at: int) -> int:
        """The index up to which most cells are a text: in one style, none like its neighbour.

        A single unchanged cell among them costs no more than to move over it.
        """
        row = self.row
        style = after(self.draft.style, row[changed[at]])
        for place in range(at, len(changed) - 1):
            x = changed[place]
            cell, following = row[x], row[x + 1]
            if following is cell or cell.width != 1 or not cell.sure or after(style, cell) is not style:
                return place
            gap = changed[place + 1] - x - 1
            if gap > 1 or (gap and (following.cost != 1 or after(style, following) is not style)):
                return place
        return len(changed) - 1

    @staticmethod
    def _after(changed: list[int], at: int, end: int) -> int:
        while at < len(changed) and changed[at] < end:
            at += 1
        return at

    def _reach(self, x: int) -> None:
        """Bring the cursor to a column: by a move, or by writing what stands before it again."""
        draft, place = self.draft, self.draft.place
        jump = move(self.capabilities, place, (x, self.y))
        if place is None or not jump:
            draft.move(x, self.y)
            return
        dress = change(draft.style, self.row[x], self.capabilities.partial)
        best, start = len(jump) + len(dress), x
        for column in {0, place[0]}:
            if not 0 <= column < x or x - column > _LONGEST_BRIDGE:
                continue
            lead = move(self.capabilities, place, (column, self.y))
            if len(lead) + x - column > best:
                continue
            bridge = self._bridge(self.row[column:x], self.row[x])
            if bridge is not None and len(lead) + len(bridge) <= best:
                best, start = len(lead) + len(bridge), column
        draft.move(start, self.y)
        for cell in self.row[start:x]:
            draft.ink(cell)
            draft.add(cell.text)
        draft.place = (x, self.y)

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
            if x < end - cell.width:
                self._run(x, end - cell.width, cell, more=True)
            self._corner(cell)
            return
        count = end - x
        draft.ink(cell)
        repeats = self._repeats(cell)
        # Erasing leaves the cursor: cheap at the end of a change, else a repetition is.
        erases = capabilities.ech and count > 4 and not (more and repeats)
        if erases and erasable(cell, capabilities) and not self._is_split(end):
            draft.add(f"\x1b[{count}X")
            return
        if repeats and count - 1 > len(f"\x1b[{count - 1}b"):
            draft.add(f"{cell.text}\x1b[{count - 1}b")
        else:
            draft.add(cell.text * (count if cell.width == 1 else 1))
        # After the last column the cursor is known by its row, or not at all.
        at_margin = (MARGIN, self.y) if capabilities.xenl else None
        draft.place = (end, self.y) if end < width else at_margin

    def _is_split(self, x: int) -> bool:
        """Whether the terminal has a wide character across the left edge of a column.

        Erasing half of it, tmux keeps the other half, and blanks both when that is written over.
        """
        return x < len(self.before) and self.before[x].width == 0

    def _corner(self, cell: Cell) -> None:
        """Draw the character that ends the last row where writing it there would scroll.

        It is written before its place, and moved there by what is let in before it.
        """
        draft, end = self.draft, len(self.row)
        if self.capabilities.el and erasable(cell, self.capabilities):
            draft.move(end - 1, self.y)
            draft.ink(cell)
            draft.add("\x1b[K")
            return
        start = end - cell.width - 1
        if start > 0 and self.row[start].width == 0:
            start -= 1
        if start < 0 or not self.capabilities.insert:
            return  # nothing can draw it
        left = self.row[start]
        draft.move(start, self.y)
        draft.ink(cell)
        draft.add(cell.text)
        draft.place = (start + cell.width, self.y)
        draft.move(start, self.y)
        draft.add(f"\x1b[{left.width}@")
        if left.sure:
            draft.ink(left)
            draft.add(left.text)
            draft.place = (start + left.width, self.y)
        else:
            self._unsure(start, left)

    def _repeats(self, cell: Cell) -> bool:
        """Whether the terminal can repeat a character: tmux, under an xterm's name, only ASCII."""
        return self.capabilities.rep and cell.cost == 1

    def fits(self) -> bool:
        """Whether the row is drawn as any other, its last column too."""
        return not self.is_last or self.capabilities.xenl or self.capabilities.no_wrap

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
        room = len(self.row) - (not self._may_write_margin())
        if draft.wraps is not False and x + 2 * len(cell.text) > room:
            # The margin cannot be held, and what might run over it could scroll.
            plain = at_margin(cell)
            inked = ink(cell.style)
            shown = [plain if plain.sure else inked["?"], inked[" "]][: cell.width]
            self.row = [*self.row[:x], *shown, *self.row[x + cell.width :]]
            for place, substitute in enumerate(shown, x):
                self._run(place, place + 1, substitute, more=False)
            return
        draft.dress(cell.style)
        draft.add(" " * cell.width)
        draft.place = None
        draft.move(x, self.y)
        draft.add(cell.text)
        draft.place = None
