"""Asking again whether a session may go on, where nothing else is asked of the portal."""

from typing import TYPE_CHECKING

from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class CheckSession:
    """Reads anew who is asking."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def __call__(self, session: Session) -> None:
        """Returns for a holder whose session goes on. Raises SessionEnded, Unavailable."""
        with self._database.reading() as transaction:
            authorised(transaction, session)
