"""The counters of the throttle, shared by all machines, and the sources that accounts are used from."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, collate, or_, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import Select

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.search_key import end_of_range
from cmi_tui.domain.throttling import PASSWORDS, SOURCE_MEMORY, from_milliseconds, to_milliseconds
from cmi_tui.storage.tables import KnownSourceRow, SecretRow, ThrottleRow

NAMES_SECRET = "names"
"""The secret under which typed names are kept: they may be passwords typed too early."""
_FORGOTTEN_A_TRY = 10
_ROUNDS = 5
_KNOWN_SOURCES = 50
"""Sources that an account knows at most: the latest ones."""


class Throttle:
    """The counters as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def peek(self, keys: Iterable[str]) -> dict[str, list[datetime]]:
        """The times of each counter's tries, which others may change meanwhile."""
        keys = list(keys)
        found = {key: tries for key, tries in self._session.exec(_rows(keys))}
        return {key: from_milliseconds(found.get(key, "")) for key in keys}

    def take(self, keys: Iterable[str]) -> dict[str, list[datetime]]:
        """The times of each counter's tries; no other transaction sees them before this one ends.

        Raises Unavailable when others keep deleting them.
        """
        # In one order, so that two transactions cannot each hold what the other waits for.
        ordered = sorted(keys)
        insert = self._insert([{"key": key, "tries": ""} for key in ordered]).on_conflict_do_nothing()
        locked = _rows(ordered).order_by(col(ThrottleRow.key)).with_for_update()
        for _ in range(_ROUNDS):
            self._session.execute(insert)
            found = {key: tries for key, tries in self._session.exec(locked)}
            # Whoever had one before us may have deleted it.
            if len(found) == len(ordered):
                return {key: from_milliseconds(tries) for key, tries in found.items()}
        raise Unavailable(Code.DATABASE_LOCKED)

    def of(self, whose: str) -> dict[str, list[datetime]]:
        """The counters of an account or name: that of all sources, and each source's own."""
        rows = self._session.exec(
            select(ThrottleRow.key, ThrottleRow.tries).where(or_(*self._keys_of(whose)))
        )
        return {key: from_milliseconds(tries) for key, tries in rows}

    def clear(self, whose: str) -> None:
        """Forgets these counters."""
        self._session.exec(delete(ThrottleRow).where(or_(*self._keys_of(whose))))

    def _keys_of(self, whose: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        own, sources = col(ThrottleRow.key), f"{whose} from "
        is_sqlite = self._session.get_bind().dialect.name == "sqlite"
        key = collate(own, "BINARY" if is_sqlite else "C")
        return own == whose, and_(key >= sources, key < end_of_range(sources))

    def put(self, counters: Mapping[str, list[datetime]]) -> None:
        """Keeps counters that have been taken; those without tries go."""
        # One statement however many there are: a name that no account has, and so fewer, costs as much.
        kept = [
            {"key": key, "tries": to_milliseconds(tries), "last_at": tries[-1]}
            for key, tries in sorted(counters.items())
            if tries
        ]
        if kept:
            insert = self._insert(kept)
            changed = {name: insert.excluded[name] for name in ("tries", "last_at")}
            self._session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=changed))
        empty = sorted(key for key, tries in counters.items() if not tries)
        if empty:
            self._session.exec(delete(ThrottleRow).where(col(ThrottleRow.key).in_(empty)))

    def forget_some(self, now: datetime) -> None:
        """Deletes a few counters that no longer count, more than a try adds: they never pile up."""
        stale = (
            select(ThrottleRow.key)
            .where(col(ThrottleRow.last_at) <= now - PASSWORDS.window)
            .limit(_FORGOTTEN_A_TRY)
            # Another transaction may be counting on one of them, and wait for one of ours.
            .with_for_update(skip_locked=True)
        )
        self._session.exec(delete(ThrottleRow).where(col(ThrottleRow.key).in_(stale)))

    def _insert(self, rows: list[dict[str, object]]) -> sqlite.Insert | postgresql.Insert:
        if self._session.get_bind().dialect.name == "sqlite":
            return sqlite.insert(ThrottleRow).values(rows)
        return postgresql.insert(ThrottleRow).values(rows)

    def knows_source(self, account_id: int, source: str, now: datetime) -> bool:
        """Whether `source` has signed in to the account lately."""
        row = self._session.get(KnownSourceRow, (account_id, source))
        return row is not None and now - row.last_at < SOURCE_MEMORY

    def remember_source(self, account_id: int, source: str, now: datetime) -> None:
        """Notes that `source` has signed in to the account."""
        self._session.merge(KnownSourceRow(account_id=account_id, source=source, last_at=now))
        self._session.flush()
        of_account = col(KnownSourceRow.account_id) == account_id
        latest = (
            select(KnownSourceRow.source)
            .where(of_account)
            .order_by(col(KnownSourceRow.last_at).desc())
            .limit(_KNOWN_SOURCES)
        )
        self._session.exec(
            delete(KnownSourceRow).where(of_account, col(KnownSourceRow.source).not_in(latest))
        )

    def hidden(self, name: str) -> str:
        """A keyed hash of a typed name: the same for the same name, and no way back."""
        secret = self._session.exec(select(SecretRow.value).where(SecretRow.name == NAMES_SECRET)).one()
        return hmac.new(
            secret.encode(), name.encode("utf-8", "surrogatepass"), hashlib.sha256
        ).hexdigest()

    def purge(self, now: datetime, most: int) -> int:
        """Deletes at most so many counters that count no longer, and sources known no longer."""
        last_at, counts_since = col(ThrottleRow.last_at), now - PASSWORDS.window
        stale = (
            select(ThrottleRow.key).where(or_(last_at.is_(None), last_at <= counts_since)).limit(most)
        )
        counters = self._session.exec(delete(ThrottleRow).where(col(ThrottleRow.key).in_(stale)))
        source = tuple_(col(KnownSourceRow.account_id), col(KnownSourceRow.source))
        forgotten = (
            select(KnownSourceRow.account_id, KnownSourceRow.source)
            .where(col(KnownSourceRow.last_at) < now - SOURCE_MEMORY)
            .limit(most)
        )
        sources = self._session.exec(delete(KnownSourceRow).where(source.in_(forgotten)))
        return counters.rowcount + sources.rowcount


def _rows(keys: list[str]) -> Select[str, str]:
    return select(ThrottleRow.key, ThrottleRow.tries).where(col(ThrottleRow.key).in_(keys))
