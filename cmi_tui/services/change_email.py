"""Changing the email address."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.errors import Code, EmailTaken, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.services.session import Clock, Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

TIME_TO_FILL = timedelta(minutes=15)
"""How long the form may take to fill after the proof that opened it was still fresh."""


class ChangeEmail:
    """The database's own constraint decides between two who claim one address."""

    def __init__(self, database: "Database", clock: Clock, proof_lifetime: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._proof_lifetime = proof_lifetime

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of EMAIL; the current address is the one stored.

        Raises Refused (with EMAIL_TAKEN or PROOF_TOO_OLD at `new` too), SessionEnded, Unavailable.
        """
        try:
            self._change(session, values)
        except EmailTaken:
            self._journal_refusal(session, Code.EMAIL_TAKEN)
            raise Refused({"new": Code.EMAIL_TAKEN}) from None

    def _change(self, session: Session, values: Values) -> None:
        with self._database.writing() as transaction:
            authorised(transaction, session)
            current = transaction.accounts.information(session.account_id).email
            errors = EMAIL.judge({**values, "current": current})
            email = parse_email(values["new"])
            if errors or email is None:
                raise Refused(errors)
            now = self._clock()
            if now - session.proved_at > self._proof_lifetime + TIME_TO_FILL:
                raise Refused({"new": Code.PROOF_TOO_OLD})
            transaction.accounts.set_email(session.account_id, email)
            transaction.journal.add(now, Event.EMAIL_CHANGE, session.account_id, DONE)

    def _journal_refusal(self, session: Session, code: Code) -> None:
        with self._database.writing() as transaction:
            transaction.journal.add(self._clock(), Event.EMAIL_CHANGE, session.account_id, code)
