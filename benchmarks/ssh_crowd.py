"""Signing in over SSH alone and beside a crowd, on a server in a process of its own.

Prints the time of a sign-in (median of 7) with nobody else and with 500 idle connections that never
sign in, and what 64 right and wrong passwords at once add to the server's memory, beside what as
many unbounded argon2 hashes would take.
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import asyncssh

from rig.crowd import Load, fill
from rig.ssh_client import Holder, connect
from rig.ssh_clients import FIRST_LOGIN

_IDLE = 500
_PASSWORDS = 64
_REPEATS = 7
_HASH_MB = 64


async def sign_in(port: int, login: int, source: str, password: str = "") -> float | None:
    """Seconds to sign in; None when refused."""
    start = perf_counter()
    try:
        holder = Holder(password) if password else None
        connection = await connect(port, str(login), holder, source)
    except asyncssh.DisconnectError:
        return None
    took = perf_counter() - start
    connection.close()
    return took


async def median_sign_in(port: int) -> float:
    """The median time of a few sign-ins, one after the other, in seconds."""
    times = [await sign_in(port, FIRST_LOGIN, "127.3.0.1") for _ in range(_REPEATS)]
    return median(time for time in times if time is not None)


async def measure(load: Load) -> None:
    """Prints both measures."""
    alone = await median_sign_in(load.port)
    idle = []
    for index in range(_IDLE):
        source = (f"127.4.{index // 250}.{index % 250 + 1}", 0)
        idle.append(await asyncio.open_connection("127.0.0.1", load.port, local_addr=source))
    await asyncio.sleep(1)
    beside = await median_sign_in(load.port)
    for _reader, writer in idle:
        writer.close()
    print(f"signing in alone {alone:.2f} s, beside {_IDLE} idle connections {beside:.2f} s:", end=" ")
    print(f"{beside / alone:.2f} times (goal 2 s)")
    await asyncio.sleep(1)
    before = load.server.peak_memory(from_now=True)
    tries = (
        sign_in(load.port, FIRST_LOGIN + 1, f"127.5.0.{index + 1}")
        if index % 2
        else sign_in(load.port, 77_770_000 + index, f"127.5.0.{index + 1}", "faux")
        for index in range(_PASSWORDS)
    )
    results = await asyncio.gather(*tries)
    assert all((took is not None) == bool(index % 2) for index, took in enumerate(results))
    added = load.server.peak_memory() - before
    print(
        f"{_PASSWORDS} right and wrong passwords at once add {added:.0f} MB at most;"
        f" {os.cpu_count()} hashes take {_HASH_MB * (os.cpu_count() or 1)} MB,"
        f" {_PASSWORDS} would take {_HASH_MB * _PASSWORDS} MB"
    )


def main() -> None:
    """Starts the server and measures it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/portal.db"
        fill(url, 6)
        load = Load(Path(folder), url)
        try:
            asyncio.run(measure(load))
        finally:
            print(f"the server ended in {load.close():.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
