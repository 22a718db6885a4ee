"""Reading the audit journal, and purging what is too old to keep."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.journal import DONE, Entry, Event, JournalFilter, JournalLine
from cmi_tui.services.journalling import wanted_account

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

PAGE_LINES = 1_000
"""Lines a read: a pipe may wait without end, and while SQLite is read nobody can write to it."""
PURGE_LINES = 5_000
"""Lines a transaction: others wait for it on SQLite."""


class Audit:
    """The journal as an operator sees it."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def show(self, wanted: JournalFilter, operator: str) -> Iterator[JournalLine]:
        """The lines that match and are there now, oldest first, read by the page as they are asked for.

        No transaction is open while the caller has a line, however long it keeps it. That they were
        read, and whose they are, is journalled in its turn. Raises Refused for a login that no account
        has, Unavailable.
        """
        with self._database.reading() as transaction:
            account_id = None
            if wanted.login:
                account_id = wanted_account(
                    transaction, wanted.login, Event.CONSULTATION, operator
                ).account_id
            entry = Entry(Event.CONSULTATION, DONE, subject_id=account_id, operator=operator)
            transaction.journal.add_later(entry)
            last = transaction.journal.last_id()
        number = 0
        while number < last:
            with self._database.reading() as transaction:
                page = transaction.journal.page(wanted, account_id, number, last, PAGE_LINES)
            yield from (line for _number, line in page)
            if len(page) < PAGE_LINES:
                return
            number, _line = page[-1]

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
