"""Nobody is let into a portal whose server is about to end."""

import asyncio

from cmi_tui.ssh.limits import Limits
from rig.accounts import AUGUSTE, CLEMENCE
from rig.ssh_client import connect, open_session
from tests.ssh.conftest import Serve
from tests.storage.rows import column


async def test_who_signed_in_before_opens_no_portal_while_the_others_are_leaving(
    serve: Serve, database_url: str
) -> None:
    service, port = await serve(Limits(farewell=1, leaving=5))
    inside = await open_session(await connect(port, AUGUSTE))
    await inside.until("Bonjour")
    late = await connect(port, CLEMENCE)
    stopping = asyncio.ensure_future(service.stop())
    await asyncio.sleep(0)
    client = await open_session(late)
    await client.lost()
    assert b"Bonjour" not in client.shown
    await stopping
    endings = "SELECT outcome FROM journal WHERE event = 'session_end' AND actor_id = {}"
    assert column(database_url, endings.format(1)) == ["server_shut_down"]
    assert column(database_url, endings.format(2)) == ["too_many_sessions"]
