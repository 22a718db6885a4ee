"""What an operator does to an account: a code for it, its end, its return, its role."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.activation import code_in, new_code
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.order_file import MAX_LENGTH, is_login
from cmi_tui.domain.unseen import unseen_in
from cmi_tui.services.journalling import wanted_account

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Database, Transaction

_EMAIL_IS_NEW = timedelta(days=30)
"""For how long whoever issues a code is told that the address has changed."""


@dataclass(frozen=True)
class IssuedCode:
    """A new activation code, whose account it opens and until when; told once and never kept.

    `email_changed_at` is when the holder last changed the address, None where it was not in a month.
    """

    code: str
    name: str
    expires_at: datetime
    email_changed_at: datetime | None

    def __repr__(self) -> str:
        return f"IssuedCode(expires_at={self.expires_at})"


class ManageAccounts:
    """Each act names the operator who does it; each raises Refused at `login`, which is journalled."""

    def __init__(self, database: "Database", hasher: "PasswordHasher") -> None:
        self._database = database
        self._hasher = hasher

    def add_agent(self, login: str, first_name: str, last_name: str, email: str, operator: str) -> None:
        """Adds a support agent's account, without a password.

        Raises Refused at the first of them that is wrong, which is journalled, and Unavailable.
        """
        with self._database.writing() as transaction:
            address = parse_email(email) if email else None
            refusal = _refusal(transaction, login, first_name, last_name, email)
            if refusal is not None:
                (code,) = refusal.errors.values()
                transaction.journal.add_later(Entry(Event.CREATION, code, operator=operator))
                raise refusal
            identity = Identity(login, first_name, last_name, "", None, "", "", "")
            information = Information(identity, address.shown if address else "")
            account_id = transaction.accounts.add(information, Role.SUPPORT, None)
            entry = Entry(Event.CREATION, DONE, subject_id=account_id, operator=operator)
            transaction.journal.add(replace(entry, detail=Role.SUPPORT))

    def issue_code(self, login: str, operator: str) -> IssuedCode:
        """Makes the only code by which the account's password can be chosen. Raises Unavailable."""
        code = new_code()
        code_hash = self._hasher.hash(code_in(code) or code)
        with self._database.writing() as transaction:
            account = wanted_account(transaction, login, Event.CODE, operator)
            if not account.enabled:
                refusal = replace(_entry(Event.CODE, account, operator), outcome=Code.ACCOUNT_DISABLED)
                transaction.journal.add_later(refusal)
                raise Refused({"login": Code.ACCOUNT_DISABLED})
            expires_at = transaction.activations.issue(account.account_id, code_hash, transaction.now)
            transaction.journal.add(_entry(Event.CODE, account, operator))
            name = transaction.accounts.information(account.account_id).identity.display_name
            since = transaction.now - _EMAIL_IS_NEW
            changed_at = transaction.accounts.email_changed_at(account.account_id)
            is_new = changed_at is not None and changed_at > since
        return IssuedCode(code, name, expires_at, changed_at if is_new else None)

    def disable(self, login: str, reason: DisablingReason, operator: str) -> None:
        """Ends the account's sessions and keeps it from signing in. Raises Unavailable."""
        with self._database.writing() as transaction:
            account = wanted_account(transaction, login, Event.DISABLING, operator)
            transaction.accounts.disable(account.account_id, reason, transaction.now)
            transaction.journal.add(_entry(Event.DISABLING, account, operator, reason))

    def enable(self, login: str, operator: str) -> None:
        """Lets the account sign in again, whatever it was disabled for. Raises Unavailable."""
        with self._database.writing() as transaction:
            account = wanted_account(transaction, login, Event.ENABLING, operator)
            transaction.accounts.enable(account.account_id)
            transaction.journal.add(_entry(Event.ENABLING, account, operator))

    def reset_second_factor(self, login: str, operator: str) -> None:
        """Forgets an agent's second factor and ends the sessions; the agent is told and enrols again.

        Raises Unavailable.
        """
        with self._database.writing() as transaction:
            account = wanted_account(transaction, login, Event.SECOND_FACTOR_RESET, operator)
            entry = _entry(Event.SECOND_FACTOR_RESET, account, operator)
            if account.role is not Role.SUPPORT:
                transaction.journal.add_later(replace(entry, outcome=Code.ACCOUNT_NOT_AGENT))
                raise Refused({"login": Code.ACCOUNT_NOT_AGENT})
            transaction.agents.remove_second_factor(account.account_id)
            transaction.accounts.end_sessions(account.account_id)
            address = transaction.accounts.information(account.account_id).email
            transaction.outbox.add(account.account_id, NoticeKind.SECOND_FACTOR_RESET, address)
            transaction.journal.add(entry)

    def set_role(self, login: str, role: Role, operator: str) -> None:
        """Gives the account a role, and ends its sessions. Raises Unavailable."""
        with self._database.writing() as transaction:
            account = wanted_account(transaction, login, Event.ROLE, operator)
            transaction.accounts.set_role(account.account_id, role)
            if role is not Role.SUPPORT:
                # Whoever becomes an agent again enrols again.
                transaction.agents.remove_second_factor(account.account_id)
            transaction.journal.add(_entry(Event.ROLE, account, operator, role))


def _refusal(
    transaction: "Transaction", login: str, first_name: str, last_name: str, email: str
) -> Refused | None:
    if not is_login(login):
        return Refused({"login": Code.LOGIN_INVALID})
    for field, name in (("first_name", first_name), ("last_name", last_name)):
        if len(name) > MAX_LENGTH or unseen_in(name):
            return Refused({field: Code.NAME_INVALID})
    if email and parse_email(email) is None:
        return Refused({"email": Code.EMAIL_INVALID})
    if transaction.accounts.find(login) is not None:
        return Refused({"login": Code.LOGIN_TAKEN})
    if email and transaction.accounts.find(email) is not None:
        return Refused({"email": Code.EMAIL_TAKEN})
    return None


def _entry(event: Event, account: "Credentials", operator: str, detail: str = "") -> Entry:
    return Entry(event, DONE, subject_id=account.account_id, operator=operator, detail=detail)
