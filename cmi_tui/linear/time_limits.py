"""When a session ends by itself, and what is said before."""

from cmi_tui.domain.errors import Code, SessionEnded
from cmi_tui.domain.session_limits import END_NOTICE, IDLE_LIMIT, IDLE_NOTICE
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Clock, Session

_IDLE_NOTICE, _IDLE_LIMIT = IDLE_NOTICE.total_seconds(), IDLE_LIMIT.total_seconds()
_END_NOTICE = END_NOTICE.total_seconds()


class IdleEnded(Exception):
    """Nobody touched a key for as long as a session may be idle."""


class TimeLimits:
    """The watch of one session: any key puts idleness off, nothing the session's own end."""

    def __init__(self, session: Session, now: Clock) -> None:
        self._session = session
        self._now = now
        self._is_end_told = False
        self._is_idle_told = False
        self._is_prolonging = False

    def __call__(self, idle: float) -> tuple[str, float]:
        """See `Watch`. Raises SessionEnded, IdleEnded."""
        left = (self._session.expires_at - self._now()).total_seconds()
        if left <= 0:
            raise SessionEnded(Code.SESSION_EXPIRED)
        if idle >= _IDLE_LIMIT:
            raise IdleEnded
        if left <= _END_NOTICE and not self._is_end_told:
            self._is_end_told = True
            return pages.SESSION_ENDS_SOON, 0
        self._is_idle_told = self._is_idle_told and idle >= _IDLE_NOTICE
        if idle >= _IDLE_NOTICE and not self._is_idle_told:
            self._is_idle_told = self._is_prolonging = True
            return texts.IDLE_NOTICE, 0
        next_of_end = left if self._is_end_told else left - _END_NOTICE
        next_of_idle = (_IDLE_LIMIT if self._is_idle_told else _IDLE_NOTICE) - idle
        return "", min(next_of_end, next_of_idle)

    def only_prolongs(self, answer: str) -> bool:
        """Whether an answer is no more than the key that the notice of idleness asked for."""
        is_prolonging, self._is_prolonging = self._is_prolonging, False
        return is_prolonging and not answer.strip()
