"""The audit journal, to which the application only adds."""

from datetime import datetime

from sqlmodel import Session

from cmi_tui.domain.journal import Event
from cmi_tui.storage.tables import JournalRow


class Journal:
    """The journal as one transaction sees it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, at: datetime, event: Event, account_id: int | None, outcome: str) -> None:
        """Adds that whoever holds `account_id` (None: an unknown login) did `event` on that account."""
        self._session.add(
            JournalRow(at=at, actor_id=account_id, subject_id=account_id, event=event, outcome=outcome)
        )
        self._session.flush()
