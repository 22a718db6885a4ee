"""When a session ends by itself, and what is said before."""

from cmi_tui.domain.errors import Code, SessionEnded
from cmi_tui.domain.session_limits import END_NOTICE
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Clock, Session

_NOTICE = END_NOTICE.total_seconds()
_PAUSE = 5.0
"""Seconds without a key after which a notice no longer lands in the midst of what is being typed."""
_LAST_CALL = 60.0
"""So many seconds before the end it is announced whatever is being typed."""


class IdleEnded(Exception):
    """Nobody touched a key for as long as a session may be idle."""


class TimeLimits:
    """The watch of one session: any key puts idleness off, nothing the session's own end."""

    def __init__(self, session: Session, now: Clock) -> None:
        self._session = session
        self._now = now
        self._is_end_told = False
        self._is_idle_told = False
        self._acknowledged = ""

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        """See `Watch`. Raises SessionEnded, IdleEnded."""
        left = (self._session.expires_at - self._now()).total_seconds()
        if left <= 0:
            raise SessionEnded(Code.SESSION_EXPIRED)
        idle_limit = self._session.idle_limit.total_seconds()
        if idle >= idle_limit:
            raise IdleEnded
        wait = left
        if not self._is_end_told:
            wait = self._until_end_notice(left, idle, is_typing=is_typing)
            if wait <= 0:
                self._is_end_told = True
                self._acknowledged = texts.ENTER_AGAIN
                return pages.SESSION_ENDS_SOON, 0
        idle_notice = idle_limit - _NOTICE
        self._is_idle_told = self._is_idle_told and idle >= idle_notice
        if idle >= idle_notice and not self._is_idle_told:
            self._is_idle_told = True
            self._acknowledged = texts.IDLE_PUT_OFF
            return texts.IDLE_NOTICE, 0
        return "", min(wait, (idle_limit if self._is_idle_told else idle_notice) - idle)

    def acknowledged(self) -> str:
        """See `Watch`."""
        return self._acknowledged

    def _until_end_notice(self, left: float, idle: float, *, is_typing: bool) -> float:
        wait = left - _NOTICE
        if is_typing and idle < _PAUSE:
            wait = min(max(wait, _PAUSE - idle), left - _LAST_CALL)
        return wait
