"""One session: what its client asked for, and the portal in one of its forms for it."""

import asyncio
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from asyncssh import DEFAULT_PORT
from asyncssh.stream import SSHServerStreamSession

from cmi_tui.domain.journal import Ending
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.authentication import LINEAR_USER
from cmi_tui.ssh.file_session import FileSession
from cmi_tui.ssh.front_end import FrontEnd, Outcome, front_end_for
from cmi_tui.ssh.old_scp import copy_asked
from cmi_tui.ssh.refusal import Refusal
from cmi_tui.ssh.window_size import WindowSize, served_size

if TYPE_CHECKING:
    from cmi_tui.ssh.channel import Channel
    from cmi_tui.ssh.connection import Connection
    from cmi_tui.ssh.service import Service
    from cmi_tui.ssh.visitor import Visitor


class PortalSession(SSHServerStreamSession[bytes]):
    """A session channel: the portal in a terminal, the holder's own form by sftp or scp, a refusal."""

    channel: "Channel"

    def __init__(self, service: "Service", visitor: "Visitor", session: Session) -> None:
        super().__init__(None)
        self.service = service
        self._visitor = visitor
        self.session = session
        self._front_end: FrontEnd | None = None
        self._window = WindowSize(session.account_id, service.pace.layouts, self._lay_out)
        self.term = ""
        self.size = served_size(0, 0)

    @property
    def connection(self) -> "Connection":
        """The one connection that it has to itself."""
        return self._visitor.connection

    def connection_made(self, channel: Any) -> None:
        """The channel is open."""
        super().connection_made(channel)
        self.channel = channel

    # What the client asks for.

    def pty_requested(self, term_type: str, term_size: tuple[int, ...], term_modes: object) -> bool:
        """The client has a terminal."""
        self.term = term_type or "dumb"
        self.size = served_size(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """The portal; without a terminal, a sentence."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Fetching the form by the old scp protocol; for any other command, a sentence."""
        if copy_asked(command) is None:
            self._visitor.refuse("command")
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """The form by sftp, which today's scp speaks too."""
        if subsystem != "sftp":
            self._visitor.refuse("subsystem")
        return subsystem == "sftp"

    def session_started(self) -> None:
        """All has been asked for: it starts."""
        self._visitor.begun()
        command = self.channel.get_command()
        copy = copy_asked(command) if command else None
        if copy or self.channel.get_subsystem():
            self._begin(FileSession(self, copy))
        elif command:
            self._begin(Refusal(self.channel, texts.NO_COMMAND, Ending.NOT_SERVED))
        elif not self.term:
            self._begin(Refusal(self.channel, texts.NO_TERMINAL, Ending.NOT_SERVED))
        elif not self.service.may_open_screen(self.session.account_id):
            count = self.service.limits.sessions_per_account
            sentence = texts.TOO_MANY_SESSIONS.format(count=count)
            self._begin(Refusal(self.channel, sentence, Ending.CROWDED))
        else:
            self._window.open(self.size)
            is_linear = self._visitor.user == LINEAR_USER
            self._begin(front_end_for(self, is_linear=is_linear), is_screen=True)

    def _begin(self, front_end: FrontEnd, *, is_screen: bool = False) -> None:
        self._front_end = front_end
        self.service.enter(self, is_screen=is_screen)
        asyncio.get_running_loop().create_task(self._serve(front_end))

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
            await asyncio.wait_for(channel.wait_closed(), self.service.limits.last_words)
        except TimeoutError:
            self.abort()

    def fetch_command(self, session: Session) -> str:
        """The command by which the client fetches the form of its account."""
        host, port = self.service.name_for(self.connection)
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
        self.connection.abort()

    def notify(self, sentence: str) -> None:
        """Shows a sentence to the user."""
        if self._front_end is not None:
            self._front_end.notify(sentence)

    # What comes and goes.

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The client's window has another size."""
        self._window.change(width, height)

    def _lay_out(self, width: int, height: int) -> None:
        self.size = width, height
        if self._front_end is not None:
            self._front_end.resize(width, height)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Keys, or what the sftp or scp protocol says."""
        if self._front_end is not None:
            self._front_end.receive(data)

    def feed(self, data: bytes) -> None:
        """Keeps bytes for the reader of a protocol."""
        super().data_received(data, None)

    def eof_received(self) -> bool:
        """The client sends no more."""
        if self._front_end is not None:
            self._front_end.input_ended()
        return True

    def feed_end(self) -> None:
        """Tells the reader of a protocol that nothing more comes."""
        super().eof_received()

    def break_received(self, msec: int) -> bool:
        """A break means nothing here."""
        return False

    def signal_received(self, signal: str) -> None:
        """A signal means nothing here: keys do."""

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel has gone."""
        if self._front_end is not None:
            self._front_end.end(Ending.DROPPED)
        self._window.close()
        super().connection_lost(exc)
        # One session a connection: it is of no more use.
        self.connection.close()
