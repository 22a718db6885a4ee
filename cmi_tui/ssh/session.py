"""One session: what its client asked for, and the portal in one of its forms for it."""

import asyncio
from contextlib import suppress
from typing import Any, Protocol

from cmi_tui.domain.journal import Ending
from cmi_tui.domain.outcomes import NotServed
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.client.terminal import ClientTerminal
from cmi_tui.ssh.client.window_size import WindowSize, served_size
from cmi_tui.ssh.form.old_scp import copy_asked
from cmi_tui.ssh.form.request_stream import RequestStream
from cmi_tui.ssh.front_end import FrontEnd, Outcome
from cmi_tui.ssh.front_ends import FrontEnds
from cmi_tui.ssh.journal import Journal
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.refusal import Refusal
from cmi_tui.ssh.registry import Registry
from cmi_tui.ssh.transport.channel import Channel
from cmi_tui.ssh.transport.connection import Connection


class Opener(Protocol):
    """Whoever has opened the session, over a connection that it has to itself."""

    connection: Connection

    @property
    def is_linear(self) -> bool:
        """Whether the portal is to be told line by line."""

    def begun(self) -> None:
        """What was asked for has begun."""

    def refuse(self, kind: NotServed) -> None:
        """Something was asked for that nobody is granted."""


class PortalSession(RequestStream):
    """A session channel: the portal in a terminal, the holder's own form by sftp or scp, a refusal."""

    channel: Channel

    def __init__(
        self,
        opener: Opener,
        session: Session,
        limits: Limits,
        registry: "Registry[Connection, PortalSession]",
        journal: Journal,
        front_ends: FrontEnds,
        layouts: FairShare,
    ) -> None:
        super().__init__(None)
        self.connection = opener.connection
        self._opener = opener
        self._session = session
        self._limits = limits
        self._registry = registry
        self._journal = journal
        self._front_ends = front_ends
        self._front_end: FrontEnd | None = None
        self._window = WindowSize(session.account_id, layouts, self._lay_out)
        self._terminal_name = ""
        self.size = served_size(0, 0)

    def connection_made(self, channel: Any) -> None:
        """The channel is open."""
        super().connection_made(channel)
        self.channel = channel

    # What the client asks for.

    def pty_requested(self, term_type: str, term_size: tuple[int, ...], term_modes: object) -> bool:
        """The client has a terminal."""
        self._terminal_name = term_type or "dumb"
        self.size = served_size(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        """The portal; without a terminal, a sentence."""
        return True

    def exec_requested(self, command: str) -> bool:
        """Fetching the form by the old scp protocol; for any other command, a sentence."""
        if copy_asked(command) is None:
            self._opener.refuse(NotServed.COMMAND)
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """The form by sftp, which today's scp speaks too."""
        if subsystem != "sftp":
            self._opener.refuse(NotServed.SUBSYSTEM)
        return subsystem == "sftp"

    def session_started(self) -> None:
        """All has been asked for: it starts."""
        self._opener.begun()
        command = self.channel.get_command()
        copy = copy_asked(command) if command else None
        if copy or self.channel.get_subsystem():
            self._begin(
                self._front_ends.for_files(self._session, self.connection, self.channel, self, copy)
            )
        elif command:
            self._begin(Refusal(self.channel, texts.NO_COMMAND, Ending.NOT_SERVED))
        elif not self._terminal_name:
            self._begin(Refusal(self.channel, texts.NO_TERMINAL, Ending.NOT_SERVED))
        elif not self._registry.may_open_screen(self._session.account_id):
            count = self._limits.sessions_per_account
            sentence = texts.TOO_MANY_SESSIONS.format(count=count)
            self._begin(Refusal(self.channel, sentence, Ending.CROWDED))
        else:
            self._window.open(self.size)
            terminal = ClientTerminal(self.channel, self._terminal_name, self.size)
            front_end = self._front_ends.in_terminal(
                self._session, self.connection, terminal, is_linear=self._opener.is_linear
            )
            self._begin(front_end, is_screen=True)

    def _begin(self, front_end: FrontEnd, *, is_screen: bool = False) -> None:
        self._front_end = front_end
        self._registry.open(self, self.connection, self.channel, is_screen=is_screen)
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
            self._registry.close(self)
            self._journal.ended(self._session, ending)

    async def _say_goodbye(self, outcome: Outcome) -> None:
        channel = self.channel
        if outcome.parting:
            channel.write(f"{outcome.parting}\r\n".encode())
        channel.exit(outcome.status)
        try:
            await asyncio.wait_for(channel.wait_closed(), self._limits.last_words)
        except TimeoutError:
            self.abort()

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

    def eof_received(self) -> bool:
        """The client sends no more."""
        if self._front_end is not None:
            self._front_end.input_ended()
        return True

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
