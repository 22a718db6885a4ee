"""Many newcomers at once."""

import asyncio
import socket
from typing import Any

from tests.ssh.conftest import Serve


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
