"""What clients may take of the loop: shares, messages, sizes, exchanges of keys."""

import asyncio
import socket
import zlib
from typing import Any

import asyncssh
import pytest
from asyncssh.constants import MSG_CHANNEL_REQUEST, MSG_IGNORE
from asyncssh.packet import Boolean, Byte, String, UInt32

from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.loop.pace import Allowance
from cmi_tui.ssh.transport.inflation import BoundedInflation
from rig.accounts import AUGUSTE, CLEMENCE
from rig.ssh_client import Client, connect, open_session
from rig.ssh_packet import plain_packet
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


class Time:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_who_has_had_least_goes_first() -> None:
    time = Time()
    share, order = FairShare(1.0, 1.0, time), list[str]()

    def ask(party: str) -> None:
        def go_on() -> None:
            order.append(party)
            share.spend(0.5)
            time.now += 0.5

        if share.ask(party, go_on):
            go_on()

    share.spend(1.0)
    for _ in range(10):
        ask("flood")
    ask("holder")
    time.now += 1
    await until(lambda: len(order) == 11)
    assert order.index("holder") <= 1


async def test_what_all_take_together_is_bounded() -> None:
    time = Time()
    share, served = FairShare(10.0, 2.0, time), list[int]()

    def go_on() -> None:
        served.append(1)
        share.spend(1.0)

    for party in range(100):
        if share.ask(party, go_on):
            go_on()
    assert len(served) == 2
    time.now += 1
    await until(lambda: len(served) == 4)
    await asyncio.sleep(0.05)
    assert len(served) == 4


def test_messages_that_ask_for_nothing_have_an_allowance() -> None:
    time = Time()
    allowance = Allowance(time)
    assert all(allowance.take() for _ in range(200))
    assert not allowance.take()
    time.now += 1
    assert allowance.take(10)


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


async def test_a_few_of_each_hurt_nobody(serve: Serve) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(20):
        client.connection.send_packet(MSG_IGNORE, String(b""))
        client.connection.send_packet(192, String(b""))
    client.type("\x1b[B")
    await client.until("Suivi")


async def test_a_client_that_sends_an_empty_packet_before_each_is_no_flood(serve: Serve) -> None:
    """As asyncssh's own does, and as old ones did for CBC."""
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for _ in range(600):
        client.type("a")
        await asyncio.sleep(0)
    client.type("\x1b[B")
    await client.until("Suivi")
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
        await client.until("Suivi")
        client.type("\x1b")
        await client.until("Bonjour" if client.is_lost else "\x1b")


async def test_no_group_that_costs_the_server_alone_is_offered(serve: Serve) -> None:
    _service, port = await serve()
    with pytest.raises(asyncssh.KeyExchangeFailed):
        await connect(port, AUGUSTE, kex_algs=["diffie-hellman-group16-sha512"])


async def test_a_window_is_as_large_as_a_terminal_from_the_first_request_on(serve: Serve) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_size=(65535, 65535))
    await client.until("Bonjour")
    session = next(iter(service.sessions))
    assert session.size == (300, 100)
    client.channel.change_terminal_size(40_000, 20)
    await until(lambda: session.size == (300, 20))


async def test_sizes_that_change_fast_are_merged_and_the_last_one_is_laid_out(serve: Serve) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, CLEMENCE))
    await client.until("Bonjour")
    session = next(iter(service.sessions))
    laid_out: list[tuple[int, int]] = []
    front_end: Any = session._front_end
    resize = front_end.resize

    def noted(width: int, height: int) -> None:
        laid_out.append((width, height))
        resize(width, height)

    front_end.resize = noted
    for width in range(81, 181):
        client.channel.change_terminal_size(width, 30)
        await asyncio.sleep(0)
    await until(lambda: session.size == (180, 30))
    assert len(laid_out) <= 3


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


async def test_keys_that_repeat_wait_and_a_single_one_does_not(serve: Serve) -> None:
    service, port = await serve()
    holding = await open_session(await connect(port, AUGUSTE))
    other = await open_session(await connect(port, CLEMENCE))
    for client in (holding, other):
        await client.until("Bonjour")
    share = service.pace.keys
    share.spend(100)
    holding.type("\x1b[B" * 200)
    await until(lambda: len(share))
    other.type("\x1b[B")
    await other.until("Suivi")
    assert len(share)


async def test_few_newcomers_are_let_in_at_once_and_many_wait(serve: Serve) -> None:
    service, port = await serve()
    at_once: list[int] = []
    entered = 0
    enter = service.admission.enter

    def counted(key: Any, address: str) -> Any:
        nonlocal entered
        entered += 1
        return enter(key, address)

    service.admission.enter = counted  # type: ignore[method-assign]
    sockets = []
    for _ in range(100):
        newcomer = socket.socket()
        newcomer.connect(("127.0.0.1", port))
        sockets.append(newcomer)
    while entered < 100:
        before = entered
        await asyncio.sleep(0)
        at_once.append(entered - before)
    for newcomer in sockets:
        newcomer.close()
    assert max(at_once) <= 4
