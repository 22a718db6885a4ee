"""Many SSH clients in one process, told what to do by lines on standard input.

`open COUNT`, `visit`, `type SECONDS KEYS_A_SECOND` and `close` are answered by one line of JSON each.
"""

import asyncio
import gc
import json
import random
import sys
from time import perf_counter, process_time
from typing import Any

from rig.ssh_client import FIRST_PAGE, OPEN_MENU, Client, connect, open_session

FIRST_LOGIN = 20_000_000
PER_ACCOUNT = 3
_PATIENCE = 60.0
_ASTRAY = 5.0
# So many clients sign in, or make their way to the form, at the same time.
_TOGETHER = 4
_ON_THEIR_WAY = 8
# Letters mostly, some taken back; one key in eight goes to the other field and one back.
_KEYS = ("a", "b", "\x7f", "\t", "c", "d", "\x7f", "\x1b[Z")


class Typist(Client):
    """A client that types a key now and then, and measures when something comes back."""

    def __init__(self) -> None:
        super().__init__()
        self._echo: asyncio.Future[float] | None = None
        self._typed = 0

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """A frame has come."""
        super().data_received(data, datatype)
        if self._echo is not None and not self._echo.done():
            self._echo.set_result(perf_counter())

    async def timed_key(self) -> float:
        """Types the next key; how long until something came back, in seconds."""
        key = _KEYS[self._typed % len(_KEYS)]
        self._typed += 1
        self._echo = asyncio.get_running_loop().create_future()
        start = perf_counter()
        self.type(key)
        return await asyncio.wait_for(self._echo, _PATIENCE) - start

    async def go_to_the_email_form(self) -> None:
        """Menu, « Mes informations », MODIFIER, and a few keys: no two holders are in step."""
        self.type("\x1b[B")
        await self.until(OPEN_MENU)
        self.type("\r")
        await self.until("MES INFORMATIONS")
        while True:
            await asyncio.sleep(0.2)
            self.type("\t")
            await asyncio.sleep(0.2)
            self.type("\r")
            try:
                await self.until("Nouvel email", _ASTRAY)
                break
            except TimeoutError:
                # The page was not ready for the first key: the second opened another one.
                self.type("\x1b")
        for _ in range(random.randrange(len(_KEYS))):
            # What is shown of the one key is not to be taken for the echo of the next.
            await asyncio.sleep(0.2)
            await self.timed_key()


async def _open_one(port: int, index: int) -> Typist:
    """Signs a holder in, from an address of its own, to the first page."""
    connection = await connect(
        port, str(FIRST_LOGIN + index // PER_ACCOUNT), source=f"127.1.{index // 250}.{index % 250 + 1}",
        encryption_algs=["chacha20-poly1305@openssh.com"], kex_algs=["curve25519-sha256"],
    )  # fmt: skip
    client = Typist()
    await open_session(connection, client)
    await client.until(FIRST_PAGE)
    return client


async def _all(work: list[Any], together: int) -> tuple[list[Any], float]:
    """Does the work, so many at a time; the results, and the median time of one in seconds."""
    turn = asyncio.Semaphore(together)
    times = []

    async def one(coroutine: Any) -> Any:
        async with turn:
            start = perf_counter()
            result = await coroutine
            times.append(perf_counter() - start)
            return result

    results = await asyncio.gather(*map(one, work))
    return results, sorted(times)[len(times) // 2]


async def _type_for(clients: list[Typist], seconds: float, rate: float) -> dict[str, float]:
    """Types `rate` keys a second in all for so long, evenly over the clients; echo times in ms."""
    echoes: list[float] = []
    tasks: set[asyncio.Task[None]] = set()
    unanswered = 0

    async def key(client: Typist) -> None:
        nonlocal unanswered
        try:
            echoes.append(await client.timed_key())
        except (TimeoutError, OSError):
            unanswered += 1

    start, cpu = perf_counter(), process_time()
    order = random.sample(clients, len(clients))
    for number in range(int(seconds * rate)):
        if (wait := start + number / rate - perf_counter()) > 0:
            await asyncio.sleep(wait)
        client = order[number % len(order)]
        if not client.is_lost:
            task = asyncio.create_task(key(client))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    took = perf_counter() - start
    echoes.sort()
    count = max(len(echoes), 1)
    percentiles = {
        name: echoes[min(int(part * count), count - 1)] * 1000 if echoes else float("inf")
        for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }
    return {
        **percentiles,
        "keys_a_second": len(echoes) / took,
        "unanswered": unanswered,
        "lost": sum(client.is_lost for client in clients),
        "client_cpu_s": process_time() - cpu,
    }


async def main() -> None:
    """Does what standard input says."""
    port = int(sys.argv[1])
    # A collection of the clients' garbage would be measured as the server's delay.
    gc.disable()
    loop = asyncio.get_running_loop()
    clients: list[Typist] = []
    while words := (await loop.run_in_executor(None, sys.stdin.readline)).split():
        answer: dict[str, float] = {}
        match words:
            case ["open", count]:
                opened, median = await _all(
                    [_open_one(port, index) for index in range(int(count))], _TOGETHER
                )
                clients = list(opened)
                answer = {"opened": len(clients), "median_s": median}
            case ["visit"]:
                _none, median = await _all(
                    [client.go_to_the_email_form() for client in clients], _ON_THEIR_WAY
                )
                answer = {"median_s": median}
            case ["type", seconds, rate]:
                answer = await _type_for(clients, float(seconds), float(rate))
            case ["close"]:
                for client in clients:
                    client.connection.abort()
                clients = []
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
