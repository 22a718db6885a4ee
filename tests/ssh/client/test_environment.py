"""What a client may say of its environment: a few variables, none of them long."""

from rig.accounts import AUGUSTE
from rig.ssh_client import connect, open_session
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until

TAKEN = {"LANG": "fr_FR.ISO-8859-15", "CMI_LINEAR": "oui", "COLORTERM": "x" * 64}
LEFT = {"LC_ALL": "x" * 65, "PATH": "/tmp", "CMI_DATABASE_URL": "sqlite://", "LD_PRELOAD": "x.so"}


async def test_other_variables_and_long_values_are_left_aside(serve: Serve) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), env=TAKEN | LEFT)
    await until(lambda: service.sessions)
    (session,) = service.sessions
    assert session.channel.environment == TAKEN
    client.connection.abort()
    await client.lost()
