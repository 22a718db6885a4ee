"""A session that fetches the form, by sftp or by the old scp protocol."""

import asyncio
from asyncio import FIRST_COMPLETED, IncompleteReadError
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from asyncssh import EXTENDED_DATA_STDERR
from asyncssh.stream import SSHReader, SSHWriter

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Code, SessionEnded, Unavailable
from cmi_tui.domain.journal import Ending
from cmi_tui.messages import ssh as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.ssh.form.form_maker import FormMaker
from cmi_tui.ssh.form.form_view import FormView
from cmi_tui.ssh.form.old_scp import Copy, File, matching, send
from cmi_tui.ssh.form.own_form import FILE_MODE, NAMES, OwnForm
from cmi_tui.ssh.form.request_stream import RequestStream
from cmi_tui.ssh.form.sftp import SftpRequests
from cmi_tui.ssh.form.standing import SELDOM, Standing
from cmi_tui.ssh.front_end import Outcome
from cmi_tui.ssh.loop.metering import Charge, charge_to
from cmi_tui.ssh.transport.channel import Channel

_FAILED = 1
# How often it is looked at who asks for nothing (seconds).
_LOOK_EVERY = 5.0


class FileSession:
    """A front end that shows nothing; each request is asked about, and waits for its turn."""

    def __init__(
        self,
        portal: Portal,
        session: Session,
        channel: Channel,
        stream: RequestStream,
        turn: Callable[[], Awaitable[None]],
        charge: Charge,
        maker: FormMaker,
        copy: Copy | None,
    ) -> None:
        """`turn` waits until one more request may be served, `charge` is told what it took; `copy` is
        scp's, None is for sftp."""
        self._stream = stream
        self._channel = channel
        self._turn = turn
        self._charge = charge
        self._copy = copy
        self._reader = SSHReader[bytes](stream, channel)
        self._writer = SSHWriter[bytes](stream, channel)
        self._standing = Standing(portal, session)
        self._form = OwnForm(portal, session, maker, self._say)
        self._ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def run(self) -> Outcome:
        """Serves requests until the client has done, or may ask no more."""
        charge_to(self._charge)
        serving = asyncio.ensure_future(self._serve())
        try:
            waited: set[asyncio.Future[Any]] = {serving, self._ended}
            while not (await asyncio.wait(waited, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED))[0]:
                await self._look()
            if self._ended.done():
                return Outcome(_FAILED, self._ended.result())
            return Outcome(0 if serving.result() else _FAILED, Ending.LEFT)
        except (SessionEnded, Unavailable) as end:
            self._say(end.code)
            return Outcome(_FAILED, end.code)
        except (OSError, IncompleteReadError):
            return Outcome(_FAILED, Ending.DROPPED)
        except Exception as error:
            self._tell(texts.CRASHED.format(reference=record_crash(error)))
            return Outcome(_FAILED, Ending.CRASHED)
        finally:
            serving.cancel()

    async def _look(self) -> None:
        try:
            await self._standing.ask(SELDOM)
        except Unavailable:
            return  # each request will say so
        if self._standing.is_idle:
            raise SessionEnded(Code.SESSION_IDLE)

    async def _serve(self) -> bool:
        if self._copy is not None:
            return await send(self._wanted(self._copy), self._copy, self._reader, self._writer)
        view = FormView(self._channel, self._form)
        await SftpRequests(view, self._reader, self._writer, self._before_each).run()
        return True

    async def _before_each(self) -> None:
        """Waits until the client has read what it was answered and its turn has come."""
        await self._writer.drain()
        await self._turn()
        self._standing.touch()
        await self._standing.ask()

    async def _wanted(self, copy: Copy) -> AsyncIterator[File | str]:
        await self._before_each()
        # A client takes no two files for one word that it has sent: it would end in its own words.
        names = matching(copy.names[0], NAMES) if len(copy.names) == 1 else []
        for name in names:
            try:
                content = (await self._form.files())[name]
            except Unavailable as trouble:
                yield error_text(trouble.code)
            else:
                yield File(name, content, self._form.made_at, FILE_MODE)
        if not names:
            yield texts.NO_SUCH_FILE if len(copy.names) == 1 else texts.ONE_FILE_AT_A_TIME

    def _say(self, code: Code) -> None:
        # An old scp is told within its protocol.
        if self._copy is None:
            self._tell(error_text(code))

    def _tell(self, sentence: str) -> None:
        if not self._channel.is_closing():
            self._channel.write(f"{sentence}\r\n".encode(), EXTENDED_DATA_STDERR)

    def end(self, ending: Ending) -> None:
        """Ends it for a reason of the server's, or because the client has gone."""
        if not self._ended.done():
            self._ended.set_result(ending)

    def notify(self, sentence: str) -> None:
        """Nothing can be shown in the midst of a file."""

    def receive(self, data: bytes) -> None:
        """Requests, which wait to be read."""
        self._stream.feed(data)

    def input_ended(self) -> None:
        """The client asks for nothing more."""
        self._stream.feed_end()

    def resize(self, width: int, height: int) -> None:
        """Nothing is shown."""
