"""Which front end serves a session, and what each is made from."""

import shlex
from functools import partial

from asyncssh import DEFAULT_PORT

from cmi_tui.composition import Portal
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.client.terminal import ClientTerminal
from cmi_tui.ssh.client.wishes import linear_reason, wire_options
from cmi_tui.ssh.form.file_session import FileSession
from cmi_tui.ssh.form.form_maker import FormMaker
from cmi_tui.ssh.form.old_scp import Copy
from cmi_tui.ssh.form.request_stream import RequestStream
from cmi_tui.ssh.front_end import FrontEnd
from cmi_tui.ssh.lines.line_session import LineSession
from cmi_tui.ssh.loop.meter import Meter
from cmi_tui.ssh.loop.pace import Pace
from cmi_tui.ssh.screen.full_screen import FullScreen, ScreensShare
from cmi_tui.ssh.transport.channel import Channel
from cmi_tui.ssh.transport.connection import Connection


class FrontEnds:
    """Makes the front ends of one server process, which share its loop."""

    def __init__(self, portal: Portal, pace: Pace, meter: Meter, *, name: str, economy: bool) -> None:
        """`name` is the host by which clients know the server; where it is empty, as they reached it."""
        self._portal = portal
        self._keys, self._requests = pace.keys, pace.inside
        self._maker = FormMaker(pace.inside)
        self._screens = ScreensShare(pace.keys, meter)
        self._name = name
        self._economy = economy

    def in_terminal(
        self, session: Session, connection: Connection, terminal: ClientTerminal, *, is_linear: bool
    ) -> FrontEnd:
        """Line by line where it is asked for, preferred, or the terminal cannot place its cursor."""
        environment = {**terminal.channel.environment, "TERM": terminal.name}
        options = wire_options(environment, session.preferences, economy=self._economy)
        reason = linear_reason(environment, options, session.preferences, by_name=is_linear)
        command = self._fetch_command(session, connection)
        if reason:
            return LineSession(self._portal, session, terminal, command, reason, self._keys)
        return FullScreen(self._portal, session, terminal, options, command, self._screens)

    def for_files(
        self,
        session: Session,
        connection: Connection,
        channel: Channel,
        stream: RequestStream,
        copy: Copy | None,
    ) -> FrontEnd:
        """The form, by the old scp protocol where `copy` is asked for, else by sftp."""
        account = session.account_id

        async def turn() -> None:
            await connection.writable()
            await self._requests.turn(account)

        charge = partial(self._requests.spend, account)
        return FileSession(self._portal, session, channel, stream, turn, charge, self._maker, copy)

    def close(self) -> None:
        """Nobody is served any more."""
        self._maker.close()

    def _fetch_command(self, session: Session, connection: Connection) -> str:
        """The command by which the client fetches the form of its account."""
        host, port = connection.get_extra_info("sockname")[:2]
        return texts.FETCH_COMMAND.format(
            port="" if port == DEFAULT_PORT else f"-P {port} ",
            login=shlex.quote(session.identity.login),
            host=self._name or host,
            name=texts.FORM_PDF,
        )
