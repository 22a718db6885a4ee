"""Checking the password of someone who is signed in: counted, evaluated, journalled."""

from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, SessionEnded, Unavailable
from cmi_tui.domain.journal import Event
from cmi_tui.domain.source import counted_source
from cmi_tui.services.admission import Admission, Request, admit, ledger
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database, Transaction


class PasswordCheck:
    """Counts with the account's sign-ins; too many failures end the session, which may be stolen."""

    def __init__(self, database: "Database", hasher: "PasswordHasher") -> None:
        self._database = database
        self._hasher = hasher

    def __call__(self, session: Session, password: str, event: Event, wrong: Code) -> bool:
        """Whether `password` is the account's; if not it is journalled as `event` and `wrong`.

        Raises SessionEnded (TOO_MANY_TRIES with its wait), Unavailable.
        """
        with self._database.writing() as transaction:
            password_hash = authorised(transaction, session, session.role).password_hash
            request = request_of(transaction, session)
            admission = admit(transaction.throttle, request, transaction.now)
            if admission.wait:
                transaction.journal.add(session.entry(event, Code.TOO_MANY_TRIES))
        if admission.wait:
            session.is_over = True
            raise SessionEnded(Code.TOO_MANY_TRIES, admission.wait)
        right = self._evaluate(admission, password_hash, password)
        with self._database.writing() as transaction:
            if right:
                admission.succeed(transaction.throttle)
            else:
                transaction.journal.add(session.entry(event, wrong))
        if not right and admission.wait_if_wrong:
            session.is_over = True
            raise SessionEnded(Code.TOO_MANY_TRIES, admission.wait_if_wrong)
        return right

    def _evaluate(self, admission: Admission, password_hash: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except Unavailable:
            with self._database.writing() as transaction:
                admission.withdraw(transaction.throttle)
            raise


def request_of(transaction: "Transaction", session: Session) -> Request:
    """The try of a session that asks to be let through: it counts with the account's sign-ins."""
    # On the name too by which the session was opened: signing in again by it then tells the same wait.
    where = counted_source(session.source)
    is_known = transaction.throttle.knows_source(session.account_id, where, transaction.now)
    whose = [f"account {session.account_id}"]
    if session.signed_in_as:
        whose.append(session.signed_in_as)
    told = tuple(ledger(each, session.source, is_known=is_known) for each in whose)
    return Request(session.source, is_known, told)
