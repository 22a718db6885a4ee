"""Sizes of windows: bounded, merged, and the last one counts."""

import asyncio
from typing import Any

from rig.accounts import AUGUSTE, CLEMENCE
from rig.ssh_client import connect, open_session
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


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
