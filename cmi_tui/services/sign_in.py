"""Signing in, by identifier or email address and password."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from cmi_tui.domain.activation import code_in
from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.domain.source import LOCAL_SOURCE, counted_source, source_named
from cmi_tui.services.admission import Admission, Counters, MemoryCounters, account_key, admit
from cmi_tui.services.session import Session

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Database, Transaction

_LOG = logging.getLogger(__name__)
_CANNOT_WRITE = (Code.DATABASE_READ_ONLY, Code.DATABASE_FULL)
Result = TypeVar("Result")


class SignIn:
    """An unknown login, a wrong password and a disabled account look and cost the same."""

    def __init__(self, database: "Database", hasher: "PasswordHasher", lifetime: timedelta) -> None:
        self._database = database
        self._hasher = hasher
        self._lifetime = lifetime
        self._memory = MemoryCounters()

    def __call__(self, values: Values, source: str = "") -> Session:
        """Opens a session for the fields of SIGN_IN, given at the network address `source`.

        An empty source is this machine's own terminal. Raises Refused, Unavailable.
        """
        values = SIGN_IN.tidied(values)
        errors = SIGN_IN.judge(values)
        if errors:
            raise Refused(errors)
        source = source_named(source)
        login, password = values["login"], values["password"]
        account, admission = self._counting(
            lambda here, counters: self._admit(here, counters, login, source)
        )
        if admission.wait:
            raise Refused({"password": Code.TOO_MANY_TRIES}, admission.wait)
        key = _key_for(account, password, admission.at)
        try:
            right = self._hasher.verify(key.password_hash, key.text)
        except Unavailable:
            self._counting(lambda _here, counters: admission.withdraw(counters))
            raise
        if account is None or key.password_hash is None or not right:
            self._counting(
                lambda here, counters: self._refuse(here, counters, account, admission, source)
            )
            raise Refused({"password": Code.SIGN_IN_REFUSED})
        if key.activation_id is None and self._hasher.is_outdated(key.password_hash):
            self._renew(account.account_id, key.password_hash, password)
        return self._counting(
            lambda here, counters: self._accept(here, counters, account, admission, source, key)
        )

    def open_session(self, account_id: int, source: str = LOCAL_SOURCE) -> Session:
        """A session of an account whose holder has just been recognised. Raises Unavailable."""
        with self._database.reading() as transaction:
            account = transaction.accounts.credentials(account_id)
            assert account is not None
            return self._session(transaction, account, source)

    def _counting(self, work: "Callable[[Transaction, Counters], Result]") -> Result:
        # A database that cannot be written still lets holders in; this process counts meanwhile.
        try:
            with self._database.writing() as transaction:
                return work(transaction, transaction.throttle)
        except Unavailable as error:
            if error.code not in _CANNOT_WRITE:
                raise
        with self._memory.lock, self._database.reading() as transaction:
            return work(transaction, self._memory)

    def _admit(
        self, transaction: "Transaction", counters: Counters, login: str, source: str
    ) -> "tuple[Credentials | None, Admission]":
        account = transaction.accounts.find(login)
        account_id = account.account_id if account else None
        key = account_key(transaction, account_id, transaction.accounts.key_of(login), source)
        admission = admit(counters, key, source, transaction.now)
        if admission.wait:
            transaction.journal.add_later(_entry(account_id, admission, source, Code.TOO_MANY_TRIES))
        return account, admission

    def _refuse(
        self,
        transaction: "Transaction",
        counters: Counters,
        account: "Credentials | None",
        admission: Admission,
        source: str,
    ) -> None:
        account_id = account.account_id if account else None
        entry = _entry(account_id, admission, source, Code.SIGN_IN_REFUSED)
        self._journal(transaction, counters, entry)

    def _accept(
        self,
        transaction: "Transaction",
        counters: Counters,
        account: "Credentials",
        admission: Admission,
        source: str,
        key: "_Key",
    ) -> Session:
        admission.succeed(counters)
        session = self._session(transaction, account, source)
        session.activation_id = key.activation_id
        session.earlier = transaction.journal.earlier_sign_ins(account.account_id)
        if counters is not self._memory:
            where = counted_source(source)
            transaction.throttle.remember_source(account.account_id, where, transaction.now)
        detail = "activation" if session.must_choose_password else ""
        self._journal(transaction, counters, session.entry(Event.SIGN_IN, DONE, detail))
        return session

    def _session(self, transaction: "Transaction", account: "Credentials", source: str) -> Session:
        return Session(
            account.account_id,
            account.role,
            transaction.accounts.information(account.account_id).identity,
            account.generation,
            opened_at=transaction.now,
            expires_at=transaction.now + self._lifetime,
            proved_at=transaction.now,
            source=source,
        )

    def _journal(self, transaction: "Transaction", counters: Counters, entry: Entry) -> None:
        if counters is self._memory:
            transaction.journal.add_later(entry)
        else:
            transaction.journal.add(entry)

    def _renew(self, account_id: int, old_hash: str, password: str) -> None:
        try:
            new_hash = self._hasher.hash(password)
            with self._database.writing() as transaction:
                transaction.accounts.replace_password_hash(account_id, old_hash, new_hash)
        except Unavailable as error:
            _LOG.warning("hash not renewed: %s", error.code)


@dataclass(frozen=True)
class _Key:
    """What is compared with which hash; `activation_id` is that of the code it is, if it is one."""

    password_hash: str | None
    text: str
    activation_id: int | None = None

    def __repr__(self) -> str:
        return f"_Key(activation_id={self.activation_id})"


def _key_for(account: "Credentials | None", typed: str, now: datetime) -> _Key:
    # One hash a try, whatever is typed: what looks like a code is only compared with a code that is
    # waiting to be used.
    if account is None or not account.enabled:
        return _Key(None, typed)
    code, activation = code_in(typed), account.activation
    if code is not None and activation is not None and activation.is_good(now):
        return _Key(activation.code_hash, code, activation.activation_id)
    return _Key(account.password_hash, typed)


def _entry(account_id: int | None, admission: Admission, source: str, outcome: str) -> Entry:
    # A name that no account has is only told by its hash: it may be a password typed too early.
    detail = admission.account_key if account_id is None else ""
    return Entry(Event.SIGN_IN, outcome, account_id, account_id, source, detail=detail)
