"""What the tasks of somebody take of the loop is told to whoever pays, and of nobody else."""

import asyncio
from collections.abc import AsyncIterator
from time import thread_time

import pytest

from cmi_tui.ssh.loop.metering import charge_to, metered_task

_WORK = 0.005


@pytest.fixture
async def charged() -> AsyncIterator[list[float]]:
    asyncio.get_running_loop().set_task_factory(metered_task)
    yield []
    asyncio.get_running_loop().set_task_factory(None)


def work() -> None:
    end = thread_time() + _WORK
    while thread_time() < end:
        pass


async def test_a_task_of_a_task_is_paid_for_too(charged: list[float]) -> None:
    async def page() -> str:
        work()
        await asyncio.sleep(0.01)
        work()
        return "page"

    async def key() -> str:
        return await asyncio.create_task(page())

    async def session() -> str:
        charge_to(charged.append)
        return await asyncio.create_task(key())

    assert await asyncio.create_task(session()) == "page"
    assert sum(charged) >= 2 * _WORK


async def test_others_are_not_charged(charged: list[float]) -> None:
    async def session() -> None:
        charge_to(charged.append)

    async def other() -> None:
        work()

    await asyncio.create_task(session())
    await asyncio.create_task(other())
    assert charged == []


async def test_what_fails_or_is_cancelled_does_so_as_ever(charged: list[float]) -> None:
    ended: list[str] = []

    async def fail() -> None:
        raise ValueError

    async def wait() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("cancelled")

    async def session() -> None:
        charge_to(charged.append)
        with pytest.raises(ValueError):
            await asyncio.create_task(fail())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(wait(), 0.01)

    await asyncio.create_task(session())
    assert ended == ["cancelled"]
