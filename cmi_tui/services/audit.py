"""Reading the audit journal, and purging what is too old to keep."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.journal import DONE, Entry, Event, JournalFilter, JournalLine
from cmi_tui.services.journalling import wanted_account

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction

PAGE_LINES = 1_000
"""Lines a read: a pipe may wait without end, and while SQLite is read nobody can write to it."""
_LONGEST_SILENCE = timedelta(days=31)
"""How long a journal that is purged daily, or monthly, may be without a line."""
PURGE_LINES = 5_000
"""Lines a transaction: others wait for it on SQLite."""


class Audit:
    """The journal as an operator sees it."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def show(self, wanted: JournalFilter, operator: str) -> Iterator[JournalLine]:
        """The lines that match and are there now, oldest first, read by the page as they are asked for.

        No transaction is open while the caller has a line, however long it keeps it. That they were
        read, and whose they are, is journalled in its turn. Raises Refused at `login` or `agent` for one
        that no account has, Unavailable.
        """
        with self._database.reading() as transaction:
            account_id = None
            if wanted.login:
                account_id = wanted_account(
                    transaction, wanted.login, Event.CONSULTATION, operator
                ).account_id
            agent_id = None
            if wanted.agent:
                agent_id = wanted_account(
                    transaction, wanted.agent, Event.CONSULTATION, operator, field="agent"
                ).account_id
            subject_id = account_id if agent_id is None else agent_id
            entry = Entry(Event.CONSULTATION, DONE, subject_id=subject_id, operator=operator)
            transaction.journal.add_later(entry)
            last = transaction.journal.last_id()
        number = 0
        while number < last:
            with self._database.reading() as transaction:
                page = transaction.journal.page(wanted, account_id, number, last, PAGE_LINES, agent_id)
            yield from (line for _number, line in page)
            if len(page) < PAGE_LINES:
                return
            number, _line = page[-1]

    def purge(
        self,
        older_than: timedelta,
        operator: str,
        progress: Callable[[int, int], None] | None = None,
        *,
        trusting_clock: bool = False,
    ) -> int:
        """Deletes lines, and with them counters, sources, codes and prepared forms that serve no more.

        How many lines went. `progress` is told so after each part, and of how many.

        The purge itself is journalled before its first line goes. Unless `trusting_clock`, a clock that
        seems to have jumped is taken to be wrong.

        Raises Refused (CLOCK_DOUBTFUL at `clock`), Unavailable.
        """
        with self._database.writing() as transaction:
            before = transaction.now - older_than
            if not trusting_clock and _is_doubtful(transaction):
                entry = Entry(Event.PURGE, Code.CLOCK_DOUBTFUL, operator=operator)
                transaction.journal.add_later(entry)
                raise Refused({"clock": Code.CLOCK_DOUBTFUL})
            detail = f"before={before.date()}"
            transaction.journal.add(Entry(Event.PURGE, DONE, operator=operator, detail=detail))
        self._repeat(lambda here: here.throttle.purge(here.now, PURGE_LINES))
        self._repeat(lambda here: here.activations.purge(here.now, PURGE_LINES))
        self._repeat(lambda here: here.prepared_forms.purge(PURGE_LINES))
        if progress is None:
            return self._repeat(lambda here: here.journal.purge(before, PURGE_LINES))
        with self._database.reading() as transaction:
            lines = transaction.journal.count_before(before)
        return self._repeat(
            lambda here: here.journal.purge(before, PURGE_LINES), lambda gone: progress(gone, lines)
        )

    def _repeat(
        self,
        purge_some: "Callable[[Transaction], int]",
        progress: Callable[[int], None] = lambda _gone: None,
    ) -> int:
        gone = 0
        while True:
            with self._database.writing() as transaction:
                some = purge_some(transaction)
            if not some:
                return gone
            gone += some
            progress(gone)


def _is_doubtful(transaction: "Transaction") -> bool:
    """Whether the clock may be wrong: since the last purge the journal was without a line for too long.

    A purge writes a line itself, so that daily or monthly ones leave no such silence. A clock that jumps
    ahead does, before it or, where lines were written by it already, among them; lines from after now
    were written by a clock that has been set back since.
    """
    journal = transaction.journal
    at = journal.last_purge() or journal.oldest()
    while at is not None and at < transaction.now - _LONGEST_SILENCE:
        following = journal.newest(at + _LONGEST_SILENCE)
        if following is None or following <= at:
            return True
        at = following
    return False
