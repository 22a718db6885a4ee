"""Signing in, by identifier or email address and password."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NoReturn, TypeVar

from cmi_tui.domain.activation import code_in
from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.forms import Values
from cmi_tui.domain.identity import Role, newest
from cmi_tui.domain.journal import DONE, STARTED, Entry, Event
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.domain.source import LOCAL_SOURCE, counted_source, source_named
from cmi_tui.services.admission import Admission, Counters, MemoryCounters, Request, admit, ledger
from cmi_tui.services.session import Session, longest, next_step
from cmi_tui.services.tallied_journal import TalliedJournal

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
        self._refusals = TalliedJournal(database)

    def __call__(self, values: Values, source: str = "") -> Session:
        """Opens a session for the fields of SIGN_IN, given at the network address `source`.

        Its `step` says what has to come before all is open. An empty source is this machine's own
        terminal. Raises Refused, Unavailable.
        """
        values = SIGN_IN.tidied(values)
        errors = SIGN_IN.judge(values)
        if errors:
            raise Refused(errors)
        asked = self._read(values["login"], values["password"], source_named(source))
        admission = self._counting(lambda here, counters: self._admit(here, counters, asked))
        if admission.wait:
            self._refuse_to_look(asked, admission.wait, admission.at)
        key = asked.key if admission.is_evaluated else _Key(None, asked.key.text)
        try:
            right = self._hasher.verify(key.password_hash, key.text)
        except Unavailable:
            self._counting(lambda _here, counters: admission.withdraw(counters))
            raise
        account = asked.account
        if account is None or key.password_hash is None or not right:
            outcome = Code.SIGN_IN_REFUSED if admission.is_evaluated else Code.TOO_MANY_TRIES
            self._counting(lambda here, counters: self._journal(here, counters, asked.entry(outcome)))
            raise Refused({"password": Code.SIGN_IN_REFUSED})
        if key.activation_id is None and self._hasher.is_outdated(key.password_hash):
            self._renew(account.account_id, key.password_hash, key.text)
        return self._counting(
            lambda here, counters: self._accept(here, counters, asked, account, admission)
        )

    def close(self) -> None:
        """Journals the refusals that have only been counted so far."""
        self._refusals.flush()

    def open_session(self, account_id: int, source: str = LOCAL_SOURCE) -> Session:
        """A session of an account whose holder has just been recognised. Raises Unavailable."""
        with self._database.reading() as transaction:
            account = transaction.accounts.credentials(account_id)
            assert account is not None
            return self._session(transaction, account, source)

    def _counting(self, work: "Callable[[Transaction, Counters], Result]") -> Result:
        # A database that cannot be written still lets some in; this process counts meanwhile.
        try:
            with self._database.writing() as transaction:
                return work(transaction, transaction.throttle)
        except Unavailable as error:
            if error.code not in _CANNOT_WRITE:
                raise
        with (
            self._database.reading() as transaction,
            self._memory.over(transaction.throttle) as counters,
        ):
            return work(transaction, counters)

    def _read(self, login: str, password: str, source: str) -> "_Asked":
        """What the database holds for a try; one that has to wait changes nothing there."""
        with self._database.reading() as transaction:
            account = transaction.accounts.find(login)
            account_id = account.account_id if account else None
            # Asked for unknown names too: both cost the same.
            is_known = transaction.throttle.knows_source(
                account_id or 0, counted_source(source), transaction.now
            )
            name = f"name {transaction.throttle.hidden(transaction.accounts.key_of(login))}"
            key = _key_for(account, password, transaction.now)
            is_code = code_in(password) is not None
            told = ledger(name, source, is_known=is_known, is_code=is_code)
            silent = None
            if account is not None:
                is_code = key.activation_id is not None
                silent = ledger(_whose(account), source, is_known=is_known, is_code=is_code)
            request = Request(source, is_known, (told,), silent)
            asked = _Asked(account, name, key, request)
            tries = transaction.throttle.peek(request.keys())
        wait, now = request.wait(tries, transaction.now), transaction.now
        # Tries of a clock since set back have to be counted anew.
        if wait and all(at <= now for times in tries.values() for at in times):
            self._refuse_to_look(asked, wait, now)
        return asked

    def _admit(self, transaction: "Transaction", counters: Counters, asked: "_Asked") -> Admission:
        # One process a try would never be throttled: only what counts for longer lets anybody in.
        is_kept = counters is not self._memory
        if not (is_kept or (asked.request.is_known and asked.request.source != LOCAL_SOURCE)):
            raise Unavailable(Code.TRIES_NOT_COUNTED)
        admission = admit(counters, asked.request, transaction.now)
        if is_kept:
            transaction.throttle.forget_some(transaction.now)
        return admission

    def _refuse_to_look(self, asked: "_Asked", wait: timedelta, now: datetime) -> NoReturn:
        self._refusals.add(asked.whose, asked.entry(Code.TOO_MANY_TRIES), now)
        raise Refused({"password": Code.TOO_MANY_TRIES}, wait)

    def _accept(
        self,
        transaction: "Transaction",
        counters: Counters,
        asked: "_Asked",
        account: "Credentials",
        admission: Admission,
    ) -> Session:
        session = self._session(transaction, account, asked.request.source)
        session.signed_in_as = asked.name
        session.earlier = transaction.journal.earlier_sign_ins(account.account_id)
        if asked.key.activation_id is not None:
            session.step = SignInStep.CHOOSE_PASSWORD
            session.activation_id = asked.key.activation_id
        if session.role is Role.SUPPORT:
            # What comes before the second factor clears no counter and makes no place known: codes
            # could be guessed without end.
            admission.withdraw(counters)
            self._journal(transaction, counters, session.entry(Event.SIGN_IN, STARTED, session.step))
            return session
        admission.succeed(counters)
        if counters is not self._memory:
            where = counted_source(session.source)
            transaction.throttle.remember_source(account.account_id, where, transaction.now)
        detail = "activation" if session.must_choose_password else ""
        self._journal(transaction, counters, session.entry(Event.SIGN_IN, DONE, detail))
        return session

    def _session(self, transaction: "Transaction", account: "Credentials", source: str) -> Session:
        step = next_step(transaction, account)
        return Session(
            account.account_id,
            account.role,
            transaction.accounts.information(account.account_id).identity,
            account.generation,
            opened_at=transaction.now,
            expires_at=transaction.now + longest(account.role, step, self._lifetime),
            proved_at=transaction.now,
            source=source,
            step=step,
            newest_request=newest(transaction.card_requests.of(account.account_id)),
            preferences=transaction.preferences.of(account.account_id),
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


@dataclass(frozen=True)
class _Asked:
    """A try: the account if the name is one's, the hidden name, what is compared, and its counters."""

    account: "Credentials | None"
    name: str
    key: _Key
    request: Request

    @property
    def whose(self) -> str:
        """The account, or the hidden name that no account has."""
        return _whose(self.account) if self.account else self.name

    def entry(self, outcome: str) -> Entry:
        """The line of the journal for a refusal."""
        # A name that no account has is only told by its hash: it may be a password typed too early.
        account_id = self.account.account_id if self.account else None
        detail = "" if self.account else self.name
        source = self.request.source
        return Entry(Event.SIGN_IN, outcome, account_id, account_id, source, detail=detail)


def _whose(account: "Credentials") -> str:
    return f"account {account.account_id}"


def _key_for(account: "Credentials | None", typed: str, now: datetime) -> _Key:
    # One hash a try, whatever is typed: what looks like a code is only compared with a code that is
    # waiting to be used.
    if account is None or not account.enabled:
        return _Key(None, typed)
    code, activation = code_in(typed), account.activation
    if code is not None and activation is not None and activation.is_good(now):
        return _Key(activation.code_hash, code, activation.activation_id)
    return _Key(account.password_hash, typed)
