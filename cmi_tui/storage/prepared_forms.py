"""Answers for forms that are about to be fetched: kept for an hour, then erased."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from cmi_tui.domain.forms import Values
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import PreparedFormRow

_FIELDS = ("card_1", "card_2", "reason", "details")


class PreparedForms:
    """The prepared forms as one transaction sees them, at the moment `now`."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def of(self, account_id: int) -> dict[str, str]:
        """The fields of PREPARATION as they were answered; empty for none, or none any more."""
        row = self._session.get(PreparedFormRow, account_id)
        if row is None or row.expires_at <= self._now:
            return {}
        return {name: printable(getattr(row, name)) for name in _FIELDS}

    def put(self, account_id: int, values: Values, expires_at: datetime) -> None:
        """Keeps the answers in the place of those before; the account is held."""
        given = {name: values[name] for name in _FIELDS}
        self._session.merge(PreparedFormRow(account_id=account_id, **given, expires_at=expires_at))
        self._session.flush()

    def purge(self, most: int) -> int:
        """Deletes at most so many that are kept no longer; how many went."""
        old = select(PreparedFormRow.account_id).where(col(PreparedFormRow.expires_at) <= self._now)
        gone = delete(PreparedFormRow).where(col(PreparedFormRow.account_id).in_(old.limit(most)))
        return self._session.exec(gone).rowcount
