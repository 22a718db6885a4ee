"""Sending the notices that wait in the outbox."""

import logging
import threading
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Unavailable
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.notices import GIVEN_UP_AFTER, Notice, next_try
from cmi_tui.domain.outcomes import NoticeEnd
from cmi_tui.services.session import Clock

if TYPE_CHECKING:
    from cmi_tui.mail.relay import Relay
    from cmi_tui.storage.database import Database

_ROUND_SECONDS = 240.0
"""After how long a round takes no more notices: the next one goes on with them."""
_DROPS = 2
"""How many deliveries in a row a relay may drop before the round leaves it alone."""
_LOG = logging.getLogger(__name__)


@dataclass
class SendSummary:
    """What a round did; `is_relay_down` when it stopped because no relay answered."""

    sent: int = 0
    put_back: int = 0
    given_up: int = 0
    uncertain: int = 0
    set_aside: int = 0
    is_relay_down: bool = False


class SendNotices:
    """Several processes may send at once: a notice is sent by one of them, and never twice.

    In a process there is one sender. What is not certain to have failed is not tried again.
    """

    def __init__(self, database: "Database", relay: "Relay", clock: Clock) -> None:
        self._database = database
        self._relay = relay
        self._clock = clock
        self._sending = threading.Lock()
        self._drops = 0

    def __call__(self) -> SendSummary:
        """Sends what is due, for a few minutes at most; nothing while another thread does.

        Raises Unavailable.
        """
        if not self._sending.acquire(blocking=False):
            return SendSummary()
        try:
            return self._round()
        finally:
            self._sending.release()

    def start(self) -> None:
        """Does so in a thread that nobody waits for, not even at the end of the program."""
        if not self._sending.locked():
            threading.Thread(target=self._try, name="notices", daemon=True).start()

    def _try(self) -> None:
        try:
            self()
        except Unavailable as error:
            _LOG.warning("notices not sent: %s", error.code)
        except Exception as error:
            record_crash(error)

    def _round(self) -> SendSummary:
        summary = SendSummary()
        self._drops = 0
        end = monotonic() + _ROUND_SECONDS
        while not summary.is_relay_down and monotonic() < end:
            with self._database.writing() as transaction:
                notice = transaction.outbox.take()
            if notice is None:
                break
            self._send(notice, summary)
        while self._settle_uncertain():
            summary.uncertain += 1
        return summary

    def _send(self, notice: Notice, summary: SendSummary) -> None:
        from cmi_tui.mail.relay import LineDropped, NotTaken, RelayUnreachable, Uncertain, Unwritable

        started = False
        drops, self._drops = self._drops, 0

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
        except LineDropped:
            # Once it may be this notice that the relay cannot bear.
            self._drops = drops + 1
            summary.is_relay_down = self._drops >= _DROPS
            self._put_back(notice, summary)
        except Unwritable:
            _LOG.warning("notice %d cannot be written and is set aside", notice.notice_id)
            self._remove(notice, NoticeEnd.UNWRITABLE)
            summary.set_aside += 1
        except NotTaken as refusal:
            if refusal.for_good:
                self._remove(notice, NoticeEnd.GIVEN_UP)
                summary.given_up += 1
            else:
                self._put_back(notice, summary)
        except Uncertain:
            self._remove(notice, NoticeEnd.UNCERTAIN)
            summary.uncertain += 1
        else:
            if started:
                self._remove(notice, DONE)
                summary.sent += 1

    def _put_back(self, notice: Notice, summary: SendSummary) -> None:
        now = self._clock()
        if now - notice.created_at > GIVEN_UP_AFTER:
            self._remove(notice, NoticeEnd.GIVEN_UP)
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
                transaction.journal.add(_entry(notice, NoticeEnd.UNCERTAIN))
        return notice is not None


def _entry(notice: Notice, outcome: str) -> Entry:
    return Entry(Event.NOTICE, outcome, subject_id=notice.account_id, detail=notice.kind)
