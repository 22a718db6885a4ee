"""The audit journal, to which the application only adds."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from cmi_tui.domain.errors import Code
from cmi_tui.domain.journal import DONE, Entry, Event, JournalFilter, JournalLine
from cmi_tui.domain.sign_ins import EarlierSignIns
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import AccountRow, JournalPurgeRow, JournalRow


class Journal:
    """The journal as one transaction sees it."""

    def __init__(self, session: Session, now: datetime, later: list[Entry]) -> None:
        self._session = session
        self._now = now
        self._later = later

    def add(self, entry: Entry) -> None:
        """Adds a line that stands or falls with the transaction."""
        self._session.add(JournalRow(at=self._now, **vars(entry)))
        self._session.flush()

    def add_later(self, entry: Entry) -> None:
        """Adds a line once the transaction is over, however it ended, if the journal can be written.

        For what happened whether or not anything is changed: a refusal, an act on a database that
        can only be read.
        """
        self._later.append(entry)

    def earlier_sign_ins(self, account_id: int) -> EarlierSignIns:
        """The last sign-in to the account so far, and the failures since."""
        last = self._session.exec(
            select(JournalRow.id, JournalRow.at, JournalRow.source)
            .where(*_of(account_id, Event.SIGN_IN, DONE))
            .order_by(col(JournalRow.id).desc())
            .limit(1)
        ).first()
        since, at, source = last or (0, None, "")
        failures = self._session.exec(
            select(func.count())
            .select_from(JournalRow)
            .where(
                col(JournalRow.subject_id) == account_id,
                col(JournalRow.event) == Event.SIGN_IN,
                # A wrong code comes after a right password: nobody wants to be told of it more.
                col(JournalRow.outcome).in_([Code.SIGN_IN_REFUSED, Code.SECOND_FACTOR_WRONG]),
                col(JournalRow.id) > (since or 0),
            )
        ).one()
        return EarlierSignIns(at, printable(source), failures)

    def count(self, account_id: int, event: Event, since: datetime) -> int:
        """How many times `event` was done to the account since then."""
        return self._session.exec(
            select(func.count())
            .select_from(JournalRow)
            .where(*_of(account_id, event, DONE), col(JournalRow.at) > since)
        ).one()

    def times(self, account_id: int, event: Event, since: datetime, most: int) -> list[datetime]:
        """When `event` was done to the account since then, oldest first; the last `most` times."""
        latest = self._session.exec(
            select(JournalRow.at)
            .where(*_of(account_id, event, DONE), col(JournalRow.at) > since)
            .order_by(col(JournalRow.id).desc())
            .limit(most)
        ).all()
        return list(reversed(latest))

    def last_id(self) -> int:
        """The number of the newest line, 0 for an empty journal."""
        return self._session.exec(select(func.max(JournalRow.id))).one() or 0

    def page(
        self,
        wanted: JournalFilter,
        account_id: int | None,
        after: int,
        last: int,
        most: int,
        agent_id: int | None = None,
    ) -> list[tuple[int, JournalLine]]:
        """At most so many of the lines that match, oldest first, each after its number.

        `agent_id` is the account that did what they tell. They are numbered from `after`, which is left
        out, to `last`.
        """
        actor, subject = aliased(AccountRow), aliased(AccountRow)
        query = (
            select(JournalRow, actor.login, subject.login)
            .join(actor, col(actor.id) == JournalRow.actor_id, isouter=True)
            .join(subject, col(subject.id) == JournalRow.subject_id, isouter=True)
            .where(col(JournalRow.id) > after, col(JournalRow.id) <= last)
            .order_by(col(JournalRow.id))
            .limit(most)
        )
        if account_id is not None:
            is_subject = col(JournalRow.subject_id) == account_id
            query = query.where(or_(is_subject, col(JournalRow.actor_id) == account_id))
        if agent_id is not None:
            query = query.where(col(JournalRow.actor_id) == agent_id)
        if wanted.event:
            query = query.where(JournalRow.event == wanted.event)
        if wanted.outcome:
            query = query.where(JournalRow.outcome == wanted.outcome)
        if wanted.since:
            query = query.where(col(JournalRow.at) >= wanted.since)
        if wanted.until:
            query = query.where(col(JournalRow.at) < wanted.until)
        return [
            (
                row.id or 0,
                JournalLine(
                    row.at, row.event, row.outcome, actor_login or "", subject_login or "",
                    row.source, row.operator, row.detail,
                ),
            )
            for row, actor_login, subject_login in self._session.exec(query)
        ]  # fmt: skip

    def newest(self, before: datetime) -> datetime | None:
        """The time of the newest line from before then; None where there is none.

        Purges refused for the clock do not count: they tell of nothing but that clock.
        """
        query = _undoubted().where(col(JournalRow.at) < before)
        return self._session.exec(query.order_by(col(JournalRow.at).desc()).limit(1)).first()

    def oldest(self) -> datetime | None:
        """The time of the oldest line; refused purges do not count here either."""
        return self._session.exec(_undoubted().order_by(col(JournalRow.at)).limit(1)).first()

    def last_purge(self) -> datetime | None:
        """When lines were last purged, by a clock that was not ahead of today's."""
        return self._session.exec(
            select(func.max(JournalPurgeRow.at)).where(JournalPurgeRow.at <= self._now)
        ).one()

    def count_before(self, before: datetime) -> int:
        """How many lines are from before then."""
        query = select(func.count()).select_from(JournalRow).where(col(JournalRow.at) < before)
        return self._session.exec(query).one()

    def purge(self, before: datetime, most: int) -> int:
        """Deletes at most so many lines from before then; how many went."""
        opening = JournalPurgeRow(at=self._now, before=before, is_open=True)
        self._session.add(opening)
        self._session.flush()
        old = select(JournalRow.id).where(col(JournalRow.at) < before).limit(most)
        gone = self._session.exec(delete(JournalRow).where(col(JournalRow.id).in_(old)))
        opening.is_open = False
        self._session.flush()
        return gone.rowcount


def _undoubted() -> SelectOfScalar[datetime]:
    return select(JournalRow.at).where(JournalRow.outcome != Code.CLOCK_DOUBTFUL)


def _of(account_id: int, event: Event, outcome: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(JournalRow.subject_id) == account_id,
        col(JournalRow.event) == event,
        col(JournalRow.outcome) == outcome,
    )
