"""Attacks on the SSH server, each for some seconds.

`python -m benchmarks.ssh_attacks PORT NAME SECONDS`.
"""

import asyncio
import os
import sys
import zlib
from contextlib import suppress
from time import monotonic

import asyncssh
from asyncssh.constants import MSG_CHANNEL_DATA, MSG_CHANNEL_OPEN, MSG_CHANNEL_REQUEST, MSG_IGNORE
from asyncssh.packet import Boolean, Byte, String, UInt32

from benchmarks.ssh_attacker import FORM, GONE, PIECE, Attack, Attacker
from benchmarks.ssh_paced_attacks import PACED_ATTACKS
from rig.ssh_client import open_session
from rig.ssh_packet import plain_packet


async def small_packets_before_signing_in(attacker: Attacker) -> None:
    """IGNORE, as many as the socket takes; again when dropped."""
    flood = plain_packet(Byte(MSG_IGNORE) + String(b"")) * 4096
    while attacker.goes_on():
        with suppress(*GONE):
            _reader, writer = await attacker.raw()
            while attacker.goes_on():
                writer.write(flood)
                await writer.drain()
        await asyncio.sleep(0)


async def connections(attacker: Attacker) -> None:
    """Connections opened and closed at once."""
    while attacker.goes_on():
        with suppress(*GONE):
            _reader, writer = await attacker.raw()
            writer.transport.abort()


async def handshakes(attacker: Attacker) -> None:
    """Exchanges of keys, and nothing after them."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await asyncssh.connect(
                "127.0.0.1", attacker.port, known_hosts=None, config=None, client_keys=None,
                local_addr=(attacker.address, 0), preferred_auth="none", agent_path=None,
                kex_algs=["ecdh-sha2-nistp384"], username="x",
            )  # fmt: skip
            connection.abort()


async def one_byte_segments(attacker: Attacker) -> None:
    """A version line that never ends, an octet a segment."""
    while attacker.goes_on():
        with suppress(*GONE):
            _reader, writer = await asyncio.open_connection(
                "127.0.0.1", attacker.port, local_addr=(attacker.address, 0)
            )
            while attacker.goes_on():
                writer.write(b"a")
                await asyncio.sleep(0)
                await writer.drain()


async def small_packets_after_signing_in(attacker: Attacker) -> None:
    """IGNORE and unknown ones, as fast as they can be made."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in()
            while attacker.goes_on() and connection._transport is not None:
                for _ in range(PIECE):
                    connection.send_packet(192, b"")
                await asyncio.sleep(0)


async def _sftp_reads(attacker: Attacker, *, takes: bool) -> None:
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in()
            sftp = await connection.start_sftp_client()
            file = await sftp.open(FORM, "rb")
            handle = file._handle
            if not takes:
                connection._transport.pause_reading()
            request = Byte(5) + UInt32(7) + String(handle) + bytes(8) + UInt32(4 << 20)
            channel = sftp._handler._writer.channel
            while attacker.goes_on() and connection._transport is not None:
                channel.write((UInt32(len(request)) + request) * 50)
                await asyncio.sleep(0.001)
                while channel._send_buf_len > 100_000 and attacker.goes_on():
                    await asyncio.sleep(0.001)


async def sftp_reads_unread(attacker: Attacker) -> None:
    """READs whose answers are not read."""
    await _sftp_reads(attacker, takes=False)


async def sftp_reads_taken(attacker: Attacker) -> None:
    """READs whose answers are read."""
    await _sftp_reads(attacker, takes=True)


async def huge_window(attacker: Attacker) -> None:
    """A first size of 65535×65535, then another page again and again."""
    client = await open_session(await attacker.signed_in(), term_size=(65535, 65535))
    with suppress(*GONE):
        while attacker.goes_on():
            client.type("\x1b[B")
            await asyncio.sleep(0.2)


async def changing_window(attacker: Attacker) -> None:
    """Another size fifty times a second."""
    client, number = await attacker.screen(), 0
    with suppress(*GONE):
        while attacker.goes_on():
            number += 1
            client.channel.change_terminal_size(200 + number % 100, 60 + number % 40)
            await asyncio.sleep(0.02)


async def held_key(attacker: Attacker) -> None:
    """A key held down: thirty a second."""
    client = await attacker.screen()
    with suppress(*GONE):
        while attacker.goes_on():
            client.type("\x1b[B")
            await asyncio.sleep(1 / 30)


async def flood_of_keys(attacker: Attacker) -> None:
    """Enter and Escape, as many as the window takes."""
    client = await attacker.screen()
    with suppress(*GONE):
        while attacker.goes_on():
            if client.channel._send_buf_len < 1000:
                client.type("\r\x1b" * 500)
            await asyncio.sleep(0.01)


async def one_byte_packets(attacker: Attacker) -> None:
    """Letters, each in a packet of its own."""
    client = await attacker.screen()
    with suppress(*GONE):
        while attacker.goes_on() and not client.is_lost:
            for _ in range(min(PIECE, client.channel._send_window)):
                client.channel._send_window -= 1
                client.channel.send_packet(MSG_CHANNEL_DATA, String(b"a"))
            await asyncio.sleep(0)


async def requests_of_a_channel(attacker: Attacker) -> None:
    """Requests that are not known, with an answer wanted."""
    while attacker.goes_on():
        with suppress(*GONE):
            client = await attacker.screen()
            while attacker.goes_on() and not client.is_lost:
                for _ in range(PIECE):
                    client.channel.send_packet(MSG_CHANNEL_REQUEST, String(b"x"), Boolean(True))
                await asyncio.sleep(0)


async def channels(attacker: Attacker) -> None:
    """Channels of an unknown kind."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in()
            while attacker.goes_on() and connection._transport is not None:
                for number in range(PIECE):
                    connection.send_packet(
                        MSG_CHANNEL_OPEN, String(b"x"), UInt32(number), UInt32(1), UInt32(1)
                    )
                await asyncio.sleep(0)


async def exchanges(attacker: Attacker) -> None:
    """New exchanges of keys, one after the other."""
    while attacker.goes_on():
        with suppress(*GONE):
            client = await attacker.screen()
            while attacker.goes_on() and not client.is_lost:
                if client.connection._kex_complete and not client.connection._kex:
                    client.connection._send_kexinit()
                    client.connection._kexinit_sent = True
                await asyncio.sleep(0.001)


async def exchange_never_finished(attacker: Attacker) -> None:
    """A KEXINIT, and requests behind it that want answers."""
    while attacker.goes_on():
        with suppress(*GONE):
            client = await attacker.screen()
            connection = client.connection
            connection._transport.pause_reading()
            connection._send_kexinit()
            connection._kex_complete = True
            while attacker.goes_on() and not client.is_lost:
                for _ in range(PIECE):
                    client.channel.send_packet(MSG_CHANNEL_REQUEST, String(b"x" * 99), Boolean(True))
                await asyncio.sleep(0)


async def zip_bombs(attacker: Attacker) -> None:
    """Packets of 30 kB that stand for megabytes."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in(compression_algs=["zlib@openssh.com"])

            class Bomb:
                def __init__(self) -> None:
                    self._zip = zlib.compressobj(9)

                def compress(self, data: bytes) -> bytes:
                    packed = self._zip.compress(Byte(2) + UInt32(25_000_000) + bytes(25_000_000))
                    return packed + self._zip.flush(zlib.Z_SYNC_FLUSH)

            connection._compressor = Bomb()
            while attacker.goes_on() and connection._transport is not None:
                connection.send_packet(192, b"")
                await asyncio.sleep(0)


ATTACKS: dict[str, tuple[Attack, int, int]] = {
    "1 connection: small packets before signing in": (small_packets_before_signing_in, 1, 1),
    "20 of one address: small packets before signing in": (small_packets_before_signing_in, 20, 1),
    "20 addresses: small packets before signing in": (small_packets_before_signing_in, 60, 20),
    "1 address: connections": (connections, 10, 1),
    "20 addresses: connections": (connections, 40, 20),
    "1 address: handshakes": (handshakes, 10, 1),
    "20 addresses: handshakes": (handshakes, 40, 20),
    "20 addresses: one-byte segments": (one_byte_segments, 40, 20),
    "1 account: small packets": (small_packets_after_signing_in, 1, 1),
    "20 accounts: small packets": (small_packets_after_signing_in, 20, 20),
    "1 account: reads by sftp, unread": (sftp_reads_unread, 1, 1),
    "6 accounts: reads by sftp, taken": (sftp_reads_taken, 6, 6),
    "1 account: a window of 65535×65535": (huge_window, 1, 1),
    "12 accounts: sizes that change": (changing_window, 12, 12),
    "3 accounts: Enter and Escape": (flood_of_keys, 3, 3),
    "3 accounts: one-byte packets": (one_byte_packets, 3, 3),
    "20 accounts: requests of a channel": (requests_of_a_channel, 20, 20),
    "20 accounts: channels": (channels, 20, 20),
    "20 accounts: exchanges of keys": (exchanges, 20, 20),
    "1 account: an exchange never finished": (exchange_never_finished, 1, 1),
    "1 account: packets that unpack to megabytes": (zip_bombs, 1, 1),
    "60 accounts: a key held down": (held_key, 60, 60),
    **PACED_ATTACKS,
}
"""What is done, by how many at once, from how many addresses."""


async def main() -> None:
    """Does what the command line says."""
    port, name, seconds = int(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    # On another machine they would not take the server's core.
    os.nice(10)
    attack, count, addresses = ATTACKS[name]
    end = monotonic() + seconds
    attackers = [Attacker(port, index % addresses, end) for index in range(count)]
    work = [asyncio.ensure_future(attack(attacker)) for attacker in attackers]
    await asyncio.wait(work, timeout=seconds + 1)


if __name__ == "__main__":
    asyncio.run(main())
