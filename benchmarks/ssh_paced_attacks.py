"""Attacks that keep within what each packet may be: what they ask for is what costs."""

import asyncio
from contextlib import suppress

import asyncssh
from asyncssh.constants import MSG_CHANNEL_DATA, MSG_CHANNEL_WINDOW_ADJUST
from asyncssh.packet import Byte, String, UInt32

from benchmarks.ssh_attacker import FORM, GONE, PIECE, Attack, Attacker
from rig.accounts import PASSWORD
from rig.ssh_client import Holder, connect, open_session

_STAT, _NUMBER = 17, 7
# Just above what counts as a key that repeats (seconds).
_PACE = 0.055


async def sftp_stats(attacker: Attacker) -> None:
    """STATs of the folder, a window full of them at a time."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in()
            sftp = await connection.start_sftp_client()
            request = Byte(_STAT) + UInt32(_NUMBER) + String(b"/")
            channel = sftp._handler._writer.channel
            while attacker.goes_on() and connection._transport is not None:
                channel.write((UInt32(len(request)) + request) * 200)
                await asyncio.sleep(0.001)
                while channel._send_buf_len > 10_000 and attacker.goes_on():
                    await asyncio.sleep(0.001)


async def _paced(attacker: Attacker, keys: list[str]) -> None:
    client, number = await attacker.screen(), 0
    with suppress(*GONE):
        while attacker.goes_on() and not client.is_lost:
            client.type(keys[number % len(keys)])
            number += 1
            await asyncio.sleep(_PACE)


async def paced_help(attacker: Attacker) -> None:
    """F1 and Escape, one each 55 ms."""
    await _paced(attacker, ["\x1bOP", "\x1b"])


async def paced_pages(attacker: Attacker) -> None:
    """Enter and Escape, one each 55 ms."""
    await _paced(attacker, ["\r", "\x1b"])


async def paced_letters(attacker: Attacker) -> None:
    """A letter each 55 ms."""
    await _paced(attacker, ["a"])


async def lines(attacker: Attacker) -> None:
    """Pages, line by line, as fast as they are taken."""
    connection = await connect(
        attacker.port, "lineaire", Holder(attacker.account, PASSWORD), attacker.address
    )
    client = await open_session(connection)
    with suppress(*GONE):
        while attacker.goes_on() and not client.is_lost:
            if client.channel._send_buf_len < 1000:
                client.type("1\r2\rretour\r" * 50)
            await asyncio.sleep(0.01)


async def _packets(attacker: Attacker, kind: int, content: bytes) -> None:
    while attacker.goes_on():
        with suppress(*GONE):
            client = await attacker.screen()
            while attacker.goes_on() and not client.is_lost:
                for _ in range(PIECE):
                    client.channel.send_packet(kind, content)
                await asyncio.sleep(0)


async def empty_data(attacker: Attacker) -> None:
    """Data without an octet."""
    await _packets(attacker, MSG_CHANNEL_DATA, String(b""))


async def room(attacker: Attacker) -> None:
    """Room made for nothing."""
    await _packets(attacker, MSG_CHANNEL_WINDOW_ADJUST, UInt32(1))


async def forms(attacker: Attacker) -> None:
    """The form by scp, again and again."""
    while attacker.goes_on():
        with suppress(*GONE):
            connection = await attacker.signed_in()
            await asyncssh.scp((connection, FORM), "/dev/null")


async def sign_ins(attacker: Attacker) -> None:
    """Signing in, and leaving."""
    while attacker.goes_on():
        with suppress(*GONE):
            (await attacker.signed_in()).abort()


PACED_ATTACKS: dict[str, tuple[Attack, int, int]] = {
    "1 account: STATs by sftp": (sftp_stats, 6, 1),
    "20 accounts: STATs by sftp": (sftp_stats, 60, 20),
    "8 accounts: F1 and Escape each 55 ms": (paced_help, 24, 8),
    "20 accounts: Enter and Escape each 55 ms": (paced_pages, 60, 20),
    "20 accounts: a letter each 55 ms": (paced_letters, 60, 20),
    "12 accounts: line by line": (lines, 36, 12),
    "20 accounts: empty data": (empty_data, 20, 20),
    "20 accounts: room for nothing": (room, 20, 20),
    "20 accounts: forms by scp": (forms, 60, 20),
    "20 accounts: signing in and leaving": (sign_ins, 60, 20),
}
"""What is done, by how many at once, from how many addresses."""
