"""Signing in, by identifier or email address and password."""

import logging
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.session import Clock, Session

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database

_LOG = logging.getLogger(__name__)


class SignIn:
    """An unknown login, a wrong password and a disabled account look and cost the same."""

    def __init__(self, database: "Database", hasher: "PasswordHasher", clock: Clock) -> None:
        self._database = database
        self._hasher = hasher
        self._clock = clock

    def __call__(self, values: Values) -> Session:
        """Opens a session for the fields of SIGN_IN. Raises Refused, Unavailable."""
        errors = SIGN_IN.judge(values)
        if errors:
            raise Refused(errors)
        with self._database.reading() as transaction:
            account = transaction.accounts.find(values["login"])
        password_hash = account.password_hash if account and account.enabled else None
        right = self._hasher.verify(password_hash, values["password"])
        account_id = account.account_id if account else None
        outcome = DONE if right else Code.SIGN_IN_REFUSED
        journal_if_possible(self._database, self._clock(), Event.SIGN_IN, account_id, outcome)
        if account is None or password_hash is None or not right:
            raise Refused({"password": Code.SIGN_IN_REFUSED})
        if self._hasher.is_outdated(password_hash):
            self._renew(account.account_id, password_hash, values["password"])
        return self.open_session(account.account_id)

    def open_session(self, account_id: int) -> Session:
        """A session of an account whose holder has just been recognised. Raises Unavailable."""
        with self._database.reading() as transaction:
            account = transaction.accounts.credentials(account_id)
            identity = transaction.accounts.information(account_id).identity
        assert account is not None
        return Session(account_id, account.role, identity, proved_at=self._clock())

    def _renew(self, account_id: int, old_hash: str, password: str) -> None:
        new_hash = self._hasher.hash(password)
        try:
            with self._database.writing() as transaction:
                transaction.accounts.replace_password_hash(account_id, old_hash, new_hash)
        except Unavailable as error:
            _LOG.warning("hash not renewed: %s", error.code)
