"""Whoever has signed in, whatever they do then: counted, bounded, asked about, and told at the end."""

import asyncio
from typing import Any

import asyncssh
import pytest
from asyncssh.constants import MSG_CHANNEL_CLOSE
from asyncssh.packet import Byte, String, UInt32

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.services.session import Session
from cmi_tui.ssh.form import file_session, standing
from cmi_tui.ssh.limits import Limits
from rig.accounts import AUGUSTE, CLEMENCE
from rig.ssh_client import Client, connect, open_session
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until
from tests.storage.rows import column

FORM = "formulaire-defaut-qualite.pdf"
ENDINGS = "SELECT outcome FROM journal WHERE event = 'session_end' ORDER BY id"
READ, HANDLE_REPLY = 5, 7


async def reading(port: int, login: str = AUGUSTE) -> tuple[Any, Any, Any]:
    """A connection, its sftp client, and the form, open to be read."""
    connection = await connect(port, login)
    sftp = await connection.start_sftp_client()
    return connection, sftp, await sftp.open(FORM, "rb")


class Unclosing(Client):
    """A client that does not answer the end of its channel."""

    def connection_made(self, chan: Any) -> None:
        process = chan.process_packet

        def all_but_the_end(kind: int, *rest: Any) -> Any:
            return kind == MSG_CHANNEL_CLOSE or process(kind, *rest)

        chan.process_packet = all_but_the_end


async def test_answers_that_are_not_read_are_bounded_and_their_client_is_dropped(
    serve: Serve, database_url: str
) -> None:
    service, port = await serve(Limits(farewell=0.1, leaving=3, unread=1))
    connection, sftp, file = await reading(port)
    session = next(iter(service.sessions))
    ours: Any = session.connection
    connection._transport.pause_reading()
    request = Byte(READ) + UInt32(HANDLE_REPLY) + String(file._handle) + bytes(8) + UInt32(4 << 20)
    channel = sftp._handler._writer.channel
    most = 0
    while ours._transport is not None:
        if channel._send_buf_len < 10_000:
            channel.write((UInt32(len(request)) + request) * 50)
        await asyncio.sleep(0.01)
        if ours._transport is not None:
            waits = ours._transport.get_write_buffer_size() + session.channel._send_buf_len
            most = max(most, waits)
    await service.empty()
    connection.abort()
    assert 0 < most < 200_000
    assert column(database_url, ENDINGS) == ["client_stopped_reading"]


async def test_a_read_is_answered_with_no_more_than_a_packet(serve: Serve) -> None:
    _service, port = await serve()
    connection, _sftp, file = await reading(port)
    whole = await file.read()
    part = await file._handler.read(file._handle, 0, 4 << 20)
    assert len(whole) > 33_000 and part[0] == whole[: 32 * 1024]
    connection.close()


async def test_connections_of_an_account_are_counted_whatever_they_do(
    serve: Serve, database_url: str
) -> None:
    service, port = await serve(Limits(connections_per_account=3, farewell=0.1, leaving=3))
    inside = [await connect(port, AUGUSTE), (await reading(port))[0]]
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    one_more = await connect(port, AUGUSTE)
    await asyncio.wait_for(one_more.wait_closed(), 10)
    (await connect(port, CLEMENCE)).abort()
    inside[0].abort()
    await until(lambda: len(service.registry.connections) == 2)
    assert not (await connect(port, AUGUSTE)).is_closed()
    await service.stop()
    assert sorted(map(str, column(database_url, ENDINGS))) == [
        "connection_lost", "connection_lost", "connection_lost", "server_shut_down", "server_shut_down",
        "too_many_sessions",
    ]  # fmt: skip


async def test_three_screens_do_not_keep_the_form_from_being_fetched(serve: Serve) -> None:
    _service, port = await serve()
    for _ in range(3):
        await (await open_session(await connect(port, AUGUSTE))).until("Bonjour")
    connection, _sftp, file = await reading(port)
    assert (await file.read()).startswith(b"%PDF-")
    connection.close()


@pytest.mark.parametrize("options, ending", [
    ({"command": "id", "term_type": None}, "not_served"),
    ({"term_type": None}, "not_served"),
    ({}, "too_many_sessions"),
])  # fmt: skip
async def test_a_client_that_is_refused_and_never_closes_is_cut(
    serve: Serve, database_url: str, options: dict[str, Any], ending: str
) -> None:
    none = Limits(sessions_per_account=0, last_words=0.2, farewell=0.1, leaving=3)
    service, port = await serve(none)
    connection = await connect(port, AUGUSTE)
    await open_session(connection, Unclosing(), **options)
    await asyncio.wait_for(service.empty(), 10)
    connection.abort()
    assert column(database_url, ENDINGS) == [ending]


async def test_fetching_is_told_in_the_journal_at_both_ends(serve: Serve, database_url: str) -> None:
    service, port = await serve()
    connection, sftp, _file = await reading(port)
    sftp.exit()
    await sftp.wait_closed()
    await service.empty()
    connection.close()
    told = column(database_url, "SELECT event FROM journal ORDER BY id")
    assert told == ["authn_login", "form_export", "session_end"]
    assert column(database_url, ENDINGS) == ["left"]


async def test_who_signs_in_and_opens_nothing_is_told_too(serve: Serve, database_url: str) -> None:
    service, port = await serve()
    (await connect(port, AUGUSTE)).abort()
    await until(lambda: column(database_url, ENDINGS))
    await service.empty()
    assert column(database_url, ENDINGS) == ["connection_lost"]


async def test_a_disabled_account_reads_no_more(
    serve: Serve, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_session, "_LOOK_EVERY", 60)
    service, port = await serve()
    connection, _sftp, file = await reading(port)
    assert await file.read(10)
    portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "essai")
    with pytest.raises((asyncssh.SFTPError, asyncssh.Error)):
        async with asyncio.timeout(10):
            while True:
                await file.read(10, 0)
    await asyncio.wait_for(service.empty(), 10)
    connection.close()


async def test_who_reads_is_asked_about_once_a_second_at_most(
    serve: Serve, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _service, port = await serve()
    asked: list[Session] = []
    check = portal.check_session

    def noted(session: Session) -> None:
        asked.append(session)
        check(session)

    monkeypatch.setattr(portal, "check_session", noted)
    connection, _sftp, file = await reading(port)
    for _ in range(100):
        await file.read(100, 0)
    assert 1 <= len(asked) < 50
    connection.close()


async def test_a_session_that_is_over_ends_although_nothing_is_asked_for(
    serve: Serve, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_session, "SELDOM", 0)
    monkeypatch.setattr(file_session, "_LOOK_EVERY", 0.05)
    service, port = await serve()
    await reading(port)
    clock.advance(3601)
    await asyncio.wait_for(service.empty(), 10)


async def test_who_asks_for_nothing_for_ten_minutes_is_let_go(
    serve: Serve, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_session, "_LOOK_EVERY", 0.05)
    service, port = await serve()
    await reading(port)
    monkeypatch.setattr(standing.Standing, "is_idle", True)
    await asyncio.wait_for(service.empty(), 10)
    assert column(database_url, ENDINGS) == ["session_idle"]


async def test_folders_opened_and_requests_without_end_are_bounded(serve: Serve) -> None:
    service, port = await serve()
    connection = await connect(port, AUGUSTE)
    sftp = await connection.start_sftp_client()
    for _ in range(100):
        await sftp._handler.opendir(b"/")
    session = next(iter(service.sessions))
    channel = sftp._handler._writer.channel
    channel.write(UInt32(4 << 20) + bytes(100_000))
    await asyncio.wait_for(service.empty(), 10)
    assert session.channel.is_closing()


async def test_the_eleventh_copy_in_a_minute_is_told_the_limit(serve: Serve) -> None:
    _service, port = await serve()
    for _ in range(10):
        connection, _sftp, file = await reading(port)
        assert await file.read(4) == b"%PDF"
        connection.close()
    connection = await connect(port, AUGUSTE)
    sftp = await connection.start_sftp_client()
    assert await sftp.isfile(FORM)
    with pytest.raises(asyncssh.SFTPFailure, match="Dix formulaires"):
        await sftp.open(FORM, "rb")
    connection.close()
