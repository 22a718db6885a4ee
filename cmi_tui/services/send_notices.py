"""Sending the notices that wait in the outbox."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.notices import GIVEN_UP_AFTER, Notice, next_try
from cmi_tui.services.session import Clock

if TYPE_CHECKING:
    from cmi_tui.mail.relay import Relay
    from cmi_tui.storage.database import Database

GIVEN_UP = "given_up"
UNCERTAIN = "uncertain"


@dataclass
class SendSummary:
    """What a round did; `is_relay_down` when it stopped because no relay answered."""

    sent: int = 0
    put_back: int = 0
    given_up: int = 0
    uncertain: int = 0
    is_relay_down: bool = False


class SendNotices:
    """Several may send at once: a notice is sent by one of them, and never twice.

    What is not certain to have failed is not tried again.
    """

    def __init__(self, database: "Database", relay: "Relay", clock: Clock) -> None:
        self._database = database
        self._relay = relay
        self._clock = clock

    def __call__(self) -> SendSummary:
        """Sends all that is due. Raises Unavailable."""
        summary = SendSummary()
        while not summary.is_relay_down:
            with self._database.writing() as transaction:
                notice = transaction.outbox.take()
            if notice is None:
                break
            self._send(notice, summary)
        while self._settle_uncertain():
            summary.uncertain += 1
        return summary

    def _send(self, notice: Notice, summary: SendSummary) -> None:
        from cmi_tui.mail.relay import NotTaken, RelayUnreachable, Uncertain

        started = False

        def start() -> bool:
            nonlocal started
            with self._database.writing() as transaction:
                started = transaction.outbox.start_sending(notice)
            return started

        try:
            self._relay.deliver(notice, self._clock(), start)
        except RelayUnreachable:
            summary.is_relay_down = True
            self._put_back(notice, summary)
        except NotTaken as refusal:
            if refusal.for_good:
                self._remove(notice, GIVEN_UP)
                summary.given_up += 1
            else:
                self._put_back(notice, summary)
        except Uncertain:
            self._remove(notice, UNCERTAIN)
            summary.uncertain += 1
        else:
            if started:
                self._remove(notice, DONE)
                summary.sent += 1

    def _put_back(self, notice: Notice, summary: SendSummary) -> None:
        now = self._clock()
        if now - notice.created_at > GIVEN_UP_AFTER:
            self._remove(notice, GIVEN_UP)
            summary.given_up += 1
            return
        with self._database.writing() as transaction:
            transaction.outbox.put_back(notice, now + next_try(notice.tries))
        summary.put_back += 1

    def _remove(self, notice: Notice, outcome: str) -> None:
        with self._database.writing() as transaction:
            transaction.outbox.remove(notice)
            transaction.journal.add(_entry(notice, outcome))

    def _settle_uncertain(self) -> bool:
        with self._database.writing() as transaction:
            notice = transaction.outbox.take_uncertain()
            if notice is not None:
                transaction.journal.add(_entry(notice, UNCERTAIN))
        return notice is not None


def _entry(notice: Notice, outcome: str) -> Entry:
    return Entry(Event.NOTICE, outcome, subject_id=notice.account_id, detail=notice.kind)
