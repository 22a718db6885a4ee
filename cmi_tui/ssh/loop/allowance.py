"""So much at once, then so much a second: of messages, or of the loop's time."""

from collections.abc import Callable
from time import monotonic


class Allowance:
    """Holds at most `burst`, gains `rate` a second, and may be overdrawn by at most `debt`."""

    def __init__(
        self,
        rate: float,
        burst: float,
        clock: Callable[[], float] = monotonic,
        debt: float = float("inf"),
    ) -> None:
        self.rate = rate
        self._burst = burst
        self._debt = debt
        self._clock = clock
        self._left = burst
        self._at = clock()

    def left(self) -> float:
        """What may be spent now; negative where too much was."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self.rate)
        self._at = now
        return self._left

    def spend(self, amount: float) -> None:
        """So much was used."""
        self._left = max(-self._debt, self.left() - amount)

    @property
    def is_full(self) -> bool:
        """Whether it is as it was at first."""
        return self.left() >= self._burst
