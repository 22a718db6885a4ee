"""Line by line over SSH: what is typed ahead, too fast, or by a client that does not read."""

import asyncio
import logging
from time import perf_counter
from typing import Any

import pytest

from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.lines import line_terminal
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.ssh_client import Client, Holder, connect, open_session
from tests.ssh.conftest import Serve


async def in_lines(port: int, login: str = AUGUSTE, source: str = "127.0.0.1") -> Client:
    connection = await connect(port, "lineaire", Holder(login, PASSWORD), source)
    return await open_session(connection)


@pytest.mark.parametrize("size", [1, 7, 1000])
async def test_a_password_typed_ahead_is_never_shown(serve: Serve, size: int) -> None:
    _service, port = await serve()
    client = await in_lines(port)
    typed = f"1\r2\r{PASSWORD}\rNouveau2026!\rNouveau2026!\roui\rretour\r6\r"
    for at in range(0, len(typed), size):
        client.type(typed[at : at + size])
    await client.lost()
    shown = client.shown.decode()
    assert "Votre mot de passe a bien été modifié." in shown
    assert PASSWORD not in shown and "Nouveau2026!" not in shown
    assert "Votre choix : 2\r\n" in shown and "le numéro à corriger : oui\r\n" in shown


async def test_what_came_before_the_input_ended_is_answered_and_then_it_ends(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    _service, port = await serve()
    with caplog.at_level(logging.WARNING, "cmi_tui"):
        client = await in_lines(port)
        client.type("1\r")
        client.channel.write_eof()
        await client.lost()
    shown = client.shown.decode()
    assert "MES INFORMATIONS" in shown and shown.endswith("Fin des réponses : le portail est fermé.\r\n")
    assert client.channel.get_exit_status() == 0 and not caplog.text


async def test_a_notice_of_the_server_stands_between_lines(serve: Serve) -> None:
    service, port = await serve()
    client = await in_lines(port)
    await client.until("ou aide : ")
    client.type("12")
    await client.until("12")
    next(iter(service.sessions)).notify("Le service s'arrête.")
    await client.until("\r\nLe service s'arrête.\r\nVotre choix, ou aide : 12")


async def test_a_client_that_does_not_read_is_sent_little_and_dropped(serve: Serve) -> None:
    """Wide letters, six bytes each to erase, and pages without end."""
    service, port = await serve(Limits(unread=1, farewell=0.1, leaving=3))
    client = await in_lines(port)
    await client.until("ou aide : ")
    (session,) = service.sessions
    client.channel.pause_reading()
    client.connection._transport.pause_reading()
    most = 0
    while session in service.sessions:
        client.type("日" * 300 + "\x15" + "4\r1\r" * 100)
        most = max(most, session.channel.unsent())
        await asyncio.sleep(0.01)
    assert most < 4 * line_terminal._MOST_UNSENT


async def test_lines_as_fast_as_they_can_come_leave_the_others_their_keys(serve: Serve) -> None:
    service, port = await serve()
    other = await in_lines(port, CLEMENCE, "127.0.0.2")
    await other.until("ou aide : ")
    flooding = [await in_lines(port) for _ in range(3)]
    tasks = [asyncio.ensure_future(flood(client)) for client in flooding]
    waits, most = [], 0
    for _ in range(20):
        start = perf_counter()
        other.type("x")
        await other.until("x")
        waits.append(perf_counter() - start)
        await asyncio.sleep(0.05)
        most = max(most, *(held_by(session) for session in service.sessions))
    for task in tasks:
        task.cancel()
    assert most <= line_terminal._MOST_AHEAD + 512
    assert sorted(waits)[len(waits) // 2] < 0.1
    assert service.state()["sessions"] == 4


def held_by(session: Any) -> int:
    """How many keys a session's terminal keeps for questions to come."""
    return int(session._front_end.terminal._discipline.typed_ahead)


async def flood(client: Any) -> None:
    while True:
        client.type("\r" * 1000)
        client.shown = b""
        await asyncio.sleep(0.01)


async def test_ctrl_c_leaves_with_its_status_in_words(serve: Serve) -> None:
    _service, port = await serve()
    client = await in_lines(port)
    await client.until("ou aide : ")
    client.type("12\x03")
    await client.lost()
    assert client.channel.get_exit_status() == 130
    assert client.shown.decode().endswith("\r\nInterrompu : le portail est fermé.\r\n")
