"""The full screen of one session, over its channel."""

import asyncio
from asyncio import FIRST_COMPLETED
from dataclasses import dataclass, field
from functools import partial
from time import monotonic, thread_time

from cmi_tui.charset import Charset
from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.journal import Ending
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.client.intake import Intake
from cmi_tui.ssh.client.key_turns import KeyTurns
from cmi_tui.ssh.client.terminal import ClientTerminal
from cmi_tui.ssh.front_end import Outcome
from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.loop.meter import Meter
from cmi_tui.ssh.loop.metering import charge_to
from cmi_tui.ssh.screen.served_app import ServedApp
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.stream import ByteLink, stream_driver

_CRASHED = 1
# After so long (seconds) the next one's opening waits no longer for this one's.
_OPENING = 10
# … and never longer than this for the pause after it.
_OPENING_PAUSE = 0.2
# An application with so many messages to work through is given no more keys for now.
_MANY_MESSAGES = 4
_MANY_KEYS = 256


@dataclass(frozen=True)
class ScreensShare:
    """What the full screens of a process share: the time for keys, and the opening."""

    keys: FairShare
    meter: Meter
    opening: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, 1))


class FullScreen:
    """Runs the application; keys come in by `receive`, frames go out through the channel."""

    def __init__(
        self,
        portal: Portal,
        session: Session,
        terminal: ClientTerminal,
        options: WireOptions,
        fetch_command: str,
        share: ScreensShare,
    ) -> None:
        channel = self._channel = terminal.channel
        self._charset = Charset(channel.environment)
        self._link = ByteLink(self._send, terminal.size, channel.unsent)
        self._ending: Ending | None = None
        self._key_at: float | None = None
        self._share = share
        self._is_open = asyncio.Event()
        self._turns = KeyTurns(
            session.account_id, share.keys, self._hand_on, lambda: self._app.keys.is_settled
        )
        self._intake = Intake(channel, self._turns.hand_on, self._is_busy)
        driver = stream_driver(options, self._link)
        self._app = ServedApp(portal, session, driver, fetch_command, self._opened, self._turns.charge)

    async def run(self) -> Outcome:
        """Opens the application when it is its turn, and serves it to its end."""
        charge_to(self._turns.charge)
        try:
            return await self._serve(self._app)
        finally:
            self._intake.close()
            self._app.take_apart()

    async def _serve(self, app: ServedApp) -> Outcome:
        try:
            # One at a time: opening is what takes longest, and the others are typing.
            async with self._share.opening:
                if self._ending is not None:
                    return Outcome(0, self._ending)
                started = monotonic()
                running = asyncio.ensure_future(app.run_async(size=self._link.size))
                opened = asyncio.ensure_future(self._is_open.wait())
                await asyncio.wait({running, opened}, timeout=_OPENING, return_when=FIRST_COMPLETED)
                opened.cancel()
                # As long again for those who are in.
                await asyncio.wait({running}, timeout=min(monotonic() - started, _OPENING_PAUSE))
            status = await running
        except Exception as error:
            return self._crashed(record_crash(error))
        if app.crash_reference:
            return self._crashed(app.crash_reference)
        if self._ending is Ending.SHUT_DOWN:
            return Outcome(0, Ending.SHUT_DOWN, texts.STOPPED)
        return Outcome(status or 0, self._ending or app.ending, app.parting)

    def _crashed(self, reference: str) -> Outcome:
        # What falls over while it is being ended has ended for the reason given.
        ending = self._ending or Ending.CRASHED
        return Outcome(_CRASHED, ending, texts.CRASHED.format(reference=reference))

    def _opened(self) -> None:
        self._is_open.set()
        self._intake.open()
        if self._ending is not None:
            self._leave(self._ending)

    def end(self, ending: Ending) -> None:
        """Ends the application; a client that has gone is sent nothing more."""
        self._ending = self._ending or ending
        # An application that is ended while it opens falls over.
        if self._is_open.is_set():
            self._leave(ending)

    def _leave(self, ending: Ending) -> None:
        if ending is Ending.DROPPED:
            self._link.end()
        else:
            self._app.exit()

    def notify(self, sentence: str) -> None:
        """Shows a sentence at the foot of the screen."""
        self._app.call_later(self._app.announce, sentence)

    def resize(self, width: int, height: int) -> None:
        """The client's window has another size."""
        self._link.resize(width, height)

    def receive(self, data: bytes) -> None:
        """Keys."""
        self._key_at = self._key_at or monotonic()
        self._intake.take(data)

    def input_ended(self) -> None:
        """A client that sends no more has gone: the application is of no use to it."""
        self.end(Ending.DROPPED)

    def _hand_on(self, data: bytes) -> None:
        started = thread_time()
        self._link.receive(self._charset.received(data))
        # A letter acts within this call, and not in one of the application's tasks.
        self._turns.charge(thread_time() - started)

    def _is_busy(self) -> bool:
        # While a page is read or a form saved, keys cost nothing, and one that leaves is among them.
        most = _MANY_KEYS if self._app.is_working() else _MANY_MESSAGES
        return self._turns.is_waiting or self._app.message_queue_size > most

    def _send(self, data: bytes) -> None:
        if self._ending is Ending.DROPPED:
            return
        self._channel.write(self._charset.sent(data))
        if self._key_at is not None:
            self._share.meter.echoed(monotonic() - self._key_at)
            self._key_at = None
