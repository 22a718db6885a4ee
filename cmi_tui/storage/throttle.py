"""The counters of the throttle, shared by all machines, and the sources that accounts are used from."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import or_, text
from sqlmodel import Session, col, delete, select, update

from cmi_tui.domain.throttling import PASSWORDS, SOURCE_MEMORY, from_milliseconds, to_milliseconds
from cmi_tui.storage.tables import KnownSourceRow, SecretRow, ThrottleRow

NAMES_SECRET = "names"
"""The secret under which names that no account has are kept: they may be passwords typed too early."""


class Throttle:
    """The counters as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, keys: Iterable[str]) -> dict[str, list[datetime]]:
        """The times of each counter's tries; no other transaction sees them before this one ends."""
        rows = {}
        # In one order, so that two transactions cannot each hold what the other waits for.
        for key in sorted(keys):
            self._session.execute(
                text("INSERT INTO throttle (key, tries) VALUES (:key, '') ON CONFLICT DO NOTHING"),
                {"key": key},
            )
            rows[key] = self._session.exec(
                select(ThrottleRow.tries).where(ThrottleRow.key == key).with_for_update()
            ).one()
        return {key: from_milliseconds(tries) for key, tries in rows.items()}

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps counters that have been taken; those without tries go."""
        for key, tries in sorted(counters.items()):
            if tries:
                self._session.exec(
                    update(ThrottleRow)
                    .where(col(ThrottleRow.key) == key)
                    .values(tries=to_milliseconds(tries), last_at=tries[-1])
                )
            else:
                self._session.exec(delete(ThrottleRow).where(col(ThrottleRow.key) == key))

    def knows_source(self, account_id: int, source: str, now: datetime) -> bool:
        """Whether `source` has signed in to the account lately."""
        row = self._session.get(KnownSourceRow, (account_id, source))
        return row is not None and now - row.last_at < SOURCE_MEMORY

    def remember_source(self, account_id: int, source: str, now: datetime) -> None:
        """Notes that `source` has signed in to the account."""
        self._session.merge(KnownSourceRow(account_id=account_id, source=source, last_at=now))
        self._session.flush()

    def hidden(self, name: str) -> str:
        """A keyed hash of a name that no account has: the same for the same name, and no way back."""
        secret = self._session.exec(select(SecretRow.value).where(SecretRow.name == NAMES_SECRET)).one()
        return hmac.new(
            secret.encode(), name.encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()

    def purge(self, now: datetime) -> None:
        """Deletes counters whose tries no longer count, and sources that are known no longer."""
        counts_since = now - PASSWORDS.window
        self._session.exec(
            delete(ThrottleRow).where(
                or_(col(ThrottleRow.last_at).is_(None), col(ThrottleRow.last_at) <= counts_since)
            )
        )
        self._session.exec(
            delete(KnownSourceRow).where(col(KnownSourceRow.last_at) < now - SOURCE_MEMORY)
        )
