"""The card of a holder: opened for a motive, hidden parts shown one by one, callers' words compared."""

from typing import TYPE_CHECKING

from cmi_tui.domain.desk import Claim, Hidden
from cmi_tui.domain.desk_forms import OPEN_CARD, VERIFY
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.french_day import french_day
from cmi_tui.domain.holder_card import History, HolderCard
from cmi_tui.domain.identity import CardRequest, Information
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.throttling import VERIFICATIONS
from cmi_tui.services.agent_gate import AgentGate, refused
from cmi_tui.services.card_view import card_of, hidden_text
from cmi_tui.services.session import OpenCard, Session

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction

_MOST_CARDS = 5
"""Cards that a session has at hand: the last ones."""
AGAIN = "again"
"""The detail of a card opened once more, for which no motive is asked."""


class HolderCards:
    """What it gives holds no address, no street and no birth date but those that were asked for.

    Each raises SessionEnded, Unavailable, and Refused with CARD_NOT_OPEN at `card`.
    """

    def __init__(self, database: "Database", gate: AgentGate) -> None:
        self._database = database
        self._gate = gate

    def open(self, session: Session, account_id: int, values: Values) -> HolderCard:
        """Opens the card for the motive in the fields of OPEN_CARD.

        Raises Refused (HOLDER_UNKNOWN at `card`, TOO_MUCH_ASKED at `limit` with its wait).
        """
        values = OPEN_CARD.tidied(values)
        errors = OPEN_CARD.judge(values)
        with self._database.writing() as transaction:
            self._gate.enter(transaction, session)
            if errors:
                raise Refused(errors)
            if transaction.holder_files.standing(account_id) is None:
                # Another agent's is refused as one that is not there.
                raise _unknown(transaction, session, Event.CARD, account_id)
            refusal = self._gate.count(transaction, session, Event.CARD)
            if refusal is None:
                words = f" words={values['words']}" if values["words"] else ""
                detail = f"motive={values['motive']}{words}"
                transaction.journal.add(_entry(session, Event.CARD, account_id, detail))
                card = card_of(transaction, account_id)
        if refusal is not None:
            raise refusal
        others = [each for each in session.cards if each.account_id != account_id]
        session.cards[:] = [*others, OpenCard(account_id, card.name)][-_MOST_CARDS:]
        return card

    def reopen(self, session: Session, account_id: int) -> HolderCard:
        """One of the last five cards once more, without a motive and not counted."""
        with self._database.writing() as transaction:
            self._enter(transaction, session, Event.CARD, account_id)
            transaction.journal.add(_entry(session, Event.CARD, account_id, AGAIN))
            return card_of(transaction, account_id)

    def reveal(self, session: Session, account_id: int, what: Hidden) -> str:
        """One hidden part, in the words of the record; the birth date as in France."""
        with self._database.writing() as transaction:
            self._enter(transaction, session, Event.REVEAL, account_id)
            transaction.journal.add(_entry(session, Event.REVEAL, account_id, what))
            return hidden_text(transaction.accounts.information(account_id), what)

    def verify(self, session: Session, account_id: int, values: Values) -> bool:
        """Whether what a caller says, the fields of VERIFY, is in the record; five times a card a day.

        Raises Refused (TOO_MANY_VERIFICATIONS at `said` with its wait too).
        """
        values = VERIFY.tidied(values)
        errors = VERIFY.judge(values)
        with self._database.writing() as transaction:
            self._enter(transaction, session, Event.VERIFICATION, account_id)
            if errors:
                raise Refused(errors)
            _count_verification(transaction, session, account_id)
            claim = Claim(values["claim"])
            information = transaction.accounts.information(account_id)
            is_right = _matches(
                claim, values["said"], information, transaction.card_requests.of(account_id)
            )
            detail = f"{claim} {'matches' if is_right else 'differs'}"
            transaction.journal.add(_entry(session, Event.VERIFICATION, account_id, detail))
        return is_right

    def history(self, session: Session, account_id: int, before: int | None = None) -> History:
        """Twenty lines of what has happened, newest first; `before` is the last page's `older`."""
        with self._database.reading() as transaction:
            self._enter(transaction, session, Event.CARD, account_id)
            return transaction.history.page(account_id, before)

    def _enter(
        self, transaction: "Transaction", session: Session, event: Event, account_id: int
    ) -> None:
        self._gate.enter(transaction, session)
        self._gate.check_open(transaction, session, event, account_id)
        if transaction.holder_files.standing(account_id) is None:
            # The holder has become an agent meanwhile.
            raise _unknown(transaction, session, event, account_id)


def _count_verification(transaction: "Transaction", session: Session, account_id: int) -> None:
    now, key = transaction.now, f"desk verify {session.account_id} on {account_id}"
    times = VERIFICATIONS.recent(transaction.throttle.take([key])[key], now)
    wait = VERIFICATIONS.wait(times, now)
    if wait:
        code = Code.TOO_MANY_VERIFICATIONS
        refused(transaction, session, Event.VERIFICATION, account_id, code)
        raise Refused({"said": code}, wait)
    transaction.throttle.put({key: [*times, now]})


def _unknown(transaction: "Transaction", session: Session, event: Event, account_id: int) -> Refused:
    is_there = transaction.accounts.credentials(account_id) is not None
    whose = account_id if is_there else None
    return refused(transaction, session, event, whose, Code.HOLDER_UNKNOWN)


def _entry(session: Session, event: Event, account_id: int, detail: str) -> Entry:
    return Entry(event, DONE, session.account_id, account_id, session.source, detail=detail)


def _matches(claim: Claim, said: str, information: Information, requests: list[CardRequest]) -> bool:
    identity = information.identity
    match claim:
        case Claim.BIRTH_DATE:
            return identity.birth_date is not None and french_day(said) == identity.birth_date
        case Claim.POSTAL_CODE:
            return "".join(said.split()) == identity.postal_code
    return said.casefold() in {request.number.casefold() for request in requests}
