"""What a holder who types notices while the SSH server is attacked.

`python -m benchmarks.ssh_abuse [WORD]`: for each attack (or those with WORD in their name) the times
of the holder's keys beside those without an attack, and the server's memory before and at most.
Goal: 95 % of the keys within 100 ms.
"""

import asyncio
import gc
import sys
import tempfile
from pathlib import Path
from time import monotonic

from benchmarks.ssh_attacker import ACCOUNTS
from benchmarks.ssh_attacks import ATTACKS
from rig.crowd import Load, fill
from rig.ssh_client import FIRST_PAGE, connect, open_session
from rig.ssh_clients import FIRST_LOGIN, PER_ACCOUNT, Typist

_SECONDS = 5
_BETWEEN_KEYS = 0.05
# So long until the attackers have signed in.
_SIGNING_IN = 2
_SIGNING_IN_EACH = 0.25


async def type_on(client: Typist) -> tuple[float, float]:
    """The median and the 95th percentile of a key's time, in ms."""
    times, end = [], monotonic() + _SECONDS
    while monotonic() < end:
        times.append(await client.timed_key() * 1000)
        await asyncio.sleep(_BETWEEN_KEYS)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


async def measure(load: Load, client: Typist, name: str) -> None:
    """Prints one attack's line."""
    alone = await type_on(client)
    before = load.server.peak_memory(from_now=True)
    warming = _SIGNING_IN + _SIGNING_IN_EACH * ATTACKS[name][1]
    attack = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.ssh_attacks", str(load.port), name, str(warming + _SECONDS),
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.sleep(warming)
    cpu = load.server.cpu()
    beside = await type_on(client)
    cpu = (load.server.cpu() - cpu) / _SECONDS
    await attack.wait()
    peak = load.server.peak_memory()
    print(
        f"| {name} | {alone[0]:.0f}, {alone[1]:.0f} | {beside[0]:.0f}, {beside[1]:.0f}"
        f" | {cpu:.2f} | {before:.0f}, {peak:.0f} |",
        flush=True,
    )


async def attack_all(load: Load, word: str) -> None:
    """Measures each attack with `word` in its name."""
    connection = await connect(load.port, str(FIRST_LOGIN))
    client = Typist()
    await open_session(connection, client)
    await client.until(FIRST_PAGE)
    await client.go_to_the_email_form()
    print("| attack | alone: p50, p95 ms | beside | server's CPU | MB before, at most |")
    print("|---|---|---|---|---|")
    for name in ATTACKS:
        if word in name:
            await measure(load, client, name)


def main() -> None:
    """Starts the server and measures it."""
    # A collection of the client's garbage would be measured as the server's delay.
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/portal.db"
        fill(url, ACCOUNTS * PER_ACCOUNT)
        load = Load(Path(folder), url)
        try:
            asyncio.run(attack_all(load, sys.argv[1] if len(sys.argv) > 1 else ""))
        finally:
            print(f"the server ended in {load.close():.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
