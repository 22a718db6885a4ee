"""Messages on the wire: counted, unpacked within bounds, and exchanges of keys that end."""

import asyncio
import zlib
from typing import Any

import asyncssh
import pytest
from asyncssh.constants import (
    MSG_CHANNEL_DATA,
    MSG_CHANNEL_EXTENDED_DATA,
    MSG_CHANNEL_REQUEST,
    MSG_CHANNEL_SUCCESS,
    MSG_CHANNEL_WINDOW_ADJUST,
    MSG_IGNORE,
)
from asyncssh.packet import Boolean, Byte, String, UInt32

from cmi_tui.ssh.transport.inflation import BoundedInflation
from rig.accounts import AUGUSTE
from rig.ssh_client import OPEN_MENU, Client, connect, open_session
from rig.ssh_packet import plain_packet
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


def test_a_few_octets_do_not_unpack_to_megabytes() -> None:
    pack = zlib.compressobj()
    whole = pack.compress(b"a letter") + pack.flush(zlib.Z_SYNC_FLUSH)
    bomb = pack.compress(bytes(10_000_000)) + pack.flush(zlib.Z_SYNC_FLUSH)
    inflation = BoundedInflation()
    assert inflation.decompress(whole) == b"a letter"
    assert inflation.decompress(bomb) is None
    assert BoundedInflation().decompress(b"nothing packed") is None


async def test_compression_is_served_and_a_bomb_ends_its_connection(serve: Serve) -> None:
    service, port = await serve()
    connection = await connect(port, AUGUSTE, compression_algs=["zlib@openssh.com"])
    client = await open_session(connection)
    await client.until("Bonjour")
    connection.send_packet(MSG_IGNORE, String(bytes(1_000_000)))
    await client.lost()
    await service.empty()


async def test_small_packets_before_signing_in_are_counted_and_their_sender_dropped(
    serve: Serve,
) -> None:
    service, port = await serve()
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"SSH-2.0-x\r\n" + plain_packet(Byte(MSG_IGNORE) + String(b"")) * 5000)
    await until(lambda: service.state()["floods_dropped"])
    writer.close()
    assert service.state()["floods_dropped"] == 1


@pytest.mark.parametrize("kind", [MSG_IGNORE, 192], ids=["ignore", "unknown"])
async def test_small_packets_after_signing_in_are_counted_too(serve: Serve, kind: int) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(300):
        client.connection.send_packet(kind, String(b""))
    await client.lost()
    await service.empty()
    assert service.state()["floods_dropped"] == 1


async def test_requests_of_a_channel_that_are_not_known_are_counted_too(serve: Serve) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(300):
        client.channel.send_packet(MSG_CHANNEL_REQUEST, String(b"x"), Boolean(True))
    await client.lost()
    await service.empty()
    assert service.state()["floods_dropped"] == 1


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (MSG_CHANNEL_DATA, String(b"")),
        (MSG_CHANNEL_WINDOW_ADJUST, UInt32(1)),
        (MSG_CHANNEL_EXTENDED_DATA, UInt32(1) + String(b"")),
        (MSG_CHANNEL_SUCCESS, b""),
    ],
    ids=["nothing typed", "room made for nothing", "extended data", "an answer to nothing"],
)
async def test_what_types_nothing_on_a_channel_is_counted_too(
    serve: Serve, kind: int, content: bytes
) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(300):
        client.channel.send_packet(kind, content)
    await client.lost()
    await service.empty()


async def test_a_few_of_each_hurt_nobody(serve: Serve) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(20):
        client.connection.send_packet(MSG_IGNORE, String(b""))
        client.connection.send_packet(192, String(b""))
    client.type("\x1b[B")
    await client.until(OPEN_MENU)


async def test_a_client_that_sends_an_empty_packet_before_each_is_no_flood(serve: Serve) -> None:
    """As asyncssh's own does, and as old ones did for CBC."""
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(600):
        client.type("a")
        await asyncio.sleep(0)
    client.type("\x1b[B")
    await client.until(OPEN_MENU)
    assert service.state()["floods_dropped"] == 0


async def test_what_waits_for_an_exchange_of_keys_is_bounded(serve: Serve) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    connection: Any = next(iter(service.sessions)).connection
    theirs = client.connection
    theirs._transport.pause_reading()
    theirs._send_kexinit()
    theirs._kex_complete = True
    size = UInt32(80), UInt32(24), UInt32(0), UInt32(0)
    most = number = 0
    while connection._transport is not None and number < 3000:
        number += 1
        client.channel.send_packet(MSG_CHANNEL_REQUEST, String(b"window-change"), Boolean(True), *size)
        await asyncio.sleep(0)
        most = max(most, len(connection._deferred_packets))
    await service.empty()
    theirs.abort()
    assert 100 < most <= 257 and service.state()["floods_dropped"] == 1


async def test_new_keys_now_and_then_are_exchanged(serve: Serve) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE, rekey_bytes=2000))
    await client.until("Bonjour")
    for _ in range(5):
        client.type("\x1b[B")
        await client.until(OPEN_MENU)
        client.type("\x1b")
        await client.until("Bonjour" if client.is_lost else "\x1b")


async def test_no_group_that_costs_the_server_alone_is_offered(serve: Serve) -> None:
    _service, port = await serve()
    with pytest.raises(asyncssh.KeyExchangeFailed):
        await connect(port, AUGUSTE, kex_algs=["diffie-hellman-group16-sha512"])


async def test_a_client_that_reads_nothing_is_read_no_more(serve: Serve) -> None:
    """What it asks for then has answers that wait: not more than its own requests are let in."""
    service, port = await serve()
    connection = await connect(port, AUGUSTE)
    client = await open_session(connection, Client())
    await client.until("Bonjour")
    ours: Any = next(iter(service.sessions)).connection
    ours.pause_writing()
    assert not ours._transport.is_reading()
    ours.resume_writing()
    assert ours._transport.is_reading()
