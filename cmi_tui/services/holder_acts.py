"""What an agent does to a holder's account, from one table of what is allowed."""

from typing import TYPE_CHECKING

from cmi_tui.domain.desk import Act
from cmi_tui.domain.desk_forms import DISABLE
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.throttling import ACTS_ON_HOLDER
from cmi_tui.services.agent_gate import AgentGate, refused
from cmi_tui.services.card_view import card_of
from cmi_tui.services.session import Session
from cmi_tui.services.slowing import end_slowing

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction

_EVENTS = {
    Act.ASK_CODE: (Event.CODE_REQUEST, NoticeKind.CODE_ASKED),
    Act.END_SLOWING: (Event.SLOWING_END, NoticeKind.SLOWING_ENDED),
    Act.END_SESSIONS: (Event.SESSIONS_END, NoticeKind.SESSIONS_ENDED),
    Act.DISABLE: (Event.DISABLING, NoticeKind.ACCOUNT_DISABLED),
    Act.ENABLE: (Event.ENABLING, NoticeKind.ACCOUNT_ENABLED),
}


class HolderActs:
    """None of them gives an agent a password, a code or a session; each is told to the holder."""

    def __init__(self, database: "Database", gate: AgentGate) -> None:
        self._database = database
        self._gate = gate

    def __call__(
        self, session: Session, account_id: int, act: Act, values: Values | None = None
    ) -> HolderCard:
        """Does it to the account whose card is open; the card after it.

        `values` are the fields of DISABLE for that act. Raises Refused (CARD_NOT_OPEN, HOLDER_UNKNOWN or
        ACT_NOT_ALLOWED at `card`, TOO_MANY_ACTS at `limit` with its wait), all journalled, SessionEnded
        and Unavailable.
        """
        reason = ""
        event, notice = _EVENTS[act]
        with self._database.writing() as transaction:
            self._gate.enter(transaction, session)
            self._gate.check_open(transaction, session, event, account_id)
            transaction.accounts.hold(account_id)
            _check(transaction, session, account_id, act)
            if act is Act.DISABLE:
                values = DISABLE.tidied(values or {"reason": ""})
                if errors := DISABLE.judge(values):
                    raise Refused(errors)
                reason = values["reason"]
            _count(transaction, session, account_id, act)
            _do(transaction, account_id, act, reason)
            address = transaction.accounts.information(account_id).email
            transaction.outbox.add(account_id, notice, address)
            entry = Entry(event, DONE, session.account_id, account_id, session.source, detail=reason)
            transaction.journal.add(entry)
            return card_of(transaction, account_id)


def _check(transaction: "Transaction", session: Session, account_id: int, act: Act) -> None:
    event = _EVENTS[act][0]
    if transaction.holder_files.standing(account_id) is None:
        # The holder has become an agent meanwhile.
        raise refused(transaction, session, event, account_id, Code.HOLDER_UNKNOWN)
    if act not in card_of(transaction, account_id).acts:
        raise refused(transaction, session, event, account_id, Code.ACT_NOT_ALLOWED)


def _count(transaction: "Transaction", session: Session, account_id: int, act: Act) -> None:
    now, key = transaction.now, f"desk {act} on {account_id}"
    times = ACTS_ON_HOLDER.recent(transaction.throttle.take([key])[key], now)
    wait = ACTS_ON_HOLDER.wait(times, now)
    if wait:
        refused(transaction, session, _EVENTS[act][0], account_id, Code.TOO_MANY_ACTS)
        raise Refused({"limit": Code.TOO_MANY_ACTS}, wait)
    transaction.throttle.put({key: [*times, now]})


def _do(transaction: "Transaction", account_id: int, act: Act, reason: str) -> None:
    match act:
        case Act.ASK_CODE:
            transaction.holder_files.ask_code(account_id)
        case Act.END_SLOWING:
            end_slowing(transaction, account_id)
        case Act.END_SESSIONS:
            transaction.accounts.end_sessions(account_id)
        case Act.DISABLE:
            transaction.accounts.disable(account_id, reason, transaction.now)
        case Act.ENABLE:
            transaction.accounts.enable(account_id)
