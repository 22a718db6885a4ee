"""One SSH connection on the wire: let in or not, and thrifty in what it sends.

It leans on asyncssh's internals, so its minor version is pinned.
"""

import asyncio
import fcntl
import struct
import termios
from typing import TYPE_CHECKING, Any

from asyncssh import SSHServerConnection, SSHServerConnectionOptions
from asyncssh.constants import MSG_IGNORE

from cmi_tui.ssh.admission import Crowded

if TYPE_CHECKING:
    from cmi_tui.ssh.admission import Admission

KEY_EXCHANGES = (
    "mlkem768x25519-sha256",
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "diffie-hellman-group16-sha512",
)
CIPHERS = ("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com")
"""Ciphers that authenticate what they encrypt, only: no CBC, and no separate MAC."""
MACS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com")
"""Never used beside those ciphers, but a list has to be offered."""
SIGNATURES = ("ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "rsa-sha2-256")
VERSION = "Portail"
"""What the server calls itself; no product, no version."""
_UNSENT = struct.Struct("i")


class Connection(SSHServerConnection):
    """A connection that waits at the door until it has signed in."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        options: SSHServerConnectionOptions,
        admission: "Admission",
    ) -> None:
        super().__init__(loop, options)
        self.admission = admission

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Lets the newcomer in, perhaps in the place of another, or drops it without a word."""
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername") or ("",)
        try:
            victim = self.admission.enter(self, str(peer[0]))
        except Crowded:
            self._cancel_login_timer()
            transport.abort()
            return
        if isinstance(victim, Connection):
            victim.abort()
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None = None) -> None:
        """The connection has gone, and waits no longer."""
        self.admission.leave(self)
        super().connection_lost(exc)

    def send_newkeys(self, k: bytes, h: bytes) -> None:
        """A key exchange has been answered: who asks for one may be reading the host key's question."""
        super().send_newkeys(k, h)
        self.admission.exchanged(self)

    async def reload_config(self) -> None:
        """There is no configuration that depends on the user: nothing is read again."""

    def send_packet(self, pkttype: int, *args: bytes, handler: Any = None) -> None:
        """Sends a packet, without the empty one that CBC needed before each and our ciphers do not."""
        if pkttype != MSG_IGNORE:
            super().send_packet(pkttype, *args, handler=handler)

    @property
    def address(self) -> str:
        """The client's address."""
        return str(self._peer_addr)

    def unsent(self) -> int:
        """Bytes that have not left yet, or that the client's machine has not confirmed."""
        transport = self._transport
        if transport is None:
            return 0
        try:
            queued = fcntl.ioctl(
                transport.get_extra_info("socket").fileno(), termios.TIOCOUTQ, b"\0" * 4
            )
        except OSError:
            return 0
        return int(transport.get_write_buffer_size()) + int(_UNSENT.unpack(queued)[0])
