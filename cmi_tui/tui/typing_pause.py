"""When what typing brings about is shown: once the hand rests, apart from the letters themselves."""

import asyncio
from collections.abc import Callable

_SECONDS = 0.1
"""Longer than a terminal and a screen reader take to show and to read the letter by itself."""


class TypingPause:
    """Calls `told` a moment after the last `begin`, unless `cancel` comes first."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told = told
        self._due: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """A key has changed something."""
        self.cancel()
        self._due = asyncio.get_running_loop().call_later(_SECONDS, self._fire)

    def cancel(self) -> bool:
        """What was to be told is told otherwise; whether anything was."""
        due, self._due = self._due, None
        if due is not None:
            due.cancel()
        return due is not None

    def _fire(self) -> None:
        self._due = None
        self._told()
