"""How a holder's account stands, and what an agent has asked of operators for it."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from cmi_tui.domain.desk import account_state
from cmi_tui.domain.holder_card import Standing
from cmi_tui.domain.identity import Role
from cmi_tui.storage.tables import AccountRow, ActivationRow, CodeRequestRow


class HolderFiles:
    """The standing of holders' accounts as one transaction sees them."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def standing(self, account_id: int) -> Standing | None:
        """How the account stands; None where there is none, or it is not a holder's."""
        found = self._session.exec(
            select(AccountRow, ActivationRow.expires_at, CodeRequestRow.asked_at)
            .join(ActivationRow, col(ActivationRow.account_id) == AccountRow.id, isouter=True)
            .join(CodeRequestRow, col(CodeRequestRow.account_id) == AccountRow.id, isouter=True)
            .where(AccountRow.id == account_id, AccountRow.role == Role.HOLDER)
        ).first()
        if found is None:
            return None
        row, expires_at, asked_at = found
        is_good = expires_at is not None and expires_at > self._now
        state = account_state(
            enabled=row.enabled,
            reason=row.disabled_reason,
            has_password=row.password_hash is not None,
            has_code=is_good,
            code_is_asked=asked_at is not None,
        )
        return Standing(
            state,
            row.disabled_at,
            row.disabled_reason,
            asked_at,
            expires_at if is_good else None,
            row.email_changed_at,
        )

    def ask_code(self, account_id: int) -> None:
        """Notes that an operator is to print a code for the account."""
        self._session.merge(CodeRequestRow(account_id=account_id, asked_at=self._now))
        self._session.flush()

    def drop_code_request(self, account_id: int) -> None:
        """Forgets a request that has been answered, or has no object any more."""
        self._session.exec(delete(CodeRequestRow).where(col(CodeRequestRow.account_id) == account_id))
