"""Whether a session that fetches files still may: asked anew at each request, but not too often."""

import asyncio
from collections.abc import Callable
from time import monotonic

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session

# An answer holds for so long (seconds).
_HOLDS = 1.0
SELDOM = 30.0
"""How long an answer holds where the client asks for nothing (seconds)."""


class Standing:
    """Asks the portal in a thread; `touch` tells that the client has asked for something."""

    def __init__(
        self, portal: Portal, session: Session, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._portal = portal
        self._session = session
        self._seconds = seconds
        self._asked_at = float("-inf")
        self._touched_at = seconds()

    def touch(self) -> None:
        """The client is there."""
        self._touched_at = self._seconds()

    @property
    def is_idle(self) -> bool:
        """Whether the client has asked for nothing for as long as a session may."""
        return self._seconds() - self._touched_at >= self._session.idle_limit.total_seconds()

    async def ask(self, holds: float = _HOLDS) -> None:
        """Returns when the session may go on. Raises SessionEnded, Unavailable."""
        now = self._seconds()
        if now - self._asked_at >= holds:
            await asyncio.get_running_loop().run_in_executor(
                None, self._portal.check_session, self._session
            )
            self._asked_at = now
