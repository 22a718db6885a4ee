"""Who has a password checked next: the source that has waited longest since its last turn."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count

# So many turns are remembered; then all are even again.
_MOST_KEPT = 10_000


@dataclass(frozen=True)
class _Waiting:
    source: Hashable
    account: Hashable
    number: int
    granted: "asyncio.Future[None]"


class HashTurns:
    """So many places at once; of one source's accounts, too, the one served longest ago goes first."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._numbers = count(1)
        self._served: dict[Hashable, int] = {}
        self._waiting: list[_Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    async def turn(self, source: Hashable, account: Hashable) -> None:
        """Waits for a place, which is to be given back by `done`."""
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(source, account, next(self._numbers), granted)
        self._waiting.append(waiting)
        self._grant()
        try:
            await granted
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            else:
                self.done()
            raise

    def done(self) -> None:
        """A place is free."""
        self._free += 1
        self._grant()

    def _grant(self) -> None:
        if not self._free or not self._waiting:
            return
        self._free -= 1
        first = min(self._waiting, key=self._order)
        self._waiting.remove(first)
        if len(self._served) >= _MOST_KEPT:
            self._served.clear()
        self._served[first.source] = self._served[first.source, first.account] = next(self._numbers)
        first.granted.set_result(None)

    def _order(self, waiting: _Waiting) -> tuple[int, int, int]:
        own = self._served.get((waiting.source, waiting.account), 0)
        return self._served.get(waiting.source, 0), own, waiting.number
