"""One session: what its client asked for, and the portal in one of its forms for it."""

import asyncio
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from asyncssh import DEFAULT_PORT, EXTENDED_DATA_STDERR
from asyncssh.stream import SSHServerStreamSession

from cmi_tui.domain.journal import Ending
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.authentication import LINEAR_USER
from cmi_tui.ssh.form_view import FormView
from cmi_tui.ssh.front_end import FrontEnd, Outcome, front_end_for

if TYPE_CHECKING:
    from cmi_tui.ssh.channel import Channel
    from cmi_tui.ssh.service import Service
    from cmi_tui.ssh.visitor import Visitor

_FETCHING = ("scp -f ", "scp -p -f ", "scp -v -f ")
_FAILED = 1
# How long a client may take to read the last bytes (seconds).
_LAST_WORDS = 3.0


class PortalSession(SSHServerStreamSession[bytes]):
    """A session channel: the portal in a terminal, or the holder's own form by sftp or scp."""

    channel: "Channel"

    def __init__(self, service: "Service", visitor: "Visitor", session: Session) -> None:
        super().__init__(
            None,
            sftp_factory=lambda channel: FormView(channel, service, session),
            sftp_version=3,
            allow_scp=True,
        )
        self.service = service
        self._visitor = visitor
        self.session = session
        self._front_end: FrontEnd | None = None
        self._is_refused = ""
        self.term = ""
        self.size = (80, 24)

    def connection_made(self, channel: Any) -> None:
        """The channel is open."""
        super().connection_made(channel)
        self.channel = channel

    # What the client asks for.

    def pty_requested(self, term_type: str, term_size: tuple[int, ...], term_modes: object) -> bool:
        """The client has a terminal."""
        self.term = term_type or "dumb"
        self._measure(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """The portal; without a terminal, a sentence."""
        self._is_refused = "" if self.term else texts.NO_TERMINAL
        return True

    def exec_requested(self, command: str) -> bool:
        """Fetching the form by the old scp protocol; for any other command, a sentence."""
        if not command.startswith(_FETCHING):
            self._visitor.refuse("command")
            self._is_refused = texts.NO_COMMAND
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """The form by sftp, which today's scp speaks too."""
        if subsystem != "sftp":
            self._visitor.refuse("subsystem")
        return subsystem == "sftp"

    def session_started(self) -> None:
        """All has been asked for: it starts."""
        self._visitor.begun()
        if self._is_refused:
            self._refuse(self._is_refused)
        elif self.channel.get_command() or self.channel.get_subsystem():
            super().session_started()
        elif self.service.enter(self):
            self._front_end = front_end_for(self, is_linear=self._visitor.user == LINEAR_USER)
            asyncio.get_running_loop().create_task(self._serve(self._front_end))
        else:
            count = self.service.limits.sessions_per_account
            self._refuse(texts.TOO_MANY_SESSIONS.format(count=count))

    def _refuse(self, sentence: str) -> None:
        self.channel.write(f"{sentence}\r\n".encode(), EXTENDED_DATA_STDERR)
        self.channel.exit(_FAILED)

    async def _serve(self, front_end: FrontEnd) -> None:
        ending: str = Ending.CRASHED
        try:
            outcome = await front_end.run()
            ending = outcome.ending
            # A client that has gone hears no last words.
            with suppress(BrokenPipeError):
                await self._say_goodbye(outcome)
        finally:
            # Whatever became of the last words, the end is journalled.
            self.service.leave(self)
            self.service.journal_end(self.session, ending)

    async def _say_goodbye(self, outcome: Outcome) -> None:
        channel = self.channel
        if outcome.parting:
            channel.write(f"{outcome.parting}\r\n".encode())
        channel.exit(outcome.status)
        try:
            await asyncio.wait_for(channel.wait_closed(), _LAST_WORDS)
        except TimeoutError:
            self._visitor.connection.abort()

    def fetch_command(self, session: Session) -> str:
        """The command by which the client fetches the form of its account."""
        host, port = self.service.name_for(self._visitor.connection)
        return texts.FETCH_COMMAND.format(
            port="" if port == DEFAULT_PORT else f"-P {port} ",
            login=shlex.quote(session.identity.login),
            host=host,
            name=texts.FORM_PDF,
        )

    def end(self, ending: Ending) -> None:
        """Ends the session for a reason of the server's."""
        if self._front_end is not None:
            self._front_end.end(ending)

    def abort(self) -> None:
        """Drops the connection of a client that no longer takes part."""
        self._visitor.connection.abort()

    def notify(self, sentence: str) -> None:
        """Shows a sentence to the user."""
        if self._front_end is not None:
            self._front_end.notify(sentence)

    # What comes and goes.

    def _measure(self, width: int, height: int) -> None:
        # Clients that do not know their size say 0.
        self.size = (width or 80, height or 24)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The client's window has another size."""
        self._measure(width, height)
        if self._front_end is not None:
            self._front_end.resize(*self.size)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Keys, or what the sftp or scp protocol says."""
        if self._front_end is not None:
            self._front_end.receive(data)
        else:
            super().data_received(data, datatype)

    def eof_received(self) -> bool:
        """The client sends no more."""
        if self._front_end is not None:
            self._front_end.input_ended()
            return True
        return super().eof_received()

    def break_received(self, msec: int) -> bool:
        """A break means nothing here."""
        return False

    def signal_received(self, signal: str) -> None:
        """A signal means nothing here: keys do."""

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel has gone."""
        if self._front_end is not None:
            self._front_end.end(Ending.DROPPED)
        super().connection_lost(exc)
        # One session a connection: it is of no more use.
        self._visitor.connection.close()
