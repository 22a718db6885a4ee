"""Sessions side by side, and how each comes to its end."""

import asyncio
import gc
import threading
from typing import Any

import pytest

from cmi_tui.composition import Portal
from cmi_tui.ssh.limits import Limits
from cmi_tui.tui.screens.information import InformationScreen
from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION
from rig.ssh_client import OPEN_MENU, Client, connect, open_session
from tests.ssh.conftest import Serve
from tests.storage.rows import column

ENDINGS = "SELECT outcome FROM journal WHERE event = 'session_end' ORDER BY id"
QUICK = Limits(farewell=0.1, leaving=3, keepalive_interval=0.2, keepalive_count=2)


async def at_home(port: int, login: str, **options: Any) -> Client:
    client = await open_session(await connect(port, login), **options)
    await client.until("Bonjour")
    return client


async def test_each_session_has_its_own_size_terminal_and_holder(serve: Serve) -> None:
    _service, port = await serve()
    wide = await at_home(port, AUGUSTE, term_size=(132, 43))
    small = await at_home(port, ORGANISATION, term_size=(40, 12), term_type="vt100")
    wide.type("\x1b[B")
    await wide.until(OPEN_MENU)
    wide.channel.change_terminal_size(100, 30)
    wide.type("\r")
    await wide.until("MES INFORMATIONS")
    small.type("\r")
    await small.until("MES INFORMATIONS")
    assert b"Lambert" not in small.shown


async def test_a_crash_ends_one_session_with_its_sentence(
    serve: Serve, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, port = await serve()
    victim, other = await at_home(port, AUGUSTE), await at_home(port, CLEMENCE)

    def broken(self: object) -> object:
        raise ZeroDivisionError("secret")

    with monkeypatch.context() as patch:
        patch.setattr(InformationScreen, "compose_content", broken)
        victim.type("\r")
        await victim.lost()
    shown = victim.shown.decode()
    assert "Une erreur inattendue s'est produite" in shown and "secret" not in shown
    assert victim.channel.get_exit_status() == 1
    other.type("\r")
    await other.until("MES INFORMATIONS")
    other.type("\x11")
    await other.lost()
    await service.empty()
    assert sorted(map(str, column(database_url, ENDINGS))) == ["crashed", "left"]


@pytest.mark.parametrize("key, status, ending", [
    ("\x03", 130, "left"), ("\x11", 0, "left"), ("\x1b[21~", 0, "signed_out"),
])  # fmt: skip
async def test_leaving_restores_the_terminal_and_is_journalled(
    serve: Serve, database_url: str, key: str, status: int, ending: str
) -> None:
    service, port = await serve()
    client = await at_home(port, AUGUSTE)
    client.type(key)
    await client.lost()
    assert b"\x1b[?1049l" in client.shown
    assert client.channel.get_exit_status() == status
    await service.empty()
    assert column(database_url, ENDINGS) == [ending]


async def test_a_dropped_line_closes_the_session(serve: Serve, database_url: str) -> None:
    service, port = await serve()
    client = await at_home(port, AUGUSTE)
    client.connection.abort()
    await service.empty()
    assert column(database_url, ENDINGS) == ["connection_lost"]


async def test_a_stopped_client_is_dropped(serve: Serve, database_url: str) -> None:
    """As after `kill -STOP`: the line stands, and nobody answers."""
    service, port = await serve(QUICK)
    client = await at_home(port, AUGUSTE)
    client.connection._transport.pause_reading()
    await asyncio.wait_for(service.empty(), 20)
    assert column(database_url, ENDINGS) == ["connection_lost"]
    client.connection.abort()


async def test_who_reads_nothing_is_sent_one_screen_at_most_and_dropped(
    serve: Serve, database_url: str
) -> None:
    service, port = await serve(Limits(farewell=0.1, leaving=3, unread=1))
    connection = await connect(port, AUGUSTE)
    # Window 0 after the first bytes; the client answers keep-alives all the same.
    client = await open_session(connection, window=100)
    client.channel.pause_reading()
    channel = next(iter(service.sessions)).channel
    most = 0
    while service.state()["sessions"]:
        if not client.is_lost:
            client.type("\r\x1b")
        await asyncio.sleep(0.05)
        most = max(most, channel.unsent())
    assert most < 10_000
    await service.empty()
    assert column(database_url, ENDINGS) == ["client_stopped_reading"]


async def test_a_flood_of_keys_holds_nobody_else_up(serve: Serve) -> None:
    _service, port = await serve()
    flooder, other = await at_home(port, AUGUSTE), await at_home(port, CLEMENCE)
    flooder.channel.write(b"\x1b[B\x1b[A" * 20_000)
    other.type("\r")
    await asyncio.wait_for(other.until("MES INFORMATIONS"), 10)


async def test_stopping_with_twenty_sessions_is_bounded_and_journalled(
    serve: Serve, portal: Portal, database_url: str
) -> None:
    service, port = await serve(
        Limits(
            farewell=0.2, leaving=8, sessions_per_account=10, connections_per_account=10, per_source=50
        )
    )
    clients = [await at_home(port, login) for login in (AUGUSTE, CLEMENCE) * 10]
    await asyncio.wait_for(service.stop(), 10)
    for client in clients:
        await client.lost()
        assert "Le service s'est arrêté." in client.shown.decode()
    assert column(database_url, ENDINGS) == ["server_shut_down"] * 20


async def test_two_submits_are_one_change(serve: Serve, database_url: str) -> None:
    _service, port = await serve()
    client = await at_home(port, AUGUSTE)
    client.type("\x1b[B")
    await client.until(OPEN_MENU)
    client.type("\r")
    await client.until("MES INFORMATIONS")
    client.type("\t")
    await asyncio.sleep(0.2)
    client.type("\r")
    await client.until("Nouvel email")
    for keys in ("double@mail.fr", "\t", "double@mail.fr", "\r\r"):
        client.type(keys)
        await asyncio.sleep(0.4)
    changes = "SELECT outcome FROM journal WHERE event = 'user_email_change'"
    while not column(database_url, changes):
        await asyncio.sleep(0.05)
    await client.until("modifi")
    assert column(database_url, changes) == ["done"]


async def test_nothing_is_left_behind(serve: Serve) -> None:
    service, port = await serve()
    others = applications()
    await leave_one(port)
    await service.empty()
    await asyncio.sleep(0.2)
    before, tasks, threads = left_over(), len(asyncio.all_tasks()), threading.active_count()
    for _ in range(4):
        await leave_one(port)
    # The server looks at its sessions each second.
    await leave_one(port, stay=1.1)
    await service.empty()
    for _ in range(50):
        if applications() <= others and left_over() <= before and len(asyncio.all_tasks()) <= tasks:
            break
        await asyncio.sleep(0.1)
    assert applications() <= others
    assert left_over() <= before
    assert len(asyncio.all_tasks()) <= tasks
    assert threading.active_count() <= threads + 1


def left_over() -> int:
    """How many pages and styles of screens the process still holds."""
    return held("Sheet", "RenderStyles")


def applications() -> int:
    """How many sessions' applications the process still holds."""
    return held("ServedApp")


def held(*kinds: str) -> int:
    """How many objects of these types the process holds."""
    gc.unfreeze()
    gc.collect()
    return sum(type(thing).__name__ in kinds for thing in gc.get_objects())


async def leave_one(port: int, stay: float = 0) -> None:
    """A session that is opened, stays so many seconds, and leaves."""
    client = await at_home(port, AUGUSTE)
    client.type("\x1b[B")
    await client.until(OPEN_MENU)
    await asyncio.sleep(stay)
    client.type("\x11")
    await client.lost()
    await client.connection.wait_closed()
