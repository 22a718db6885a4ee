"""How many tries are let through, and how long the next one has to wait; pure arithmetic on times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FREE_FAILURES = 4
"""Failures after which a password may still be typed again at once."""
FIRST_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)
SOURCE_MEMORY = timedelta(days=30)
"""How long a source that has signed in to an account has a counter of its own there."""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in a sliding `window`; some limits also make each further try wait."""

    most: int
    window: timedelta
    doubles: bool = False

    def recent(self, tries: Sequence[datetime], now: datetime) -> list[datetime]:
        """The tries that still count; those of a clock since set back count as made now."""
        return [min(at, now) for at in tries if now - at < self.window]

    def wait(self, tries: Sequence[datetime], now: datetime) -> timedelta:
        """How long until the next try, zero for none; `tries` are the recent ones, oldest first."""
        until = now
        if len(tries) >= self.most:
            until = tries[-self.most] + self.window
        if self.doubles and len(tries) > FREE_FAILURES:
            doublings = min(len(tries) - FREE_FAILURES - 1, 16)
            until = max(until, tries[-1] + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT))
        return until - now


PASSWORDS = Limit(25, timedelta(hours=24), doubles=True)
"""Wrong passwords, or codes, from one source on one account or name."""
TOGETHER = Limit(100, timedelta(hours=24))
"""Wrong passwords from all sources together that an account does not know (NIST SP 800-63B)."""
TOGETHER_AFTER_WAITS = Limit(50, timedelta(hours=24))
"""How far into TOGETHER a source gets that has had to wait: the rest is kept for those that have not."""
SOURCE = Limit(100, timedelta(hours=1))
"""Wrong passwords from one source, over all accounts."""
CONFLICTS = Limit(5, timedelta(hours=1))
"""Addresses of others that one account runs into: the refusal tells that they exist."""
CHANGES = Limit(20, timedelta(hours=1))
"""Changes of the address, of the password or of the preferences of one account; forms it prepares."""
EXPORTS = Limit(10, timedelta(minutes=1))
"""Forms that are made for one account: each takes a core for a while."""

TOLD_AGAIN = Limit(1, timedelta(hours=1))
"""How often it is told that an agent has reached one limit."""
ACTS_ON_HOLDER = Limit(3, timedelta(hours=24))
"""One act of all agents together on one holder: ending a slowing down over and over lets guess."""
VERIFICATIONS = Limit(5, timedelta(hours=24))
"""What one agent has compared with one holder's record, however often the card was opened."""


def to_milliseconds(tries: Sequence[datetime]) -> str:
    """The times as they are stored: milliseconds since 1970, a space between them."""
    return " ".join(str(round(at.timestamp() * 1000)) for at in tries)


def from_milliseconds(text: str) -> list[datetime]:
    """The times that `to_milliseconds` wrote."""
    return [datetime.fromtimestamp(int(number) / 1000, UTC) for number in text.split()]
