"""Where newcomers come in, and many at once."""

import asyncio
import socket
from typing import Any

import pytest

from cmi_tui.ssh.door.listening import listen
from tests.ssh.conftest import Serve


def port_of(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])


async def test_a_port_that_the_system_chooses_is_one_for_both_families_of_addresses() -> None:
    for _ in range(5):
        server = await listen(asyncio.Protocol, "", 0)
        ports = [port_of(each) for each in server.sockets]
        server.close()
        assert len(set(ports)) == 1, ports


async def test_a_choice_that_the_other_family_cannot_have_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop = asyncio.get_running_loop()
    taken = socket.socket(socket.AF_INET6)
    taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
    taken.bind(("::1", 0))
    real, asked = loop.create_server, []

    async def create_server(*arguments: Any, **options: Any) -> asyncio.Server:
        asked.append(arguments[2])
        if len(asked) == 2:
            arguments = (*arguments[:2], port_of(taken))
        return await real(*arguments, **options)

    monkeypatch.setattr(loop, "create_server", create_server)
    server = await listen(asyncio.Protocol, "", 0)
    assert len({port_of(each) for each in server.sockets}) == 1 and asked[2] == 0
    server.close()
    taken.close()


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
