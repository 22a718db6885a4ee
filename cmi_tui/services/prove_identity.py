"""Asking the password again before what only its owner may do."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import PROOF
from cmi_tui.services.password_check import PasswordCheck
from cmi_tui.services.session import Clock, Session

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class ProveIdentity:
    """A proof is fresh for `lifetime`; with a lifetime of zero it is asked each time."""

    def __init__(
        self, database: "Database", check: PasswordCheck, clock: Clock, lifetime: timedelta
    ) -> None:
        self._database = database
        self._check = check
        self._clock = clock
        self._lifetime = lifetime

    def is_needed(self, session: Session) -> bool:
        """Whether the password must be asked before a form that changes the address."""
        # A clock set back makes an age negative: that proof is not trusted either.
        age = self._clock() - session.proved_at
        return not timedelta(0) <= age < self._lifetime

    def __call__(self, session: Session, values: Values) -> None:
        """Takes the password as proof. Raises Refused, SessionEnded, Unavailable."""
        errors = PROOF.judge(values)
        if errors:
            raise Refused(errors)
        if not self._check(session, values["password"], Event.PROOF, Code.PROOF_WRONG):
            raise Refused({"password": Code.PROOF_WRONG})
        with self._database.writing() as transaction:
            transaction.journal.add(session.entry(Event.PROOF, DONE))
        session.proved_at = self._clock()
