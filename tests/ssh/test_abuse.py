"""Hostile clients: guesses, idle crowds, requests for what is not served, strange names."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from cmi_tui.ssh.limits import Limits, Startups
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.ssh_client import OPEN_MENU, Client, Holder, connect, open_session
from tests.ssh.conftest import Serve
from tests.storage.rows import column

REFUSED = "SELECT outcome FROM journal WHERE event = 'authz_fail' ORDER BY outcome"


async def test_guesses_on_one_connection_are_cut_after_three(serve: Serve, database_url: str) -> None:
    _service, port = await serve()
    holder = Holder("faux")
    with pytest.raises(asyncssh.DisconnectError):
        await connect(port, AUGUSTE, holder)
    assert holder.rounds == 3
    tries = column(database_url, "SELECT outcome FROM journal WHERE event = 'authn_login'")
    assert tries == ["sign_in_refused"] * 3


async def test_guesses_in_new_rounds_and_under_new_names_count_too(serve: Serve) -> None:
    """A client that gives a round up, or changes its name, to begin anew is cut all the same."""

    class Guesser(Holder):
        def kbdint_challenge_received(self, name: str, inst: str, lang: str, prompts: Any) -> Any:
            super().kbdint_challenge_received(name, inst, lang, prompts)
            return None

        def kbdint_auth_requested(self) -> str | None:
            return "" if self.rounds < 2000 else None

    _service, port = await serve()
    holder = Guesser("faux")
    with pytest.raises((asyncssh.DisconnectError, OSError)):
        await connect(port, AUGUSTE, holder)
    assert holder.rounds <= 3


async def test_five_hundred_idle_connections_keep_nobody_out(serve: Serve) -> None:
    service, port = await serve()
    idle = []
    for index in range(500):
        try:
            idle.append(await asyncio.open_connection("127.0.0.1", port))
        except OSError:
            assert index > 10
    await asyncio.sleep(1.1)
    assert service.state()["waiting"] <= service.limits.per_source
    client = await open_session(await asyncio.wait_for(connect(port, AUGUSTE), 10))
    await client.until("Bonjour")
    for _reader, writer in idle:
        writer.close()


async def test_an_idle_crowd_of_many_sources_keeps_nobody_out(serve: Serve) -> None:
    service, port = await serve(
        Limits(startups=Startups(10, 30, 30), per_source=5, farewell=0.1, leaving=3)
    )
    idle = [
        await asyncio.open_connection("127.0.0.1", port, local_addr=(f"127.0.1.{index + 1}", 0))
        for index in range(60)
    ]
    await asyncio.sleep(1.1)
    assert service.state()["waiting"] <= 30
    client = await open_session(await asyncio.wait_for(connect(port, AUGUSTE), 10))
    await client.until("Bonjour")
    for _reader, writer in idle:
        writer.close()


async def test_who_signs_in_and_opens_nothing_is_cut(serve: Serve) -> None:
    _service, port = await serve(Limits(unused=0.5, farewell=0.1, leaving=3))
    connection = await connect(port, AUGUSTE)
    await asyncio.wait_for(connection.wait_closed(), 10)


async def test_what_is_not_served_is_refused_and_journalled(serve: Serve, database_url: str) -> None:
    service, port = await serve()
    connection = await connect(port, AUGUSTE)
    client = Client()
    await open_session(connection, client, env={"LD_PRELOAD": "x", "LANG": "fr_FR.UTF-8"})
    await client.until("Bonjour")
    with pytest.raises(asyncssh.ChannelOpenError):
        await connection.create_session(Client)
    with pytest.raises(asyncssh.ChannelOpenError):
        await connection.open_connection("127.0.0.1", 22)
    with pytest.raises(asyncssh.ChannelOpenError):
        await connection.open_unix_connection("/run/dbus/system_bus_socket")
    with pytest.raises(asyncssh.ChannelListenError):
        await connection.forward_remote_port("", 0, "127.0.0.1", 22)
    with pytest.raises(asyncssh.ChannelListenError):
        await connection.forward_remote_path("/tmp/never", "/tmp/never")
    for request in (b"auth-agent-req@openssh.com",):
        assert not await client.channel._make_request(request)
    x11 = asyncssh.packet.Boolean(False), asyncssh.packet.String(b"MIT"), asyncssh.packet.String(b"00")
    assert not await client.channel._make_request(b"x11-req", *x11, asyncssh.packet.UInt32(0))
    client.type("\x1b[B")
    await client.until(OPEN_MENU)
    client.type("\x11")
    await client.lost()
    await service.empty()
    assert column(database_url, REFUSED) == [
        "agent", "port_forwarding", "session", "socket_forwarding", "x11",
    ]  # fmt: skip


async def test_a_subsystem_or_command_of_ones_own_is_refused(serve: Serve, database_url: str) -> None:
    service, port = await serve()
    connection = await connect(port, AUGUSTE)
    with pytest.raises(asyncssh.ChannelOpenError):
        await open_session(connection, subsystem="netconf")
    connection.close()
    for command in ("id", "scp -t /tmp/x"):
        client = await open_session(await connect(port, CLEMENCE), command=command, term_type=None)
        await client.lost()
        assert client.channel.get_exit_status() == 1
    await service.empty()
    assert set(column(database_url, REFUSED)) == {"command", "subsystem"}


async def test_who_does_not_stop_asking_is_cut(serve: Serve, database_url: str) -> None:
    service, port = await serve(Limits(refusals=5, farewell=0.1, leaving=3))
    connection = await connect(port, AUGUSTE)
    for _ in range(5):
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", 22)
    with pytest.raises((asyncssh.ChannelOpenError, OSError)):
        await connection.open_connection("127.0.0.1", 22)
    await asyncio.wait_for(connection.wait_closed(), 10)
    await service.empty()
    assert column(database_url, REFUSED) == ["port_forwarding"]


@pytest.mark.parametrize(
    "user", ["x" * 1024, "../../etc/passwd", "éà ß", "'; DROP TABLE account", "%n%s", "-oProxy=x"]
)
async def test_strange_user_names_are_refused_and_never_logged(
    serve: Serve, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    _service, port = await serve()
    with caplog.at_level(logging.INFO, "cmi_tui"), pytest.raises((asyncssh.DisconnectError, OSError)):
        await connect(port, user, Holder("", "faux"))
    assert user not in caplog.text
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")


async def test_an_account_has_three_sessions_and_not_four(serve: Serve) -> None:
    service, port = await serve()
    clients = []
    for _ in range(3):
        clients.append(await open_session(await connect(port, AUGUSTE)))
        await clients[-1].until("Bonjour")
    fourth = await open_session(await connect(port, AUGUSTE))
    await fourth.lost()
    assert "3 sessions de ce compte sont déjà ouvertes" in fourth.shown.decode()
    other = await open_session(await connect(port, CLEMENCE))
    await other.until("Bonjour")
    clients[0].type("\x11")
    await clients[0].lost()
    while service.state()["sessions"] > 3:
        await asyncio.sleep(0.02)
    again = await open_session(await connect(port, AUGUSTE))
    await again.until("Bonjour")


async def test_what_is_offered_is_strict_and_modern(serve: Serve) -> None:
    """What the Terrapin scanner and ssh-audit look at: the server's list of algorithms."""
    _service, port = await serve()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert await reader.readline() == b"SSH-2.0-Portail\r\n"
    writer.write(b"SSH-2.0-audit\r\n")
    offer = b""
    while b"none" not in offer:
        offer += await asyncio.wait_for(reader.read(4096), 10)
    writer.close()
    assert b"kex-strict-s-v00@openssh.com" in offer
    assert b"chacha20-poly1305@openssh.com" in offer
    for weak in (b"-cbc", b"arcfour", b"3des", b"ssh-rsa", b"ssh-dss", b"sha1", b"md5", b"group1-"):
        assert weak not in offer


@pytest.mark.usefixtures("real_hashes")
async def test_right_and_wrong_passwords_at_once_keep_to_the_hashes_memory(serve: Serve) -> None:
    service, port = await serve(Limits(per_source=100, farewell=0.1, leaving=3))

    async def is_let_in(index: int) -> bool:
        # Logins that nobody has are hashed too; each has a counter of its own.
        user, password = (CLEMENCE, PASSWORD) if index % 2 else (f"7777{index:04}", "faux")
        try:
            connection = await connect(port, user, Holder(password))
        except asyncssh.DisconnectError:
            return False
        connection.close()
        return True

    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    before = _peak_memory()
    results = await asyncio.gather(*(is_let_in(index) for index in range(12)))
    assert results == [False, True] * 6
    assert _peak_memory() - before < service.sign_ins.at_once * _HASH_MEMORY + _CONNECTIONS_MEMORY


_HASH_MEMORY = 64 * 1024
_CONNECTIONS_MEMORY = 128 * 1024


def _peak_memory() -> int:
    """The most resident memory of this process, in KiB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0])
