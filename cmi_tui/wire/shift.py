"""Rows that stand elsewhere on the screen: found, and moved there by the terminal."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cmi_tui.wire.cell import BLANK
from cmi_tui.wire.draft import Draft
from cmi_tui.wire.grid import Row

_MOST_TRIED = 2
# Moving rows costs about as much as drawing so many cells.
_WORTH = 15
# Rows are erased together where more than so many of their cells are to be blank.
_MANY = 40


class Shift(NamedTuple):
    """The rows from `top` to `bottom` move up by `by`, or down where that is negative."""

    top: int
    bottom: int
    by: int

    def of(self, rows: list[Row]) -> list[Row]:
        """The screen's rows after it."""
        kept = rows[self.top : self.bottom + 1]
        blank = [[BLANK] * len(rows[0]) for _ in range(abs(self.by))]
        moved = [*kept[self.by :], *blank] if self.by > 0 else [*blank, *kept[: self.by]]
        return [*rows[: self.top], *moved, *rows[self.bottom + 1 :]]


def likely_shifts(rows: list[Row], wanted: list[Row], last: int) -> list[Shift]:
    """The shifts that bring most of what is wanted into its place; none beyond the row `last`."""
    places: dict[tuple[int, ...], int] = {}
    for y, row in enumerate(rows[: last + 1]):
        places[tuple(map(id, row))] = y
    weights: Counter[int] = Counter()
    found: dict[int, list[int]] = {}
    for y, row in enumerate(wanted[: last + 1]):
        old = places.get(tuple(map(id, row)))
        if old is None or old == y or rows[y] == row:
            continue
        weight = len(row) - row.count(BLANK)
        weights[old - y] += weight
        if weight:
            found.setdefault(old - y, []).append(y)
    shifts = [
        Shift(min(ys[0], ys[0] + by), max(ys[-1], ys[-1] + by), by)
        for by, weight in weights.most_common(_MOST_TRIED)
        if weight > _WORTH and (ys := found[by])
    ]
    # All but the last row, where keys are told that often stay, may be erased at once.
    changed = [y for y, row in enumerate(wanted[:last]) if rows[y] != row]
    if sum(max(wanted[y].count(BLANK) - rows[y].count(BLANK), 0) for y in changed) > _MANY:
        shifts.append(Shift(changed[0], changed[-1], changed[-1] - changed[0] + 1))
    return shifts


def shift_rows(draft: Draft, shift: Shift, height: int) -> bool:
    """Move rows in the way that is cheapest on this terminal; False where it has none."""
    ways = [_rows_deleted(draft, shift, height), _region_scrolled(draft, shift)]
    best = min((way for way in ways if way is not None), key=lambda way: way.length, default=None)
    if best is None:
        return False
    draft.append(best)
    return True


def _rows_deleted(draft: Draft, shift: Shift, height: int) -> Draft | None:
    """Rows are taken out at one end of the shift and blank ones let in at the other."""
    if not (draft.capabilities.delete_rows and draft.capabilities.insert_rows):
        return None
    way = draft.fork()
    way.ink(BLANK)  # what is let in takes the background
    top, bottom, by = shift
    foot = bottom - abs(by) + 1
    steps = [(top, "M"), (foot, "L")] if by > 0 else [(foot, "M"), (top, "L")]
    for y, letter in steps:
        if y == top or bottom < height - 1:
            way.move(0, y)
            way.add(f"\x1b[{abs(by)}{letter}")
    return way


def _region_scrolled(draft: Draft, shift: Shift) -> Draft | None:
    """The rows are a region for themselves that scrolls."""
    capabilities = draft.capabilities
    if not capabilities.region:
        return None
    way = draft.fork()
    way.ink(BLANK)
    top, bottom, by = shift
    way.add(f"\x1b[{top + 1};{bottom + 1}r")
    way.place = None  # most take the cursor home
    if by > 0 and capabilities.scroll_up:
        way.add(f"\x1b[{by}S")
    elif by < 0 and capabilities.scroll_down:
        way.add(f"\x1b[{-by}T")
    else:
        way.move(0, bottom if by > 0 else top)
        way.add("\n" * by + "\x1bM" * -by)
    way.add("\x1b[r")
    way.place = None
    return way
