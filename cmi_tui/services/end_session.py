"""Ending a session: signed out, idle too long, cut off."""

from typing import TYPE_CHECKING

from cmi_tui.domain.journal import Event
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.session import Session

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class EndSession:
    """Whatever still holds the session can do nothing with it."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def __call__(self, session: Session, reason: str) -> None:
        """Ends the session for the reason that the journal is told; once is enough."""
        if not session.is_over:
            session.is_over = True
            journal_if_possible(self._database, session.entry(Event.SIGN_OUT, reason))
