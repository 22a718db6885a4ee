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
        shifts.append(Shift(changed[0], changed[-1], changed[0] - changed[-1] - 1))
    return shifts


def shift_rows(draft: Draft, shift: Shift, height: int) -> bool:
    """Have the terminal move rows; False where it cannot."""
    capabilities = draft.capabilities
    draft.ink(BLANK)  # what is let in takes the background
    if capabilities.region:
        _scroll_region(draft, shift)
    elif capabilities.delete_rows and capabilities.insert_rows:
        _replace_rows(draft, shift, height)
    else:
        return False
    return True


def _scroll_region(draft: Draft, shift: Shift) -> None:
    """The rows become a region for themselves, and scroll.

    Down and up again by single rows, or with rows let in: emulators that know no other way, or delete
    rows wrongly, stand behind screen readers.
    """
    top, bottom, by = shift
    draft.add(f"\x1b[{top + 1};{bottom + 1}r")
    draft.place = None  # most take the cursor home
    draft.move(0, bottom if by > 0 else top)
    if by > 0:
        draft.add("\n" * by)
    elif draft.capabilities.insert_rows and by < -2:
        draft.add(f"\x1b[{-by}L")
    else:
        draft.add("\x1bM" * -by)
    draft.add("\x1b[r")
    draft.place = None


def _replace_rows(draft: Draft, shift: Shift, height: int) -> None:
    """Rows are taken out at one end and blank ones let in at the other."""
    top, bottom, by = shift
    foot = bottom - abs(by) + 1
    steps = [(top, "M"), (foot, "L")] if by > 0 else [(foot, "M"), (top, "L")]
    for y, letter in steps:
        if y == top or bottom < height - 1:
            draft.move(0, y)
            draft.add(f"\x1b[{abs(by)}{letter}")
