"""Where the rest of a row is erased, because what follows is cheaper drawn anew than changed."""

from __future__ import annotations

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.cell import BLANK, Cell
from cmi_tui.wire.grid import Row
from cmi_tui.wire.style import PLAIN, Style

# About what it costs to erase, to jump over cells and to change the style, in bytes.
_ERASING, _JUMP, _DRESS = 2, 4, 4
_FEWEST = 4


def erasable(cell: Cell, capabilities: Capabilities) -> bool:
    """Whether erasing leaves the terminal with just this cell."""
    style = cell.style
    if cell.text != " " or style.blank() != style or style.attributes or style.extra:
        return False
    return style == PLAIN or (capabilities.bce and style == Style(background=style.background))


def cheapest_cut(row: Row, changed: list[int], capabilities: Capabilities) -> int:
    """The column of a blank cell from which to erase the row; its width where that does not pay."""
    width = len(row)
    if len(changed) < _FEWEST or not capabilities.el:
        return width
    blank = row[-1] if erasable(row[-1], capabilities) else BLANK
    # A single blank stands within a text, which stays whole.
    cuts = {x for x in changed if row[x] is blank and row[min(x + 1, width - 1)] is blank}
    if not cuts:
        return width
    drawn = [x for x in range(changed[0], width) if row[x] is not blank]
    anew = _costs(row, drawn, capabilities)
    most, cut, at = 0, width, 0
    for x, cost in zip(changed, _costs(row, changed, capabilities), strict=True):
        if x not in cuts:
            continue
        while at < len(drawn) and drawn[at] < x:
            at += 1
        rest = anew[at] + min(drawn[at] - x, _JUMP) if at < len(drawn) else 0
        if cost - rest - _ERASING > most:
            most, cut = cost - rest - _ERASING, x
    return cut


def _costs(row: Row, columns: list[int], capabilities: Capabilities) -> list[int]:
    """About what it costs to draw each of the columns and those after it, in bytes."""
    costs: list[int] = []
    total = alike = 0
    following = columns[-1] + 1 if columns else 0
    after: Cell | None = None
    for x in reversed(columns):
        cell = row[x]
        alike = alike + 1 if cell is after else 1
        total += min(following - x - 1, _JUMP)
        if after is not None and cell.style is not after.style and cell.text != " ":
            total += _DRESS
        if alike <= _JUMP or not (capabilities.ech and erasable(cell, capabilities)):
            total += cell.cost
        following, after = x, cell
        costs.append(total)
    costs.reverse()
    return costs
