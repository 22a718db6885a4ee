"""Never behind: how much may be sent to a terminal that has not yet shown what it was sent."""

from __future__ import annotations

from collections import deque

ASK = "\x1b[5n"
"""A request for a status report; the terminal answers when it has come to it."""
ANSWERS = ("\x1b[0n", "\x1b[3n")
PATIENCE = 2.0
"""How long an answer is waited for, in seconds."""
_FIRST_ANSWER = 0.5
"""The same for one who leaves a terminal that has not shown that it answers."""
_ASK_AFTER = 2000
# So much may be under way: at 9,600 bit/s it is shown in less than three seconds.
_LARGEST = 2500
_LEAST = 500


class Flow:
    """Counts what is under way. Links hide their queues: only the terminal's answer tells.

    The first frame asks whether the terminal answers at all; one that does not within `PATIENCE`
    is not waited for again, unless it answers after all.
    """

    def __init__(self, asks: bool) -> None:
        self._asks = asks
        self._unasked = 0
        self._requests: deque[int] = deque()
        self._asked_at: float | None = None
        self._was_asked = False
        self._ever_answered = False

    def _under_way(self) -> int:
        return self._unasked + sum(self._requests)

    def due(self, now: float) -> tuple[int, float]:
        """How many answers may still come, and for how long they are worth waiting for, in seconds."""
        if not self._asks or self._asked_at is None:
            return 0, 0.0
        patience = PATIENCE if self._ever_answered else _FIRST_ANSWER
        return len(self._requests), max(self._asked_at + patience - now, 0.0)

    def room(self) -> int:
        """How many bytes a frame may have."""
        return max(_LARGEST - self._under_way(), _LEAST) if self._asks else 1 << 30

    def wait(self, now: float) -> float:
        """How long to wait before the next frame, in seconds; 0: it may be sent."""
        if self._asked_at is None:
            return 0
        rest = self._asked_at + PATIENCE - now
        if rest <= 0:
            self._asked_at = None
            self._asks = self._ever_answered
            return 0
        if not self._ever_answered and self._under_way() < _LARGEST:
            return 0
        return rest

    def sent(self, count: int, now: float) -> str:
        """A frame of so many bytes is being sent; what is to be sent after it."""
        self._unasked += count
        # While an answer is late, all that is added must be answered for as well.
        is_late = self._ever_answered and (self._requests or self._unasked >= _ASK_AFTER)
        if not self._asks or (self._was_asked and not is_late):
            return ""
        self._was_asked = True
        self._requests.append(self._unasked)
        self._unasked = 0
        self._asked_at = now
        return ASK

    def answered(self) -> None:
        """An answer has come: all up to its request has been shown."""
        self._ever_answered = True
        self._asks = True
        if self._requests:
            self._requests.popleft()
        if not self._requests:
            self._asked_at = None

    def restart(self) -> None:
        """The terminal was left and entered again: what was under way has been lost or shown."""
        self._requests.clear()
        self._unasked = 0
        self._was_asked = False
        self._asked_at = None
