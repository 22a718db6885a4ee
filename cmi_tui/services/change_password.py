"""Changing the password."""

from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import PASSWORD
from cmi_tui.services.session import Clock, Session, authorised

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database


class ChangePassword:
    """Judges the whole form at once, the old password included."""

    def __init__(self, database: "Database", hasher: "PasswordHasher", clock: Clock) -> None:
        self._database = database
        self._hasher = hasher
        self._clock = clock

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of PASSWORD. Raises Refused, SessionEnded, Unavailable."""
        errors = PASSWORD.judge(values)
        with self._database.reading() as transaction:
            old_hash = authorised(transaction, session).password_hash
        if "old" not in errors and not self._hasher.verify(old_hash, values["old"]):
            self._journal(session, Code.OLD_PASSWORD_WRONG)
            errors = {"old": Code.OLD_PASSWORD_WRONG, **errors}
        if errors or old_hash is None:
            raise Refused(errors)
        new_hash = self._hasher.hash(values["new"])
        with self._database.writing() as transaction:
            authorised(transaction, session)
            if not transaction.accounts.replace_password_hash(session.account_id, old_hash, new_hash):
                raise Refused({"old": Code.OLD_PASSWORD_WRONG})
            transaction.journal.add(self._clock(), Event.PASSWORD_CHANGE, session.account_id, DONE)
        session.proved_at = self._clock()

    def _journal(self, session: Session, outcome: str) -> None:
        with self._database.writing() as transaction:
            transaction.journal.add(self._clock(), Event.PASSWORD_CHANGE, session.account_id, outcome)
