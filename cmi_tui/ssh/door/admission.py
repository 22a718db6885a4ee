"""Who may wait at the door: the limits on connections that have not signed in yet."""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv6Address, ip_address
from time import monotonic

from cmi_tui.ssh.limits import Limits

# How long (seconds) a connection that has shown nothing is spared, and one that has, where its own
# source has as many as it may: a hand of one key a second takes twenty for an identifier.
_SILENT = 1.0
_TYPING = 30.0


class Crowded(Exception):
    """The newcomer is refused."""


class _Stage(IntEnum):
    """How far a connection has come; only what it does for the first time takes it further."""

    SILENT = 0
    EXCHANGED = 1
    GREETED = 2
    ANSWERED = 3


@dataclass
class _Waiting:
    source: str
    since: float
    stage: _Stage = _Stage.SILENT


class Admission:
    """Counts connections from their start until they have signed in or gone.

    Each source keeps a few for the whole of their time, however slowly they are answered. What it
    has beyond them gives way to a newcomer of another, and silent ones to anybody.
    """

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

        Raises Crowded.
        """
        source = source_of(address)
        neighbours = [other for other, it in self._waiting.items() if it.source == source]
        victim: Hashable | None = None
        if len(neighbours) >= self._limits.per_source:
            victim = self._victim(neighbours, is_entitled=False)
        elif self._is_refused_by_chance():
            is_entitled = len(neighbours) < self._limits.kept_per_source
            victim = self._victim(self._waiting, is_entitled=is_entitled)
        if victim is not None:
            self.leave(victim)
        self._waiting[key] = _Waiting(source, self._clock())
        return victim

    def exchanged(self, key: Hashable) -> None:
        """The connection has begun a key exchange."""
        self._reach(key, _Stage.EXCHANGED)

    def greeted(self, key: Hashable) -> None:
        """The connection has named a user; another name takes it no further."""
        self._reach(key, _Stage.GREETED)

    def answered(self, key: Hashable) -> None:
        """The connection has answered a question; how many there are is limited elsewhere."""
        self._reach(key, _Stage.ANSWERED)

    def leave(self, key: Hashable) -> None:
        """The connection has signed in or gone."""
        self._waiting.pop(key, None)

    def _reach(self, key: Hashable, stage: _Stage) -> None:
        waiting = self._waiting.get(key)
        if waiting is not None and (stage > waiting.stage or stage is _Stage.ANSWERED):
            waiting.stage = stage
            waiting.since = self._clock()

    def _is_refused_by_chance(self) -> bool:
        start, full = self._limits.startups.start, self._limits.startups.full
        count = len(self._waiting)
        if count < start or count >= full:
            return count >= full
        rate = self._limits.startups.rate
        return self._chance() * 100 < rate + (100 - rate) * (count - start) / (full - start)

    def _victim(self, candidates: Iterable[Hashable], *, is_entitled: bool) -> Hashable:
        """Who gives way: of the largest source, the one that has come least far, longest ago."""
        now = self._clock()
        kept, crowds = self._kept(), Counter(it.source for it in self._waiting.values())

        def gives_way(key: Hashable) -> bool:
            waiting = self._waiting[key]
            silence = now - waiting.since
            if waiting.stage is _Stage.SILENT and silence >= _SILENT:
                return True
            return key not in kept and (is_entitled or silence >= _TYPING)

        def order(key: Hashable) -> tuple[bool, int, _Stage, float]:
            waiting = self._waiting[key]
            return key in kept, -crowds[waiting.source], waiting.stage, waiting.since

        ready = [key for key in candidates if gives_way(key)]
        if not ready:
            self.refused += 1
            raise Crowded
        return min(ready, key=order)

    def _kept(self) -> set[Hashable]:
        """Those that each source keeps: they came before its others, and have shown something."""
        kept, room = set[Hashable](), Counter[str]()
        for key in sorted(self._waiting, key=lambda key: self._waiting[key].stage is _Stage.SILENT):
            source = self._waiting[key].source
            room[source] += 1
            if room[source] <= self._limits.kept_per_source:
                kept.add(key)
        return kept


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
