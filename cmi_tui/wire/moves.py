"""The cheapest way for the cursor from one place to another."""

from __future__ import annotations

from functools import lru_cache

from cmi_tui.wire.capabilities import Capabilities

Place = tuple[int, int]
"""A column and a row, from 0."""
MARGIN = -1
"""The column of a cursor that waits after the last one: known is only its row."""


@lru_cache(maxsize=16384)
def move(capabilities: Capabilities, start: Place | None, end: Place) -> str:
    """The shortest sequence to `end`; `start` is `None` when the terminal's cursor is anywhere.

    Of ways as short as each other the one that least depends on the start: it is more often the
    same, which a compressed link has for less.
    """
    if start == end:
        return ""
    absolute = _absolute(end)
    vertical = _vertical(capabilities, start[1], end[1]) if start else None
    if start is None or vertical is None:
        return absolute
    ways = [f"\r{vertical}{steps}" for steps in _horizontal(capabilities, 0, end[0])]
    if start[0] != MARGIN:
        ways += [vertical + steps for steps in _horizontal(capabilities, start[0], end[0])]
    return min([absolute, *ways], key=len)


def _absolute(end: Place) -> str:
    x, y = end
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _steps(letter: str, count: int) -> str:
    return f"\x1b[{count}{letter}" if count > 1 else f"\x1b[{letter}"


def _vertical(capabilities: Capabilities, start: int, end: int) -> str | None:
    ways = [""] if start == end else []
    if end > start:
        if capabilities.line_feed:
            ways.append("\n" * (end - start))
        if capabilities.down:
            ways.append(_steps("B", end - start))
    elif end < start and capabilities.up:
        ways.append(_steps("A", start - end))
    if capabilities.row:
        ways.append(f"\x1b[{end + 1}d")
    return min(ways, key=len, default=None)


def _horizontal(capabilities: Capabilities, start: int, end: int) -> list[str]:
    ways = [""] if start == end else []
    if capabilities.column:
        ways.append(f"\x1b[{end + 1}G")
    if end > start:
        if capabilities.right:
            ways.append(_steps("C", end - start))
    elif end < start:
        if capabilities.backspace:
            ways.append("\b" * (start - end))
        if capabilities.left:
            ways.append(_steps("D", start - end))
    return ways
