"""Letting a try of a password through: it is counted before it is evaluated.

So parallel tries cannot exceed the limits, and a try that ends without a verdict counts as failed.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from cmi_tui.domain.source import counted_source
from cmi_tui.domain.throttling import PASSWORDS, SOURCE

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction


class Counters(Protocol):
    """Where tries are counted, by key."""

    def take(self, keys: Iterable[str]) -> dict[str, list[datetime]]:
        """The times of each counter's tries."""

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps the counters."""


class MemoryCounters:
    """Counters of this process, for a database that can be read but not written."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._tries: dict[str, list[datetime]] = {}

    def take(self, keys: Iterable[str]) -> dict[str, list[datetime]]:
        """The times of each counter's tries; the caller holds the lock."""
        return {key: list(self._tries.get(key, ())) for key in keys}

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps the counters; the caller holds the lock."""
        self._tries.update(counters)


@dataclass(frozen=True)
class Admission:
    """A try: let through and counted when `wait` is zero, else neither.

    `wait_if_wrong` is how long the next try will have to wait should this one fail.
    """

    account_key: str
    source_key: str
    at: datetime
    wait: timedelta
    wait_if_wrong: timedelta

    def succeed(self, counters: Counters) -> None:
        """The password was right: the account starts anew, the source only gets this try back."""
        self._settle(counters, clears=True)

    def withdraw(self, counters: Counters) -> None:
        """The password was not evaluated: the try does not count."""
        self._settle(counters, clears=False)

    def _settle(self, counters: Counters, *, clears: bool) -> None:
        tries = counters.take((self.account_key, self.source_key))
        for key in tries:
            if self.at in tries[key]:
                tries[key].remove(self.at)
        if clears:
            tries[self.account_key] = []
        counters.put(tries)


def admit(counters: Counters, account_key: str, source: str, now: datetime) -> Admission:
    """Counts a try, unless the account's counter or the source's asks to wait."""
    # Counters keep milliseconds, and a try is found again by its time.
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    source_key = f"source {counted_source(source)}"
    tries = counters.take((account_key, source_key))
    mine = PASSWORDS.recent(tries[account_key], now)
    of_source = SOURCE.recent(tries[source_key], now)
    wait = max(PASSWORDS.wait(mine, now), SOURCE.wait(of_source, now))
    if not wait:
        mine.append(now)
        of_source.append(now)
    counters.put({account_key: mine, source_key: of_source})
    return Admission(account_key, source_key, now, wait, PASSWORDS.wait(mine, now))


def account_key(transaction: "Transaction", account_id: int | None, name: str, source: str) -> str:
    """The counter for tries on an account, or on a `name` that no account has.

    A source that has signed in there lately has its own, so that others cannot lock it out.
    """
    source = counted_source(source)
    # Asked for unknown names too: both cost the same.
    is_known = transaction.throttle.knows_source(account_id or 0, source, transaction.now)
    hidden = transaction.throttle.hidden(name)
    if account_id is None:
        return f"name {hidden}"
    return f"account {account_id} from {source}" if is_known else f"account {account_id}"
