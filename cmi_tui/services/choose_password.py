"""Choosing a password, which an activation code opens the way to."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Refused, SessionEnded
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.portal_forms import NEW_PASSWORD
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database


class ChoosePassword:
    """Uses the code up with the choice, so that a line that drops before leaves it good."""

    def __init__(self, database: "Database", hasher: "PasswordHasher", lifetime: timedelta) -> None:
        self._database = database
        self._hasher = hasher
        self._lifetime = lifetime

    def __call__(self, session: Session, values: Values) -> Session:
        """Sets the password of the fields of NEW_PASSWORD; the session with which all is open now.

        The account's other sessions end. Raises Refused, SessionEnded, Unavailable.
        """
        errors = NEW_PASSWORD.judge(values)
        if errors:
            raise Refused(errors)
        with self._database.reading() as transaction:
            authorised(transaction, session, session.role, choosing_password=True)
        password_hash = self._hasher.hash(values["new"])
        with self._database.writing() as transaction:
            authorised(transaction, session, session.role, choosing_password=True)
            if session.activation_id is None or not transaction.activations.use(session.activation_id):
                session.is_over = True
                raise SessionEnded
            generation = transaction.accounts.set_password_hash(session.account_id, password_hash)
            address = transaction.accounts.information(session.account_id).email
            transaction.outbox.add(session.account_id, NoticeKind.PASSWORD_CHANGED, address)
            transaction.journal.add(session.entry(Event.PASSWORD_CHANGE, DONE, "activation"))
            now = transaction.now
        session.is_over = True
        return Session(
            session.account_id,
            session.role,
            session.identity,
            generation,
            opened_at=now,
            expires_at=now + self._lifetime,
            proved_at=now,
            source=session.source,
            earlier=session.earlier,
            signed_in_as=session.signed_in_as,
        )
