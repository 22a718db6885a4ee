"""The gate of the agent's desk: who is asking, anew at each act, and how much they have asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import Entry, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.throttling import TOLD_AGAIN, Limit
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction

Limits = Mapping[Event, tuple[Limit, ...]]


class AgentGate:
    """Lets agents through, to so many cards and searches; tells `alert_to` of the first beyond."""

    def __init__(self, limits: Limits, alert_to: str) -> None:
        self._limits = limits
        self._alert_to = alert_to

    def enter(self, transaction: "Transaction", session: Session) -> None:
        """Makes the agent's other acts wait for this one. Raises SessionEnded, journalled."""
        transaction.accounts.hold(session.account_id)
        authorised(transaction, session, Role.SUPPORT)

    def count(self, transaction: "Transaction", session: Session, event: Event) -> Refused | None:
        """Counts an act; the refusal, at `limit`, when the agent has done it too often.

        What tells of it stands in the transaction, which the caller commits before raising it.
        """
        now, key = transaction.now, f"desk {event} {session.account_id}"
        limits = self._limits[event]
        times = transaction.throttle.take([key])[key]
        for limit in limits:
            wait = limit.wait(limit.recent(times, now), now)
            if wait:
                self._tell(transaction, session, event, limit)
                return Refused({"limit": Code.TOO_MUCH_ASKED}, wait)
        longest = max(limits, key=lambda limit: limit.window)
        transaction.throttle.put({key: [*longest.recent(times, now), now]})
        return None

    def check_open(self, transaction: "Transaction", session: Session, event: Event, whose: int) -> None:
        """Raises Refused (CARD_NOT_OPEN at `card`), journalled, for a card not open in this session."""
        if all(card.account_id != whose for card in session.cards):
            raise refused(transaction, session, event, whose, Code.CARD_NOT_OPEN)

    def _tell(self, transaction: "Transaction", session: Session, event: Event, limit: Limit) -> None:
        # Once an hour: whoever goes on asking writes no more lines and no more mail.
        now, agent = transaction.now, session.account_id
        key = f"desk told {event} {limit.most} {agent}"
        if TOLD_AGAIN.recent(transaction.throttle.take([key])[key], now):
            return
        transaction.throttle.put({key: [now]})
        detail = f"{event} most={limit.most}"
        transaction.journal.add(session.entry(Event.AGENT_LIMIT, Code.TOO_MUCH_ASKED, detail))
        about = f"A-{transaction.agents.number(agent)}"
        transaction.outbox.add(agent, NoticeKind.AGENT_LIMIT, self._alert_to, about)


def refused(
    transaction: "Transaction", session: Session, event: Event, whose: int | None, code: Code
) -> Refused:
    """The refusal, at `card`, of what an agent may not do, journalled whatever becomes of it."""
    entry = Entry(event, code, session.account_id, whose, session.source)
    transaction.journal.add_later(entry)
    return Refused({"card": code})
