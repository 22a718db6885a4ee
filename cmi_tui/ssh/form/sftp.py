"""The sftp requests of one client: one after the other, each when the client has read the last."""

from collections.abc import Awaitable, Callable
from typing import Any

from asyncssh import SFTPBadMessage
from asyncssh.packet import SSHPacket
from asyncssh.sftp import SFTPServerHandler

from cmi_tui.ssh.form.form_view import FormView

# A client that writes sends 32 KiB at once, before it learns that it may not.
_LONGEST_REQUEST = 40_000
_MOST_FOLDERS = 16
VERSION = 3
"""The version that every client speaks."""


class SftpRequests(SFTPServerHandler):
    """Answers requests from the form; `before_each` waits, and may raise to end it all."""

    # Nothing beyond what the form needs: asyncssh's own extensions act on files.
    _extensions: list[tuple[bytes, bytes]] = []

    def __init__(
        self, view: FormView, reader: Any, writer: Any, before_each: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(view, reader, writer, VERSION)
        self._before_each = before_each

    async def recv_packet(self) -> SSHPacket:
        """The next request. Raises SFTPBadMessage for one that is too long, EOFError at the end."""
        assert self._reader is not None
        length = int.from_bytes(await self._reader.readexactly(4), "big")
        if length > _LONGEST_REQUEST:
            raise SFTPBadMessage("")
        return SSHPacket(await self._reader.readexactly(length))

    async def _process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> None:
        await self._before_each()
        if len(self._dir_handles) >= _MOST_FOLDERS:
            # The one that was opened first is taken for forgotten.
            del self._dir_handles[next(iter(self._dir_handles))]
        await super()._process_packet(pkttype, pktid, packet)
