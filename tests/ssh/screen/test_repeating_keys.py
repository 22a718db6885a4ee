"""Keys that are held down, and those of others."""

from rig.accounts import AUGUSTE, CLEMENCE
from rig.ssh_client import OPEN_MENU, connect, open_session
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


async def test_keys_that_repeat_wait_and_a_single_one_does_not(serve: Serve) -> None:
    service, port = await serve()
    holding = await open_session(await connect(port, AUGUSTE))
    await holding.until("Bonjour")
    share = service.pace.keys
    first = next(iter(service.registry.connections.values()))
    share.spend(first.account, 100)
    holding.type("\x1b[B" * 200)
    await until(lambda: len(share))
    other = await open_session(await connect(port, CLEMENCE))
    await other.until("Bonjour")
    other.type("\x1b[B")
    await other.until(OPEN_MENU)
    assert len(share)
