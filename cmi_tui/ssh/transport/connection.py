"""One SSH connection on the wire: let in or not, and thrifty in what it sends.

It leans on asyncssh's internals, so its minor version is pinned.
"""

import asyncio
import fcntl
import struct
import termios
from collections.abc import Awaitable, Hashable
from time import thread_time
from typing import Any

from asyncssh import SSHServerConnection, SSHServerConnectionOptions
from asyncssh.constants import MSG_IGNORE, MSG_KEXINIT, MSG_NEWKEYS
from asyncssh.misc import ProtocolError
from asyncssh.packet import PacketDecodeError, SSHPacket

from cmi_tui.ssh.door.admission import Admission, Crowded, source_of
from cmi_tui.ssh.loop.allowance import Allowance
from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.loop.pace import Pace
from cmi_tui.ssh.transport.inflation import BoundedInflation

_UNSENT = struct.Struct("i")

# How long the packets of one connection are worked through before others have their turn (seconds).
_TURN = 0.001
# What is taken from the socket at once, the largest packet, and what may come during one that waits.
_READ = 16 * 1024
_LARGEST_PACKET = 36 * 1024
_MOST_UNREAD = 64 * 1024
# Messages that ask for nothing: so many at once, then so many a second.
_IDLE_MESSAGES, _IDLE_MESSAGES_A_SECOND = 200, 20
# A new exchange of keys costs as much as so many small messages.
_EXCHANGE = 10
# What may wait for an exchange of keys to end: packets, octets, seconds.
_MOST_DEFERRED = 256
_MOST_DEFERRED_OCTETS = 128 * 1024
_EXCHANGE_SECONDS = 30
# What a KEXINIT holds before it says whether a guess follows.
_COOKIE, _LISTS = 16, 10


class Connection(SSHServerConnection):
    """A connection that waits at the door until it has signed in, and has its share of the loop."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        options: SSHServerConnectionOptions,
        admission: Admission,
        pace: Pace,
    ) -> None:
        super().__init__(loop, options)
        self.admission = admission
        self._pace = pace
        self._share: FairShare = pace.door
        self._party: Hashable = ""
        self._idle = Allowance(_IDLE_MESSAGES_A_SECOND, _IDLE_MESSAGES)
        self._turn_ends = 0.0
        self._waits_for_turn = False
        self._is_turn_over = False
        self._reads_nothing = False
        self._max_recv_pktlen = _LARGEST_PACKET
        self._may_write = asyncio.Event()
        self._may_write.set()
        self._exchange_timer: asyncio.TimerHandle | None = None

    # Coming and going.

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
        self._party = source_of(str(peer[0]))
        transport.max_size = _READ  # type: ignore[attr-defined]
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None = None) -> None:
        """The connection has gone, and waits no longer."""
        self.admission.leave(self)
        self._may_write.set()
        self._stop_timing()
        super().connection_lost(exc)

    def send_newkeys(self, k: bytes, h: bytes) -> None:
        """A key exchange has been answered: who asks for one may be reading the host key's question."""
        super().send_newkeys(k, h)
        self.admission.exchanged(self)

    def come_inside(self, account: int) -> None:
        """It has signed in: it no longer shares the loop with those at the door."""
        self._share, self._party = self._pace.inside, account

    async def reload_config(self) -> None:
        """There is no configuration that depends on the user: nothing is read again."""

    @property
    def address(self) -> str:
        """The client's address."""
        return str(self._peer_addr)

    # What comes: in turns, and no more than is allowed.

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        """Bytes have come."""
        super().data_received(data, datatype)
        self._balance()

    def _recv_data(self) -> None:
        if not self._waits_for_turn:
            self._waits_for_turn = not self._share.ask(self._party, self._go_on)
            if not self._waits_for_turn:
                self._take_turn()

    def _go_on(self) -> None:
        self._waits_for_turn = False
        if self._transport is not None:
            self._take_turn()
            self._balance()

    def _take_turn(self) -> None:
        share, party, started = self._share, self._party, thread_time()
        self._turn_ends = started + _TURN
        self._is_turn_over = False
        super()._recv_data()
        share.spend(party, thread_time() - started)
        if self._is_turn_over and self._transport is not None:
            self._recv_data()

    def _recv_pkthdr(self) -> bool:
        if thread_time() >= self._turn_ends:
            self._is_turn_over = True
            return False
        return super()._recv_pkthdr()

    def _finish_recv_packet(self, *arguments: Any, **options: Any) -> None:
        super()._finish_recv_packet(*arguments, **options)
        self._balance()

    def _balance(self) -> None:
        """Reads on while what has come is worked through and what is sent is read."""
        if self._transport is not None:
            if self._waits_for_turn or self._reads_nothing or len(self._inpbuf) > _MOST_UNREAD:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> bool | Awaitable[None]:
        """Handles what is the connection's own business; a flood of it ends the connection."""
        self.count_message(_EXCHANGE if pkttype == MSG_KEXINIT else 1)
        if pkttype == MSG_KEXINIT:
            return self._begin_exchange(pkttype, pktid, packet)
        result = super().process_packet(pkttype, pktid, packet)
        if pkttype == MSG_NEWKEYS:
            self._end_exchange()
        return result

    def count_message(self, amount: int = 1) -> None:
        """Counts a message that types nothing; too many too fast are a flood. Raises ProtocolError."""
        self._idle.spend(amount)
        if self._idle.left() < 0:
            self._pace.flooders += 1
            raise ProtocolError("Too many messages")

    def count_useful(self) -> None:
        """Counts a message that types: an empty one, as some clients send before each, is free."""
        self._idle.spend(-1)

    # The exchange of keys.

    async def _begin_exchange(self, pkttype: int, pktid: int, packet: SSHPacket) -> None:
        self._may_write.clear()
        guess = _guess(packet)
        await self._process_kexinit(pkttype, pktid, packet)
        # A guess is right only where both sides put the same algorithms first (RFC 4253, section 7);
        # asyncssh takes one for right that happens to be chosen, and dropbear sends another.
        ours = [self._kex_algs[0], (self._server_host_key_algs or [b""])[0]]
        self._ignore_first_kex = guess is not None and guess != ours

    def _send_kexinit(self) -> None:
        # Whoever begins it: an exchange comes to its end soon, or the connection does.
        self._stop_timing()
        self._exchange_timer = self._loop.call_later(_EXCHANGE_SECONDS, self.abort)
        super()._send_kexinit()

    def _end_exchange(self) -> None:
        self._stop_timing()
        if not self._reads_nothing:
            self._may_write.set()
        if self._decompressor is not None:
            self._decompressor = BoundedInflation()

    def _stop_timing(self) -> None:
        if self._exchange_timer is not None:
            self._exchange_timer.cancel()

    # What goes.

    def pause_writing(self) -> None:
        """The client does not read: it is read no more itself."""
        self._reads_nothing = True
        self._may_write.clear()
        self._balance()

    def resume_writing(self) -> None:
        """The client reads again."""
        self._reads_nothing = False
        self._may_write.set()
        self._balance()

    async def writable(self) -> None:
        """Waits until the client has read what was sent, but for a little; returns when it has gone."""
        await self._may_write.wait()

    def send_packet(self, pkttype: int, *args: bytes, handler: Any = None) -> None:
        """Sends a packet, without the empty one that CBC needed before each and our ciphers do not."""
        if pkttype != MSG_IGNORE:
            super().send_packet(pkttype, *args, handler=handler)
            waiting = len(self._deferred_packets)
            if waiting > _MOST_DEFERRED or (waiting and self._deferred() > _MOST_DEFERRED_OCTETS):
                self._deferred_packets.clear()
                self._drop()

    def _drop(self) -> None:
        if self._transport is not None:
            self._pace.flooders += 1
            self.abort()

    def _deferred(self) -> int:
        """Octets that wait for an exchange of keys to end."""
        return sum(len(part) for _type, parts in self._deferred_packets for part in parts)

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
        left = int(transport.get_write_buffer_size()) + int(_UNSENT.unpack(queued)[0])
        return left + self._deferred()


def _guess(packet: SSHPacket) -> list[bytes] | None:
    """The algorithms of keys whose first message comes unasked after this KEXINIT; None: none does.

    Raises ProtocolError.
    """
    look = SSHPacket(packet.get_remaining_payload())
    try:
        look.get_bytes(_COOKIE)
        lists = [look.get_namelist() for _ in range(_LISTS)]
        return [*lists[0][:1], *lists[1][:1]] if look.get_boolean() else None
    except PacketDecodeError as error:
        raise ProtocolError(str(error)) from None
