"""Reading accounts as an operator does: a list of them, or one; that they were read is journalled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.account_state import AccountLine, AccountSheet, AccountState, account_state
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.services.journalling import wanted_account

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

PAGE_ACCOUNTS = 5_000
"""Accounts a read: a pipe may wait without end, and while SQLite is read nobody can write to it."""

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class ConsultAccounts:
    """What operators see of accounts; each act names the operator."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def has_any(self) -> bool:
        """Whether there is an account yet; not journalled. Raises Unavailable."""
        with self._database.reading() as transaction:
            return transaction.accounts.last_id() > 0

    def list(
        self, operator: str, state: AccountState | None = None, role: Role | None = None
    ) -> Iterator[AccountLine]:
        """The accounts that are there now, oldest first, read by the page as they are asked for.

        Those for which a code was asked, the longest-waiting first. Only those in `state` and of
        `role` where these are given. No transaction is open while the caller has a line, however long
        it keeps it. Raises Unavailable.
        """
        with self._database.reading() as transaction:
            wanted = f"state={state or 'any'} role={role or 'any'}"
            entry = Entry(Event.LISTING, DONE, operator=operator, detail=wanted)
            transaction.journal.add_later(entry)
            last = transaction.accounts.last_id()
            now = transaction.now
        lines = self._asked(now) if state is AccountState.CODE_ASKED else self._all(last)
        for line in lines:
            if state in (None, line.state) and role in (None, line.role):
                yield line

    def _all(self, last: int) -> Iterator[AccountLine]:
        for after in range(0, last, PAGE_ACCOUNTS):
            with self._database.reading() as transaction:
                upto = min(after + PAGE_ACCOUNTS, last)
                page = transaction.accounts.lines(after, upto, transaction.now)
            yield from page

    def _asked(self, upto: datetime) -> Iterator[AccountLine]:
        after, page = (_BEFORE_ALL, 0), None
        while page is None or len(page) == PAGE_ACCOUNTS:
            with self._database.reading() as transaction:
                page = transaction.accounts.lines_asked(after, upto, PAGE_ACCOUNTS, transaction.now)
            for place, line in page:
                after = place
                yield line

    def show(self, login: str, operator: str) -> AccountSheet:
        """One account. Raises Refused for a login that no account has, Unavailable."""
        with self._database.reading() as transaction:
            account = wanted_account(transaction, login, Event.READING, operator)
            subject = account.account_id
            entry = Entry(Event.READING, DONE, subject_id=subject, operator=operator)
            transaction.journal.add_later(entry)
            information = transaction.accounts.information(subject)
            earlier = transaction.journal.earlier_sign_ins(subject)
            code = account.activation
            if code is not None and not code.is_good(transaction.now):
                code = None
            standing = transaction.holder_files.standing(subject)
            state = account_state(
                is_enabled=account.enabled,
                code_is_asked=standing is not None and standing.code_asked_at is not None,
                has_code=code is not None,
                has_password=account.password_hash is not None,
            )
            identity = information.identity
            return AccountSheet(
                AccountLine(identity.login, identity.display_name, account.role, state),
                information.email,
                transaction.accounts.email_is_holders(subject),
                code.expires_at if code else None,
                earlier.at,
                earlier.source,
                earlier.failures,
            )
