"""Cells that stand elsewhere in their row: found, and moved there by the terminal."""

from __future__ import annotations

from operator import is_
from typing import NamedTuple

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.cell import BLANK
from cmi_tui.wire.draft import Draft
from cmi_tui.wire.grid import Row

_FARTHEST = 24
# Moving cells costs about as much as drawing so many of them.
_WORTH = 8


class Slide(NamedTuple):
    """So many cells are let in at a column, or taken out where `by` is negative."""

    x: int
    by: int

    def of(self, row: Row) -> Row:
        """The row's cells after it."""
        x, by = self
        blank = [BLANK] * abs(by)
        moved = [*blank, *row[x:]] if by > 0 else [*row[x - by :], *blank]
        return [*row[:x], *moved][: len(row)]

    def draw(self, draft: Draft, y: int) -> None:
        """Have the terminal do it in a row."""
        draft.move(self.x, y)
        draft.ink(BLANK)  # what is let in takes the background
        count = abs(self.by)
        draft.add(f"\x1b[{count if count > 1 else ''}{'@' if self.by > 0 else 'P'}")


def likely_slides(before: Row, row: Row, changed: list[int], can: Capabilities) -> list[list[Slide]]:
    """The slides in turn, of one way each, that bring most of what is wanted into its place."""
    start, end = changed[0], changed[-1] + 1
    if end - start <= _WORTH or not all(cell.width == 1 and cell.sure for cell in before[start:]):
        return []
    best, by = _WORTH, 0
    wanted, had = [None if cell is BLANK else cell for cell in row[start:end]], before[start:end]
    for distance in range(1, min(_FARTHEST, end - start - _WORTH) + 1):
        # As many of the wanted cells as stand so far to the left, or to the right.
        let_in = sum(map(is_, wanted[distance:], had)) * can.insert
        taken_out = sum(map(is_, wanted, had[distance:])) * can.delete
        if max(let_in, taken_out) > best:
            best, by = max(let_in, taken_out), distance if let_in > taken_out else -distance
    if not by:
        return []
    alone = [Slide(start, by)]
    # Some emulators keep what is pushed over the margin, and let it in again with the next deletion.
    ways = [alone] if by < 0 or before[-by:] == [BLANK] * by else []
    if can.insert and can.delete:
        foot = end - abs(by)
        # What stands after the changed cells stays where it is.
        ways.append([Slide(foot, -by), *alone] if by > 0 else [*alone, Slide(foot, -by)])
    return ways
