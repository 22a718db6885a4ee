"""Reading the audit journal, and purging what is too old to keep."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.journal import DONE, Entry, Event, JournalFilter, JournalLine

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

PURGE_LINES = 5_000
"""Lines a transaction: others wait for it on SQLite."""


class Audit:
    """The journal as an operator sees it."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def show(self, wanted: JournalFilter, operator: str) -> Iterator[JournalLine]:
        """The lines that match, oldest first, read as they are asked for.

        That they were read, and whose they are, is journalled in its turn. Raises Refused for a
        login that no account has, Unavailable.
        """
        with self._database.reading() as transaction:
            account_id = None
            if wanted.login:
                account = transaction.accounts.find(wanted.login)
                if account is None:
                    raise Refused({"login": Code.ACCOUNT_UNKNOWN})
                account_id = account.account_id
            entry = Entry(Event.CONSULTATION, DONE, subject_id=account_id, operator=operator)
            transaction.journal.add_later(entry)
            yield from transaction.journal.lines(wanted, account_id)

    def purge(self, older_than: timedelta, operator: str) -> int:
        """Deletes lines, and with them counters, sources and codes that serve no more; how many lines.

        The purge itself is journalled before its first line goes. Raises Unavailable.
        """
        with self._database.writing() as transaction:
            before = transaction.now - older_than
            detail = f"before={before.date()}"
            transaction.journal.add(Entry(Event.PURGE, DONE, operator=operator, detail=detail))
            transaction.journal.allow_purge(before)
            transaction.throttle.purge(transaction.now)
            transaction.activations.purge(transaction.now)
        return sum(iter(lambda: self._purge_some(before), 0))

    def _purge_some(self, before: datetime) -> int:
        with self._database.writing() as transaction:
            return transaction.journal.purge(before, PURGE_LINES)
