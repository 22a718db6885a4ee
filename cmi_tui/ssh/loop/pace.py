"""How fast clients may go: what packets, keys and layouts take of the one loop that serves all."""

from collections.abc import Callable
from time import monotonic

from cmi_tui.ssh.loop.fair_share import FairShare

# Parts of a core for packets before signing in and after it, for new sizes, and for keys that repeat.
_DOOR, _INSIDE, _LAYOUTS, _KEYS = 0.2, 0.2, 0.15, 0.35
_BURST = 0.02
_IDLE_MESSAGES, _IDLE_MESSAGES_A_SECOND = 200, 20


class Pace:
    """The shares of one server process, and how many clients passed what they may send."""

    def __init__(self) -> None:
        self.door = FairShare(_DOOR, _BURST)
        self.inside = FairShare(_INSIDE, _BURST)
        self.layouts = FairShare(_LAYOUTS, _BURST)
        self.keys = FairShare(_KEYS, _BURST)
        self.flooders = 0


class Allowance:
    """Messages that ask for nothing: some at once, then so many a second."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._left = float(_IDLE_MESSAGES)
        self._at = clock()

    def take(self, amount: int = 1) -> bool:
        """Whether `amount` messages more are within what is allowed."""
        now = self._clock()
        gained = (now - self._at) * _IDLE_MESSAGES_A_SECOND
        self._left = min(float(_IDLE_MESSAGES), self._left + gained) - amount
        self._at = now
        return self._left >= 0

    def give_back(self) -> None:
        """A message that asks for something: an empty one, as some clients send before each, is free."""
        self._left = min(float(_IDLE_MESSAGES), self._left + 1)
