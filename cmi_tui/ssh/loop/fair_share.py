"""How work of many parties shares one event loop: who has had least goes first."""

import asyncio
from collections.abc import Callable, Hashable
from heapq import heappop, heappush
from itertools import count
from time import monotonic

from cmi_tui.ssh.loop.allowance import Allowance

# Never looks again sooner than this (seconds).
_SOONEST = 0.001
# Who takes less than this part of a share, over some seconds, is modest: twenty who take all that
# they can do not wait longer than the share lasts.
_MODEST, _MODEST_SECONDS = 1 / 20, 4
# So many modest ones are remembered before those who have paid all back are forgotten.
_MOST_KEPT = 1000


class FairShare:
    """Grants turns: at once while there is credit, else to the party with the fewest turns first.

    All parties together spend at most `rate` seconds of the loop a second, and `burst` at once.
    Where a larger `modest_rate` is given, those who have taken little go on up to that, before all
    others.
    """

    def __init__(
        self,
        rate: float,
        burst: float,
        clock: Callable[[], float] = monotonic,
        modest_rate: float = 0.0,
    ) -> None:
        self._clock = clock
        self._credit = Allowance(rate, burst, clock)
        # What others have overdrawn keeps nobody modest waiting for long.
        self._modest_credit = Allowance(modest_rate, burst, clock, debt=burst) if modest_rate else None
        self._own: dict[Hashable, Allowance] = {}
        self._served = 0
        self._turns: dict[Hashable, int] = {}
        self._numbers = count()
        self._waiting: list[tuple[bool, int, int, Callable[[], None]]] = []
        self._next: asyncio.Handle | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def ask(self, party: Hashable, go_on: Callable[[], None]) -> bool:
        """True: the party may go on now. False: it waits, and `go_on` is called when it may."""
        is_eager = self._is_eager(party)
        is_first = not self._waiting or (self._waiting[0][0] and not is_eager)
        if is_first and self._credit_of(is_eager).left() > 0:
            return True
        turn = max(self._turns.get(party, 0), self._served)
        self._turns[party] = turn + 1
        heappush(self._waiting, (is_eager, turn, next(self._numbers), go_on))
        if is_first and self._next is not None:
            self._next.cancel()
            self._next = None
        if self._next is None:
            self._look_again()
        return False

    async def turn(self, party: Hashable) -> None:
        """Waits until the party may go on, and lets others have a turn of the loop in any case."""
        granted = asyncio.get_running_loop().create_future()
        if self.ask(party, lambda: None if granted.done() else granted.set_result(None)):
            await asyncio.sleep(0)
        else:
            await granted

    def spend(self, party: Hashable, seconds: float) -> None:
        """The party has taken so much of the loop."""
        self._credit.spend(seconds)
        if self._modest_credit is not None:
            self._modest_credit.spend(seconds)
            self._own_of(party).spend(seconds)

    def _own_of(self, party: Hashable) -> Allowance:
        own = self._own.get(party)
        if own is None:
            if len(self._own) >= _MOST_KEPT:
                self._own = {key: it for key, it in self._own.items() if not it.is_full}
            rate = self._credit.rate * _MODEST
            own = self._own[party] = Allowance(rate, rate * _MODEST_SECONDS, self._clock)
        return own

    def _is_eager(self, party: Hashable) -> bool:
        """Whether the party has taken more than a modest one does."""
        own = self._own.get(party)
        return self._modest_credit is None or (own is not None and own.left() <= 0)

    def _credit_of(self, is_eager: bool) -> Allowance:
        return self._credit if is_eager or self._modest_credit is None else self._modest_credit

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        credit = self._credit_of(self._waiting[0][0])
        left = credit.left()
        if left > 0:
            # One turn of the loop for each, so that other work comes in between.
            self._next = loop.call_soon(self._serve)
        else:
            self._next = loop.call_later(max(_SOONEST, -left / credit.rate), self._serve)

    def _serve(self) -> None:
        self._next = None
        if self._credit_of(self._waiting[0][0]).left() > 0:
            _is_eager, turn, _number, go_on = heappop(self._waiting)
            self._served = max(self._served, turn)
            go_on()
        if not self._waiting:
            # Nobody has to wait: all are even again.
            self._turns.clear()
        elif self._next is None:
            self._look_again()
