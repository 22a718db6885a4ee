"""The channel of a session: what its client may ask for, and how much it has not read."""

from collections.abc import Awaitable, Callable
from typing import cast

from asyncssh import SSHServerChannel
from asyncssh.constants import MSG_CHANNEL_DATA, MSG_CHANNEL_REQUEST, MSG_CHANNEL_WINDOW_ADJUST
from asyncssh.packet import SSHPacket

from cmi_tui.charset import LOCALE
from cmi_tui.domain.outcomes import NotServed
from cmi_tui.ssh.transport.connection import Connection

_ENVIRONMENT = frozenset({*LOCALE, "COLORTERM", "NO_COLOR", "CMI_LINEAR", "CMI_ECONOMY"})
_LONGEST_VALUE = 64
_REFUSED = {"x11-req": NotServed.X11, "auth-agent-req@openssh.com": NotServed.AGENT}
# A window that is drawn larger says so many times a second: only their layout is bounded.
_SIZE = "window-change"
# The octets that tell how long a string is.
_LENGTH = 4
# So much may come in before the portal has read it.
_WINDOW = 8192
_LARGEST_PACKET = 8192


class Channel(SSHServerChannel[bytes]):
    """A channel of bytes; `refuse` is told the kind of each request that is refused."""

    def __init__(self, connection: Connection, refuse: Callable[[NotServed], None]) -> None:
        super().__init__(
            connection, connection._loop, allow_pty=True, line_editor=False, line_echo=False,
            line_history=0, max_line_length=0, encoding=None, errors="strict", window=_WINDOW,
            max_pktsize=_LARGEST_PACKET,
        )  # fmt: skip
        self._refuse = refuse
        self.environment: dict[str, str] = {}
        self.written = self._written_at_adjustment = 0

    def process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> bool | Awaitable[None]:
        """Handles a packet of this channel."""
        # Requests are counted when it is their turn.
        if pkttype != MSG_CHANNEL_REQUEST:
            self._count(pkttype, packet)
        return super().process_packet(pkttype, pktid, packet)

    def _count(self, pkttype: int, packet: SSHPacket) -> None:
        is_useful = False
        if pkttype == MSG_CHANNEL_DATA:
            is_useful = len(packet.get_remaining_payload()) > _LENGTH
        elif pkttype == MSG_CHANNEL_WINDOW_ADJUST:
            # Room is made for what was sent.
            is_useful = self.written != self._written_at_adjustment
            self._written_at_adjustment = self.written
        connection = cast(Connection, self._conn)
        connection.count_useful() if is_useful else connection.count_message()

    def _service_next_request(self) -> None:
        request = self._request_queue[0][0]
        connection = cast(Connection, self._conn)
        if request == _SIZE:
            connection.count_useful()
        else:
            connection.count_message()
        kind = _REFUSED.get(request)
        if kind is None:
            super()._service_next_request()
        else:
            self._refuse(kind)
            self._report_response(False)

    def _process_env_request(self, packet: SSHPacket) -> bool:
        # Most clients send their locale unasked: what else they send is left aside without a word.
        name = packet.get_string().decode("ascii", "replace")
        value = packet.get_string().decode("ascii", "replace")
        packet.check_end()
        is_taken = name in _ENVIRONMENT and len(value) <= _LONGEST_VALUE
        if is_taken:
            self.environment[name] = value
        return is_taken

    def write(self, data: bytes, datatype: int | None = None) -> None:
        """Sends bytes, and counts them."""
        self.written += len(data)
        super().write(data, datatype)

    def unsent(self) -> int:
        """Bytes that the client has not made room for, has not confirmed, or that are to be sent."""
        connection = cast(Connection | None, self._conn)
        return self._send_buf_len + (connection.unsent() if connection else 0)
