"""Keys that come in one packet over SSH act in their order too."""

import pytest

from rig.accounts import AUGUSTE, PASSWORD
from rig.ssh_client import connect, open_session
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve
from tests.storage.rows import column


async def test_a_whole_change_of_address_comes_in_one_packet(serve: Serve, database_url: str) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    client.type("\x1b[B\r\t\rdds@hotmail.fx\x7fr\tdds@hotmail.fr\x7fr\r")
    await client.until("bien été modifiée")
    client.type("\x11")
    await client.lost()
    addresses = column(database_url, f"SELECT email FROM account WHERE login = '{AUGUSTE}'")
    assert addresses == ["dds@hotmail.fr"]


async def test_the_longest_keys_come_byte_by_byte(serve: Serve, database_url: str) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    for key in "\x1b[B\r\t\t\r":
        client.type(key)
    await client.until("Ancien mot de passe")
    for key in f"{PASSWORD}\t\tÉlan-2027x\x1b[D!\x1b[3~\t\tÉlan-2027!\r":
        client.type(key)
    await client.until("bien été modifié")


async def test_what_was_typed_when_the_time_was_over_is_there_again(
    serve: Serve, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmi_tui.tui.app.CHECK_SECONDS", 0.05)
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    client.type("\x1b[B\r\t\rneuve@mail.fr")
    await client.until("neuve@mail.fr")
    clock.advance(3600)
    await client.lost()
    again = await open_session(await connect(port, AUGUSTE))
    await again.until("est gardé")
