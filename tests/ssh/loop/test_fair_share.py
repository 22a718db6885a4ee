"""Who has had least goes first, and all together take no more than their share."""

import asyncio

from cmi_tui.ssh.loop.allowance import Allowance
from cmi_tui.ssh.loop.fair_share import FairShare
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
            share.spend(party, 0.5)
            time.now += 0.5

        if share.ask(party, go_on):
            go_on()

    share.spend("flood", 1.0)
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
        share.spend("all", 1.0)

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
    allowance = Allowance(20, 200, time)
    allowance.spend(200)
    assert allowance.left() == 0
    allowance.spend(1)
    assert allowance.left() == -1
    time.now += 1
    assert allowance.left() == 19
    time.now += 60
    assert allowance.left() == 200 and allowance.is_full


async def test_who_has_taken_little_does_not_wait_for_those_who_took_much() -> None:
    time = Time()
    share, served = FairShare(0.3, 0.02, time, modest_rate=0.6), list[str]()
    for party in range(20):
        share.spend(party, 5)
    for party in range(20):
        assert not share.ask(party, lambda: served.append("flood"))
    assert not share.ask("holder", lambda: served.append("holder"))
    time.now += 0.05
    await until(lambda: served == ["holder"])
    assert share.ask("another", lambda: None)
    assert len(share) == 20


async def test_who_was_modest_once_and_takes_much_waits_with_the_others() -> None:
    time = Time()
    share = FairShare(0.3, 0.02, time, modest_rate=0.6)
    grants, late = 0, list[int]()
    while share.ask("flood", lambda: late.append(1)):
        share.spend("flood", 0.01)
        time.now += 0.001
        grants += 1
    assert grants < 10
    time.now += 100
    await until(lambda: late)
    assert share.ask("flood", lambda: None)


def test_parties_that_owe_nothing_are_forgotten() -> None:
    time = Time()
    share = FairShare(0.3, 0.02, time, modest_rate=0.6)
    for party in range(5000):
        share.spend(party, 0.001)
        time.now += 1
    assert len(share._own) <= 1000
