"""Who may wait at the door: the limits on connections that have not signed in yet."""

import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from time import monotonic

from cmi_tui.ssh.limits import Limits

# A connection that has shown nothing for so long (seconds) gives way to a newcomer when it is
# crowded; one that is being typed in is left longer.
_SILENT = 1.0
_TYPING = 10.0


class Crowded(Exception):
    """The newcomer is refused."""


@dataclass
class _Waiting:
    source: str
    since: float
    has_greeted: bool = False

    def gives_way(self, now: float) -> bool:
        return now - self.since >= (_TYPING if self.has_greeted else _SILENT)


class Admission:
    """Counts connections from their start until they have signed in or gone."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._chance = chance
        self._waiting: dict[Hashable, _Waiting] = {}
        self.refused = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def enter(self, key: Hashable, address: str) -> Hashable | None:
        """Lets the connection `key` wait; returns the one that gives way to it, if one must.

        Raises Crowded. Silent connections give way first: holding many open keeps nobody out.
        """
        source = source_of(address)
        neighbours = [other for other, it in self._waiting.items() if it.source == source]
        victim: Hashable | None = None
        if len(neighbours) >= self._limits.per_source:
            victim = self._victim(neighbours)
        elif self._is_refused_by_chance():
            victim = self._victim(list(self._waiting))
        if victim is not None:
            self.leave(victim)
        self._waiting[key] = _Waiting(source, self._clock())
        return victim

    def progress(self, key: Hashable) -> None:
        """The connection has greeted or answered a question."""
        if waiting := self._waiting.get(key):
            waiting.since = self._clock()
            waiting.has_greeted = True

    def leave(self, key: Hashable) -> None:
        """The connection has signed in or gone."""
        self._waiting.pop(key, None)

    def _is_refused_by_chance(self) -> bool:
        start, full = self._limits.startups.start, self._limits.startups.full
        count = len(self._waiting)
        if count < start or count >= full:
            return count >= full
        rate = self._limits.startups.rate
        return self._chance() * 100 < rate + (100 - rate) * (count - start) / (full - start)

    def _victim(self, candidates: list[Hashable]) -> Hashable:
        now = self._clock()
        ready = [key for key in candidates if self._waiting[key].gives_way(now)]
        if not ready:
            self.refused += 1
            raise Crowded
        return min(ready, key=lambda key: (self._waiting[key].has_greeted, self._waiting[key].since))


def source_of(address: str) -> str:
    """What counts as one source: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is None:
            return parsed.exploded[:19]
        parsed = parsed.ipv4_mapped
    return str(parsed)
