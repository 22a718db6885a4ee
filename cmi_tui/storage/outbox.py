"""The notices that wait to be sent, written with the changes that they tell of."""

import secrets
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from cmi_tui.domain.notices import LEASE, Notice, NoticeKind
from cmi_tui.storage.tables import NoticeRow


class Outbox:
    """The outbox as one transaction sees it; while nothing sends notices it takes none."""

    def __init__(self, session: Session, now: datetime, *, is_open: bool) -> None:
        self._session = session
        self._now = now
        self._is_open = is_open

    def add(self, account_id: int, kind: NoticeKind, recipient: str, about: str = "") -> None:
        """Keeps a notice for an address; for an empty one, nothing."""
        if self._is_open and recipient:
            row = NoticeRow(
                created_at=self._now,
                account_id=account_id,
                kind=kind,
                recipient=recipient,
                token=secrets.token_hex(16),
                next_at=self._now,
                about=about,
            )
            self._session.add(row)
            self._session.flush()

    def take(self) -> Notice | None:
        """The next notice that is due, which nobody else is given until its lease is over."""
        row = self._session.exec(
            select(NoticeRow)
            .where(col(NoticeRow.next_at) <= self._now, col(NoticeRow.sending).is_(False))
            .order_by(col(NoticeRow.next_at), col(NoticeRow.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        row.next_at = self._now + LEASE
        row.tries += 1
        self._session.flush()
        return _notice(row)

    def take_uncertain(self) -> Notice | None:
        """A notice whose sender stopped while the relay was taking it; it leaves the outbox."""
        row = self._session.exec(
            select(NoticeRow)
            .where(col(NoticeRow.next_at) <= self._now, col(NoticeRow.sending))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        self.remove(_notice(row))
        return _notice(row)

    def start_sending(self, notice: Notice) -> bool:
        """Marks that the relay may take it from now on; False when someone else has it by now."""
        marked = self._session.exec(
            update(NoticeRow)
            .where(
                col(NoticeRow.id) == notice.notice_id,
                col(NoticeRow.tries) == notice.tries,
                col(NoticeRow.sending).is_(False),
            )
            .values(sending=True, next_at=self._now + LEASE)
        )
        return marked.rowcount == 1

    def put_back(self, notice: Notice, next_at: datetime) -> None:
        """Keeps a notice that the relay did not take for another try."""
        self._session.exec(
            update(NoticeRow)
            .where(col(NoticeRow.id) == notice.notice_id)
            .values(sending=False, next_at=next_at)
        )

    def remove(self, notice: Notice) -> None:
        """Forgets a notice, address and all."""
        self._session.exec(delete(NoticeRow).where(col(NoticeRow.id) == notice.notice_id))


def _notice(row: NoticeRow) -> Notice:
    assert row.id is not None
    kind = NoticeKind(row.kind)
    return Notice(
        row.id, row.account_id, kind, row.recipient, row.token, row.created_at, row.tries, row.about
    )
