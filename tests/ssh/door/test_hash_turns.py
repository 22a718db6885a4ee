"""Whoever has waited longest since the last turn of its source has a password checked first."""

import asyncio

from cmi_tui.ssh.door.hash_turns import HashTurns

_FEW_TURNS = 20


class Crowd:
    """Asks for turns, and serves them one after the other."""

    def __init__(self) -> None:
        self.turns = HashTurns(1)
        self.served: list[str] = []
        self.asked: list[asyncio.Task[None]] = []

    async def ask(self, source: str, account: str, name: str = "") -> asyncio.Task[None]:
        """Asks, and comes to wait."""
        asked = asyncio.ensure_future(self._serve(source, account, name or source))
        self.asked.append(asked)
        await asyncio.sleep(0)
        return asked

    async def _serve(self, source: str, account: str, name: str) -> None:
        await self.turns.turn(source, account)
        self.served.append(name)

    async def end(self, count: int) -> None:
        """The hashes of so many end."""
        for _ in range(count):
            self.turns.done()
            for _ in range(_FEW_TURNS):
                await asyncio.sleep(0)


async def test_a_holder_does_not_wait_for_all_that_others_have_sent() -> None:
    crowd = Crowd()
    for number in range(280):
        await crowd.ask(f"attacker {number % 20}", str(number))
    await crowd.end(40)
    await crowd.ask("holder", "7")
    await crowd.end(1)
    assert crowd.served[-1] == "holder"
    assert len(crowd.turns) == 239


async def test_sources_take_turns_however_many_connections_each_has() -> None:
    crowd = Crowd()
    for source in ["many"] * 10 + ["few"] * 2:
        await crowd.ask(source, "1")
    await crowd.end(11)
    assert crowd.served[:4] == ["many", "few", "many", "few"]


async def test_accounts_of_one_source_take_turns_too() -> None:
    crowd = Crowd()
    for name in ["guessed"] * 10 + ["neighbour"]:
        await crowd.ask("shared", name, name)
    await crowd.end(10)
    assert crowd.served[1] == "neighbour"


async def test_who_goes_away_leaves_the_place_to_the_next() -> None:
    crowd = Crowd()
    await crowd.ask("running", "1")
    waiting = await crowd.ask("gone", "1")
    await crowd.ask("next", "1")
    waiting.cancel()
    await asyncio.sleep(0)
    assert len(crowd.turns) == 1
    await crowd.end(1)
    assert crowd.served == ["running", "next"]


async def test_who_goes_away_as_its_turn_comes_gives_it_back() -> None:
    crowd = Crowd()
    await crowd.ask("running", "1")
    gone = await crowd.ask("gone", "1")
    await crowd.ask("next", "1")
    crowd.turns.done()
    gone.cancel()
    for _ in range(_FEW_TURNS):
        await asyncio.sleep(0)
    assert crowd.served == ["running", "next"]
