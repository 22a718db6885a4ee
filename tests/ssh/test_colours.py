"""Colours in a session: the terminal's own, and none for a client that wants none."""

import re

import pytest

from rig.accounts import AUGUSTE
from rig.ssh_client import Client, connect, open_session
from rig.ssh_server import Served


class Watcher(Client):
    """Keeps all that it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.all = b""

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """A frame has come."""
        self.all += data
        super().data_received(data, datatype)


@pytest.mark.parametrize(("no_color", "has_colours"), [("0", False), ("", True)])
async def test_a_client_that_wants_no_colour_gets_none(
    served: Served, no_color: str, has_colours: bool
) -> None:
    connection = await connect(served.port, AUGUSTE)
    client = Watcher()
    await open_session(connection, client, env={"NO_COLOR": no_color})
    await client.until("ACCUEIL")
    client.type("\x1b[B\r")
    await client.until("MES INFORMATIONS")
    client.type("\t\r")
    await client.until("Nouvel email")
    client.type("\r")
    await client.until("Erreur")
    codes = b";".join(re.findall(rb"\x1b\[([0-9;]*)m", client.all)).split(b";")
    assert bool({code for code in codes if re.fullmatch(rb"[39][0-7]", code)}) is has_colours
    connection.close()
    await connection.wait_closed()
