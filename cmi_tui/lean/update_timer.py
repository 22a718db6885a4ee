"""When a screen is rendered: once for all that a key changes."""

import asyncio
from collections.abc import Callable

_GATHERING_SECONDS = 0.003


class UpdateTimer:
    """Calls `update` a moment after `resume`, unless `pause` comes first.

    Textual's own renders the first change at once and the next ones 17 ms later: a key whose effect
    comes in several messages is rendered, and waited for, more than once.
    """

    def __init__(self, update: Callable[[], None]) -> None:
        self._update = update
        self._due: asyncio.TimerHandle | None = None

    def resume(self) -> None:
        """Something has changed."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(_GATHERING_SECONDS, self._fire)

    def pause(self) -> None:
        """All that has changed is rendered, or is not to be seen any more."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _fire(self) -> None:
        self._due = None
        self._update()
