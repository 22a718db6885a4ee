"""How work of many parties shares one event loop: who has had least goes first."""

import asyncio
from collections.abc import Callable, Hashable
from heapq import heappop, heappush
from itertools import count
from time import monotonic

# Never looks again sooner than this (seconds).
_SOONEST = 0.001


class FairShare:
    """Grants turns: at once while there is credit, else to the party with the fewest turns first.

    All parties together spend at most `rate` units a second, and `burst` at once; the unit is the
    caller's: seconds of the loop, or keys.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._credit = burst
        self._at = clock()
        self._served = 0
        self._turns: dict[Hashable, int] = {}
        self._numbers = count()
        self._waiting: list[tuple[int, int, Callable[[], None]]] = []
        self._next: asyncio.Handle | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def ask(self, party: Hashable, go_on: Callable[[], None]) -> bool:
        """True: the party may go on now. False: it waits, and `go_on` is called when it may."""
        if not self._waiting and self._refill() > 0:
            return True
        turn = max(self._turns.get(party, 0), self._served)
        self._turns[party] = turn + 1
        heappush(self._waiting, (turn, next(self._numbers), go_on))
        if self._next is None:
            self._look_again()
        return False

    async def turn(self, party: Hashable) -> None:
        """Waits until the party may go on."""
        granted = asyncio.get_running_loop().create_future()
        if not self.ask(party, lambda: None if granted.done() else granted.set_result(None)):
            await granted

    def spend(self, amount: float) -> None:
        """A turn has cost so much."""
        self._credit -= amount

    def _refill(self) -> float:
        now = self._clock()
        self._credit = min(self._burst, self._credit + (now - self._at) * self._rate)
        self._at = now
        return self._credit

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        if self._refill() > 0:
            # One turn of the loop for each, so that other work comes in between.
            self._next = loop.call_soon(self._serve)
        else:
            self._next = loop.call_later(max(_SOONEST, -self._credit / self._rate), self._serve)

    def _serve(self) -> None:
        self._next = None
        if self._refill() > 0:
            self._served, _number, go_on = heappop(self._waiting)
            go_on()
        if not self._waiting:
            # Nobody has to wait: all are even again.
            self._turns.clear()
        elif self._next is None:
            self._look_again()
