"""Activation codes: one an account, hashed, gone once used."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from cmi_tui.domain.activation import LIFETIME
from cmi_tui.storage.tables import ActivationRow, CodeRequestRow


class Activations:
    """The activation codes as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def issue(self, account_id: int, code_hash: str, now: datetime) -> datetime:
        """Keeps a new code, which voids the one before; until when it can be used.

        It answers an agent's request for one.
        """
        for table in (ActivationRow, CodeRequestRow):
            self._session.exec(delete(table).where(col(table.account_id) == account_id))
        row = ActivationRow(
            account_id=account_id, code_hash=code_hash, issued_at=now, expires_at=now + LIFETIME
        )
        self._session.add(row)
        self._session.flush()
        return row.expires_at

    def use(self, activation_id: int) -> bool:
        """Uses a code up; False when it was used or voided meanwhile."""
        used = self._session.exec(delete(ActivationRow).where(col(ActivationRow.id) == activation_id))
        return used.rowcount == 1

    def purge(self, now: datetime, most: int) -> int:
        """Deletes at most so many codes that can be used no longer; how many went."""
        old = select(ActivationRow.id).where(col(ActivationRow.expires_at) <= now).limit(most)
        return self._session.exec(delete(ActivationRow).where(col(ActivationRow.id).in_(old))).rowcount
