"""Who has had least goes first, and all together take no more than their share."""

import asyncio

from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.loop.pace import Allowance
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
