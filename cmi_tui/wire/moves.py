"""The cheapest way for the cursor from one place to another."""

from __future__ import annotations

from functools import lru_cache

from cmi_tui.wire.capabilities import Capabilities

Place = tuple[int, int]
"""A column and a row, from 0."""


@lru_cache(maxsize=16384)
def move(capabilities: Capabilities, start: Place | None, end: Place) -> str:
    """The shortest sequence to `end`; `start` is `None` when the terminal's cursor is anywhere."""
    if start == end:
        return ""
    best = _absolute(end)
    if start is None:
        return best
    vertical = _vertical(capabilities, start[1], end[1])
    if vertical is None:
        return best
    horizontal = _horizontal(capabilities, start[0], end[0])
    if horizontal is not None and len(vertical + horizontal) < len(best):
        best = vertical + horizontal
    return best


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


def _horizontal(capabilities: Capabilities, start: int, end: int) -> str | None:
    ways = [""] if start == end else []
    if end == 0:
        ways.append("\r")
    if end > start:
        if capabilities.right:
            ways.append(_steps("C", end - start))
    elif end < start:
        if capabilities.backspace:
            ways.append("\b" * (start - end))
        if capabilities.left:
            ways.append(_steps("D", start - end))
    if capabilities.right and end:
        ways.append("\r" + _steps("C", end))
    if capabilities.column:
        ways.append(f"\x1b[{end + 1}G")
    return min(ways, key=len, default=None)
