"""Never behind: how much may be sent to a terminal that has not yet shown what it was sent.

Links hide their queues; only the terminal's answers tell. The window is what keeps an answer within
`QUEUE` seconds of the quickest one, as FAST TCP has it, so that what is on its way is bounded in time.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

ASK = "\x1b[5n"
"""A request for a status report; the terminal answers when it has come to it."""
ANSWERS = ("\x1b[0n", "\x1b[3n")
PATIENCE = 2.0
"""How long an answer is waited for, in seconds, beyond what the link needs for what is under way."""
QUEUE = 0.5
"""How long, in seconds, what is sent may wait on its way for what was sent before it."""
_LONGEST_PATIENCE = 15.0
# A link is taken for one of 1,200 bit/s until an answer to so many bytes proves it faster: a few
# bytes may lie in some buffer's first chunk.
_SLOWEST_RATE, _PROOF = 100.0, 200
# A path may change: the quickest of the latest answers counts, and none slower than this, in seconds.
_REMEMBERED = 64
_SLOWEST_PATH = 1.5
# How long one who leaves a terminal waits that has not shown that it answers.
_FIRST_ANSWER = 0.5
# So many requests in a row without an answer, and the terminal is taken for one that has none.
_MOST_LOST = 2
_FIRST_WINDOW, _LEAST_WINDOW, _LARGEST_WINDOW = 500, 100, 1 << 16
_NO_WINDOW = 1 << 30
_ASK_AFTER = 2000
_GROWTH = 4


@dataclass(frozen=True)
class _Request:
    at: float
    count: int
    """The bytes that this request alone answers for."""
    under_way: int
    """All bytes that were under way with it."""


class Flow:
    """Counts what is under way; all times are in seconds, all sizes in bytes."""

    def __init__(self, asks: bool) -> None:
        self._can_ask = self._asks = asks
        self._window = _FIRST_WINDOW
        self._unasked = 0
        self._requests: deque[_Request] = deque()
        self._delays: deque[float] = deque(maxlen=_REMEMBERED)
        self._rate = _SLOWEST_RATE
        self._lost = 0
        self._ever_answered = False

    def _under_way(self) -> int:
        return self._unasked + sum(request.count for request in self._requests)

    def _patience(self) -> float:
        """How long the oldest request is waited for."""
        needed = self._requests[0].under_way / self._rate if self._ever_answered else 0.0
        return min(PATIENCE + needed, _LONGEST_PATIENCE)

    def due(self, now: float) -> tuple[int, float]:
        """How many answers may still come, and for how long they are worth waiting for, in seconds."""
        if not self._asks or not self._requests:
            return 0, 0.0
        patience = self._patience() if self._ever_answered else _FIRST_ANSWER
        return len(self._requests), max(self._requests[-1].at + patience - now, 0.0)

    @property
    def expects_answer(self) -> bool:
        """Whether an answer is due."""
        return bool(self._requests)

    def room(self) -> int:
        """How many bytes a frame may have."""
        if not self._asks:
            return _NO_WINDOW
        room = max(self._window - self._under_way(), 1)
        # By halves: while one is answered for, the other is on its way.
        return min(room, self._window // 2) if self._ever_answered else room

    def wait(self, now: float) -> float:
        """How long to wait before the next frame, in seconds; 0: it may be sent."""
        while self._requests and (rest := self._requests[0].at + self._patience() - now) <= 0:
            self._forget()
        if not self._asks or not self._requests or self._under_way() < self._window:
            return 0
        return rest

    def _forget(self) -> None:
        """The oldest request is not answered any more: lost, or the link is slower than we thought."""
        self._requests.popleft()
        self._window = max(self._window // 2, _LEAST_WINDOW)
        self._lost += 1
        if self._lost >= _MOST_LOST:
            self._asks = False
            self._requests.clear()

    def sent(self, count: int, now: float) -> str:
        """So many bytes are being sent; what is to be sent after them."""
        if not self._asks:
            return ""
        self._unasked += count
        is_first = not self._ever_answered and not self._requests
        if not is_first and self._unasked < min(self._window // 2, _ASK_AFTER):
            return ""
        self._requests.append(_Request(now, self._unasked, self._under_way()))
        self._unasked = 0
        return ASK

    def answered(self, now: float) -> None:
        """An answer has come: all up to its request has been shown."""
        if not self._can_ask:
            return  # nobody was asked
        self._asks = self._ever_answered = True
        self._lost = 0
        if self._requests:
            request = self._requests.popleft()
            self._learn(request.under_way, max(now - request.at, 0.001))

    def _learn(self, under_way: int, delay: float) -> None:
        """Fit the window to what it took to show all that was under way."""
        self._delays.append(delay)
        is_proof = under_way >= min(_PROOF, self._window)
        if is_proof:
            self._rate = max(under_way / delay, _SLOWEST_RATE)
        quickest = min(*self._delays, _SLOWEST_PATH)
        fitting = int(under_way * (quickest + QUEUE) / delay)
        if delay - quickest < QUEUE / 8:
            fitting = max(fitting, under_way * _GROWTH)
        if (is_proof and fitting > self._window) or delay > quickest + QUEUE:
            self._window = min(max(fitting, _LEAST_WINDOW), _LARGEST_WINDOW)

    def restart(self) -> None:
        """The terminal was left and entered again: what was under way has been lost or shown."""
        self._requests.clear()
        self._unasked = self._lost = 0
        self._asks = self._can_ask
