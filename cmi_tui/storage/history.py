"""What the journal tells of one account, newest first, in pages."""

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from cmi_tui.domain.holder_card import History, HistoryLine, SeenSignIn
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import AgentRow, JournalRow

PAGE_LINES = 20


class AccountHistory:
    """The lines about accounts as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, account_id: int, before: int | None, *, by_agents: bool = False) -> History:
        """Twenty lines about the account from before the line `before`, or the newest ones.

        `by_agents` leaves out what no agent did.
        """
        agent = aliased(AgentRow)
        query = (
            select(JournalRow, agent.number)
            .join(agent, col(agent.account_id) == JournalRow.actor_id, isouter=True)
            .where(col(JournalRow.subject_id) == account_id)
            .order_by(col(JournalRow.id).desc())
            .limit(PAGE_LINES + 1)
        )
        if before is not None:
            query = query.where(col(JournalRow.id) < before)
        if by_agents:
            query = query.where(col(JournalRow.actor_id) != account_id)
        rows = self._session.exec(query).all()
        lines = tuple(_line(row, number, account_id) for row, number in rows[:PAGE_LINES])
        return History(lines, lines[-1].number if len(rows) > PAGE_LINES else None)

    def sign_ins(self, account_id: int, most: int) -> tuple[SeenSignIn, ...]:
        """The last sign-ins, newest first."""
        rows = self._session.exec(
            select(JournalRow.at, JournalRow.source)
            .where(
                col(JournalRow.subject_id) == account_id,
                col(JournalRow.event) == Event.SIGN_IN,
                col(JournalRow.outcome) == DONE,
            )
            .order_by(col(JournalRow.id).desc())
            .limit(most)
        )
        return tuple(SeenSignIn(at, printable(source)) for at, source in rows)


def _line(row: JournalRow, number: int | None, account_id: int) -> HistoryLine:
    is_own = row.actor_id is None or row.actor_id == account_id
    # Free words of an agent follow the motive, and are for whoever reads the journal itself.
    detail = row.detail.partition(" words=")[0]
    return HistoryLine(
        row.id or 0,
        row.at,
        row.event,
        row.outcome,
        None if is_own else number,
        bool(row.operator),
        printable(row.source),
        printable(detail),
    )
