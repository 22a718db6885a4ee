"""Letting a try of a password through: it is counted before it is evaluated.

So parallel tries cannot exceed the limits, and a try that ends without a verdict counts as failed.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.source import counted_network, counted_source
from cmi_tui.domain.throttling import FREE_FAILURES, PASSWORDS, SOURCE, TOGETHER, TOGETHER_AFTER_WAITS

_MOST_IN_MEMORY = 50_000
Tries = dict[str, list[datetime]]
"""The times of each counter's tries, oldest first."""


class Counters(Protocol):
    """Where tries are counted, by key."""

    def take(self, keys: Iterable[str]) -> Tries:
        """The times of each counter's tries."""

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps the counters."""


class StoredCounters(Protocol):
    """Counters that can be read."""

    def peek(self, keys: Iterable[str]) -> Tries:
        """The times of each counter's tries."""


class MemoryCounters:
    """Counters of this process, for a database that can be read but not written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries: Tries = {}
        self._stored: StoredCounters | None = None

    @contextmanager
    def over(self, stored: StoredCounters) -> Iterator["MemoryCounters"]:
        """Counts on from what is stored; one thread at a time."""
        with self._lock:
            self._stored = stored
            yield self
            self._stored = None

    def take(self, keys: Iterable[str]) -> Tries:
        """The times of each counter's tries, as stored before this process has counted any."""
        assert self._stored is not None
        keys = set(keys)
        stored = self._stored.peek(keys - self._tries.keys())
        return stored | {key: list(self._tries[key]) for key in keys & self._tries.keys()}

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps the counters. Raises Unavailable when there are too many."""
        if len(self._tries) >= _MOST_IN_MEMORY:
            raise Unavailable(Code.TRIES_NOT_COUNTED)
        self._tries.update(counters)


@dataclass(frozen=True)
class Ledger:
    """The counters of one source's tries on an account or name: its `own`, and that of all sources.

    A source that the account knows is not counted `together` with the others, nor is a code, which is
    too long to be guessed.
    """

    own: str
    together: str | None

    def keys(self) -> set[str]:
        """The keys of the counters."""
        return {self.own} if self.together is None else {self.own, self.together}

    def wait(self, tries: Tries, now: datetime) -> timedelta:
        """How long until the next try, zero for none."""
        mine = PASSWORDS.recent(tries[self.own], now)
        wait = PASSWORDS.wait(mine, now)
        if self.together is not None:
            limit = TOGETHER_AFTER_WAITS if len(mine) > FREE_FAILURES else TOGETHER
            wait = max(wait, limit.wait(TOGETHER.recent(tries[self.together], now), now))
        return wait

    def count(self, tries: Tries, now: datetime) -> None:
        """Adds a try made now, and drops those that no longer count."""
        for key in self.keys():
            tries[key] = [*PASSWORDS.recent(tries[key], now), now]


def ledger(whose: str, source: str, *, is_known: bool, is_code: bool = False) -> Ledger:
    """The counters for tries from `source` on an account or a hidden name."""
    whose = f"code {whose}" if is_code else whose
    network = counted_source(source) if is_known else counted_network(source)
    return Ledger(f"{whose} from {network}", None if is_known or is_code else whose)


@dataclass(frozen=True)
class Request:
    """A try that asks to be let through.

    The `told` ledgers decide what is answered, the `silent` one only whether the password is looked at:
    an answer that came from a counter which two names share would tell that they are one account's.
    """

    source: str
    is_known: bool
    told: tuple[Ledger, ...]
    silent: Ledger | None = None

    @property
    def source_key(self) -> str:
        """The counter of the source over all accounts."""
        return f"source {counted_network(self.source)}"

    def keys(self) -> set[str]:
        """The keys of all counters that the try is for."""
        silent = self.silent.keys() if self.silent else set()
        return {self.source_key}.union(silent, *(each.keys() for each in self.told))

    def wait(self, tries: Tries, now: datetime) -> timedelta:
        """How long the asker is told to wait, zero for not at all."""
        waits = [each.wait(tries, now) for each in self.told]
        # Where its account knows it, a source does not wait for its neighbours' failures elsewhere.
        if not self.is_known:
            waits.append(SOURCE.wait(SOURCE.recent(tries[self.source_key], now), now))
        return max(waits)


@dataclass(frozen=True)
class Admission:
    """A try: let through and counted when `wait` is zero, else neither.

    The password of one that `is_evaluated` not is answered as a wrong one. `wait_if_wrong` is how long
    the next try will have to wait should this one fail.
    """

    request: Request
    at: datetime
    wait: timedelta
    is_evaluated: bool
    wait_if_wrong: timedelta

    def succeed(self, counters: Counters) -> None:
        """The password was right: the asker's own counters start anew, the shared get this try back."""
        own = {each.own for each in self._counted()}
        tries = self._given_back(counters)
        counters.put(tries | {key: [] for key in own})

    def withdraw(self, counters: Counters) -> None:
        """The password was not evaluated: the try does not count."""
        counters.put(self._given_back(counters))

    def _counted(self) -> tuple[Ledger, ...]:
        silent = self.request.silent
        return (*self.request.told, silent) if silent and self.is_evaluated else self.request.told

    def _given_back(self, counters: Counters) -> Tries:
        tries = counters.take(
            {self.request.source_key}.union(*(each.keys() for each in self._counted()))
        )
        for times in tries.values():
            if self.at in times:
                times.remove(self.at)
        return tries


def admit(counters: Counters, request: Request, now: datetime) -> Admission:
    """Counts a try, unless a counter that may be told of asks to wait."""
    # Counters keep milliseconds, and a try is found again by its time.
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    # Those of a clock since set back count as made now, once and for all.
    tries = {key: [min(at, now) for at in times] for key, times in counters.take(request.keys()).items()}
    wait = request.wait(tries, now)
    is_evaluated = request.silent is None or not request.silent.wait(tries, now)
    if not wait:
        for each in request.told:
            each.count(tries, now)
        if request.silent is not None and is_evaluated:
            request.silent.count(tries, now)
        tries[request.source_key] = [*SOURCE.recent(tries[request.source_key], now), now]
    counters.put(tries)
    return Admission(
        request, now, wait, is_evaluated, max(each.wait(tries, now) for each in request.told)
    )
