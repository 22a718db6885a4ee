"""Choosing a password, which an activation code opens the way to."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.activation import code_in
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.portal_forms import NEW_PASSWORD
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Database


class ChoosePassword:
    """Uses the code up with the choice, so that a line that drops before leaves it good."""

    def __init__(self, database: "Database", hasher: "PasswordHasher", lifetime: timedelta) -> None:
        self._database = database
        self._hasher = hasher
        self._lifetime = lifetime

    def __call__(self, session: Session, values: Values) -> Session:
        """Sets the password of the fields of NEW_PASSWORD; the session with which all is open now.

        The account's other sessions end. Raises Refused (with PASSWORD_IS_CODE at `new` too),
        SessionEnded, Unavailable.
        """
        errors = NEW_PASSWORD.judge(values)
        if errors:
            raise Refused(errors)
        with self._database.reading() as transaction:
            account = authorised(transaction, session, session.role, choosing_password=True)
        self._check_is_no_code(account, values["new"])
        password_hash = self._hasher.hash(values["new"])
        with self._database.writing() as transaction:
            transaction.accounts.hold(session.account_id)
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
            preferences=session.preferences,
        )

    def _check_is_no_code(self, account: "Credentials", password: str) -> None:
        # A code has all that the rule asks for, and is on paper.
        code = code_in(password)
        if code and account.activation and self._hasher.verify(account.activation.code_hash, code):
            raise Refused({"new": Code.PASSWORD_IS_CODE})
