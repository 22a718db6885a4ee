"""When a screen is rendered: once for all that a key changes."""

import asyncio
from collections.abc import Callable
from typing import Protocol, runtime_checkable

_GATHERING_SECONDS = 0.003
_MOST_WAITS = 16
"""Counted, since a process that gets no processor has done nothing meanwhile."""
_SETTLED_TURNS = 4
"""What waits for the end of something else goes on some turns of the loop after it."""


@runtime_checkable
class RunsUpdates(Protocol):
    """An application that has its own way to run what the timer calls."""

    def run_update(self, update: Callable[[], None]) -> None:
        """Runs it, at once."""


@runtime_checkable
class Works(Protocol):
    """An application that knows what it does."""

    def is_working(self) -> bool:
        """Whether something that the last key began is still under way."""


class UpdateTimer:
    """Calls `update` a moment after `resume`, unless `pause` comes first.

    While more is to come (`is_settled` says no), it waits on, but not for long. Textual's own renders
    the first change at once and the next ones 17 ms later: a key whose effect comes in several messages
    is rendered, and waited for, more than once.
    """

    def __init__(self, update: Callable[[], None], is_settled: Callable[[], bool]) -> None:
        self._update = update
        self._is_settled = is_settled
        self._due: asyncio.Handle | None = None
        self._waits = 0
        self._settled_turns = 0

    def resume(self) -> None:
        """Something has changed."""
        if self._due is None:
            self._waits = 0
            self._settled_turns = 0
            self._due = asyncio.get_running_loop().call_later(_GATHERING_SECONDS, self._fire)

    @property
    def is_due(self) -> bool:
        """Whether something has changed that is not rendered yet."""
        return self._due is not None

    def pause(self) -> None:
        """All that has changed is rendered, or is not to be seen any more."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _fire(self) -> None:
        loop = asyncio.get_running_loop()
        is_settled = self._is_settled()
        self._settled_turns = self._settled_turns + 1 if is_settled else 0
        if self._settled_turns == _SETTLED_TURNS or self._waits == _MOST_WAITS:
            self._due = None
            self._update()
        elif is_settled:
            self._due = loop.call_soon(self._fire)
        else:
            self._waits += 1
            self._due = loop.call_later(_GATHERING_SECONDS, self._fire)
