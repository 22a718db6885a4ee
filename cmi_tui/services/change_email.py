"""Changing the email address."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.email_address import EmailAddress, lookup_key, parse_email
from cmi_tui.domain.errors import Code, EmailTaken, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.domain.text import normalised
from cmi_tui.domain.throttling import CONFLICTS
from cmi_tui.services.change_limit import check_pace
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction

TIME_TO_FILL = timedelta(minutes=15)
"""How long the form may take to fill after the proof that opened it was still fresh."""


class ChangeEmail:
    """The database's own constraint decides between two who claim one address."""

    def __init__(self, database: "Database", proof_lifetime: timedelta) -> None:
        self._database = database
        self._proof_lifetime = proof_lifetime

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of EMAIL, unless the address is no longer the one that the form shows.

        Raises Refused (with EMAIL_CHANGED_MEANWHILE at `current`, and EMAIL_TAKEN, TOO_MANY_TRIES or
        PROOF_TOO_OLD at `new` too), SessionEnded, Unavailable.
        """
        values = EMAIL.tidied(values)
        # A refusal for a taken address is counted and journalled: it commits too.
        with self._database.writing() as transaction:
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session)
            current = transaction.accounts.information(session.account_id).email
            errors = EMAIL.judge({**values, "current": current})
            if values["current"] != normalised(current):
                # Another session of the account, or an order file, came first.
                errors = {"current": Code.EMAIL_CHANGED_MEANWHILE, **errors}
            email = parse_email(values["new"])
            if errors or email is None:
                raise Refused(errors)
            age = transaction.now - session.proved_at
            if not timedelta(0) <= age <= self._proof_lifetime + TIME_TO_FILL:
                raise Refused({"new": Code.PROOF_TOO_OLD})
            check_pace(transaction, session.account_id, Event.EMAIL_CHANGE)
            refusal = self._claim(transaction, session.account_id, email)
            if refusal is None and email.key != lookup_key(current):
                _tell(transaction, session.account_id, current, email.shown)
            outcome = DONE if refusal is None else refusal.errors["new"]
            transaction.journal.add(session.entry(Event.EMAIL_CHANGE, outcome))
        if refusal is not None:
            raise refusal

    def _claim(self, transaction: "Transaction", account_id: int, email: EmailAddress) -> Refused | None:
        """Gives the account the address; the refusal when another has it, or too many were tried."""
        counter = f"conflicts {account_id}"
        now = transaction.now
        conflicts = CONFLICTS.recent(transaction.throttle.take([counter])[counter], now)
        wait = CONFLICTS.wait(conflicts, now)
        refusal = None
        if wait:
            refusal = Refused({"new": Code.TOO_MANY_TRIES}, wait)
        else:
            try:
                transaction.accounts.set_email(account_id, email, now)
            except EmailTaken:
                conflicts.append(now)
                refusal = Refused({"new": Code.EMAIL_TAKEN})
        transaction.throttle.put({counter: conflicts})
        return refusal


def _tell(transaction: "Transaction", account_id: int, old: str, new: str) -> None:
    transaction.outbox.add(account_id, NoticeKind.EMAIL_CHANGED_TO_OLD, old)
    transaction.outbox.add(account_id, NoticeKind.EMAIL_CHANGED_TO_NEW, new)
