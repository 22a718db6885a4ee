"""Changing the email address."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.errors import Code, EmailTaken, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.domain.throttling import CONFLICTS
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

TIME_TO_FILL = timedelta(minutes=15)
"""How long the form may take to fill after the proof that opened it was still fresh."""


class ChangeEmail:
    """The database's own constraint decides between two who claim one address."""

    def __init__(self, database: "Database", proof_lifetime: timedelta) -> None:
        self._database = database
        self._proof_lifetime = proof_lifetime

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of EMAIL; the current address is the one stored.

        Raises Refused (with EMAIL_TAKEN, TOO_MANY_TRIES or PROOF_TOO_OLD at `new` too),
        SessionEnded, Unavailable.
        """
        # A refusal for a taken address is counted and journalled: it commits too.
        with self._database.writing() as transaction:
            authorised(transaction, session)
            current = transaction.accounts.information(session.account_id).email
            errors = EMAIL.judge({**values, "current": current})
            email = parse_email(values["new"])
            if errors or email is None:
                raise Refused(errors)
            now = transaction.now
            if now - session.proved_at > self._proof_lifetime + TIME_TO_FILL:
                raise Refused({"new": Code.PROOF_TOO_OLD})
            counter = f"conflicts {session.account_id}"
            conflicts = CONFLICTS.recent(transaction.throttle.take([counter])[counter], now)
            outcome: str = DONE
            wait = CONFLICTS.wait(conflicts, now)
            if wait:
                outcome = Code.TOO_MANY_TRIES
            else:
                try:
                    transaction.accounts.set_email(session.account_id, email)
                    for kind, address in (
                        (NoticeKind.EMAIL_CHANGED_TO_OLD, current),
                        (NoticeKind.EMAIL_CHANGED_TO_NEW, email.shown),
                    ):
                        transaction.outbox.add(session.account_id, kind, address)
                except EmailTaken:
                    outcome = Code.EMAIL_TAKEN
                    conflicts.append(now)
            transaction.throttle.put({counter: conflicts})
            transaction.journal.add(session.entry(Event.EMAIL_CHANGE, outcome))
        if outcome != DONE:
            raise Refused({"new": Code(outcome)}, wait)
