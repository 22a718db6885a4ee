"""Card requests and their dated steps."""

from datetime import date

from sqlmodel import Session, select

from cmi_tui.domain.identity import CardRequest, Step
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import CardRequestRow, RequestStepRow

_ORDER = list(Step)


class CardRequests:
    """The card requests as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, account_id: int) -> list[CardRequest]:
        """The holder's requests by number, each with its steps, oldest first."""
        requests = self._session.exec(
            select(CardRequestRow)
            .where(CardRequestRow.account_id == account_id)
            .order_by(CardRequestRow.number)
        ).all()
        return [CardRequest(printable(row.number), self._steps(row)) for row in requests]

    def add(self, account_id: int, request: CardRequest) -> None:
        """Adds a request of the holder with its steps."""
        row = CardRequestRow(account_id=account_id, number=request.number)
        self._session.add(row)
        self._session.flush()
        assert row.id is not None
        self._session.add_all(
            RequestStepRow(request_id=row.id, step=step, day=day) for step, day in request.steps
        )
        self._session.flush()

    def _steps(self, request: CardRequestRow) -> tuple[tuple[Step, date], ...]:
        rows = self._session.exec(
            select(RequestStepRow).where(RequestStepRow.request_id == request.id)
        ).all()
        steps = ((Step(row.step), row.day) for row in rows)
        # Two steps of one day follow each other as they do in the life of a card.
        return tuple(sorted(steps, key=lambda step: (step[1], _ORDER.index(step[0]))))
