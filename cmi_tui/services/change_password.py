"""Changing the password."""

from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.portal_forms import PASSWORD
from cmi_tui.services.change_limit import check_pace
from cmi_tui.services.password_check import PasswordCheck
from cmi_tui.services.session import Clock, Session, authorised

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database


class ChangePassword:
    """Judges the whole form at once, the old password included; the account's other sessions end."""

    def __init__(
        self, database: "Database", hasher: "PasswordHasher", check: PasswordCheck, clock: Clock
    ) -> None:
        self._database = database
        self._hasher = hasher
        self._check = check
        self._clock = clock

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of PASSWORD. Raises Refused, SessionEnded, Unavailable."""
        errors = PASSWORD.judge(values)
        wrong = Code.OLD_PASSWORD_WRONG
        if "old" not in errors and not self._check(session, values["old"], Event.PASSWORD_CHANGE, wrong):
            errors = {"old": wrong, **errors}
        if errors:
            raise Refused(errors)
        new_hash = self._hasher.hash(values["new"])
        with self._database.writing() as transaction:
            # Whoever changed it meanwhile has ended this session.
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session, session.role)
            check_pace(transaction, session.account_id, Event.PASSWORD_CHANGE)
            generation = transaction.accounts.set_password_hash(session.account_id, new_hash)
            address = transaction.accounts.information(session.account_id).email
            transaction.outbox.add(session.account_id, NoticeKind.PASSWORD_CHANGED, address)
            transaction.journal.add(session.entry(Event.PASSWORD_CHANGE, DONE))
        session.generation = generation
        session.proved_at = self._clock()
