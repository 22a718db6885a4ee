"""Stories with asyncssh's own client and a server process: what needs no program of the system."""

import asyncio
import signal
import socket
from pathlib import Path

import asyncssh
import pytest

from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.ssh_client import OPEN_MENU, Client, connect, open_session
from rig.ssh_server import Served, start_server

FORM = "formulaire-defaut-qualite.pdf"


async def open_the_page(session: Client) -> None:
    session.type("\x1b[B")
    await session.until(OPEN_MENU)
    session.type("\r")
    await session.until("MES INFORMATIONS")


async def test_a_holder_signs_in_looks_around_and_signs_out(server: Served) -> None:
    connection = await connect(server.port, AUGUSTE)
    session = await open_session(connection)
    await session.until("Bonjour Auguste Lambert")
    await open_the_page(session)
    session.type("\x1b[21~")
    await session.lost()
    assert b"\x1b[?1049l" in session.shown
    assert "Vous êtes déconnecté." in session.shown.decode()
    assert session.channel.get_exit_status() == 0
    connection.close()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (None, "Le portail a besoin d'un terminal"),
        ("cat /etc/passwd", "Le portail n'exécute pas de commande."),
    ],
)
async def test_what_is_no_terminal_is_refused_with_a_sentence(
    server: Served, command: str | None, sentence: str
) -> None:
    connection = await connect(server.port, AUGUSTE)
    done = await connection.run(command)
    assert done.exit_status == 1 and done.stdout == ""
    assert done.stderr.startswith(sentence)
    connection.close()


@pytest.mark.parametrize("protocol", ["sftp", "old scp protocol"])
async def test_a_copy_brings_the_holders_own_form_and_nothing_else(
    server: Served, tmp_path: Path, protocol: str
) -> None:
    async def copy(path: str) -> None:
        connection = await connect(server.port, AUGUSTE)
        async with connection:
            if protocol == "sftp":
                async with connection.start_sftp_client() as sftp:
                    await sftp.get(path, str(tmp_path / "copy"))
            else:
                await asyncssh.scp((connection, path), str(tmp_path / "copy"))

    for path in ("/etc/passwd", f"../{FORM}/x", "../../etc/passwd"):
        with pytest.raises(asyncssh.SFTPError):
            await copy(path)
        assert list(tmp_path.iterdir()) == []
    await copy(FORM)
    content = (tmp_path / "copy").read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


async def test_a_killed_client_leaves_the_others_alone(server: Served) -> None:
    victim, other = [await connect(server.port, login) for login in (AUGUSTE, CLEMENCE)]
    sessions = [await open_session(connection) for connection in (victim, other)]
    for session in sessions:
        await session.until("Bonjour")
    victim.abort()
    await open_the_page(sessions[1])
    sessions[1].type("\x11")
    await sessions[1].lost()
    assert sessions[1].channel.get_exit_status() == 0
    other.close()


async def test_sigterm_tells_everyone_and_ends_the_server(tmp_path: Path) -> None:
    server = start_server(tmp_path)
    session = await open_session(await connect(server.port, AUGUSTE))
    await session.until("Bonjour")
    server.process.send_signal(signal.SIGTERM)
    await session.until("Le service s'arrête")
    await session.lost()
    assert "Le service s'est arrêté." in session.shown.decode()
    assert b"\x1b[?1049l" in session.shown
    await asyncio.to_thread(server.process.communicate, timeout=20)
    assert server.process.returncode == 0


async def test_two_servers_share_a_port_and_a_host_key(tmp_path: Path) -> None:
    first = start_server(tmp_path)
    second = start_server(tmp_path, "--port", str(first.port))
    servers, keys = (first, second), set()
    assert first.port == second.port
    for survivor in servers:
        connection = await connect(first.port, AUGUSTE)
        keys.add(connection.get_server_host_key().get_fingerprint())
        connection.close()
        await connection.wait_closed()
        survivor.process.terminate()
        await asyncio.to_thread(survivor.process.communicate, timeout=20)
    assert len(keys) == 1


async def test_the_log_holds_no_personal_value(server: Served) -> None:
    connection = await connect(server.port, "mail0455@mail.fr")
    assert (await connection.run(None)).exit_status == 1
    connection.close()
    log = server.folder / "portal.log"
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    for value in ("mail0455", AUGUSTE, "Lambert", PASSWORD, "127.0.0.1"):
        assert value not in text


def test_the_greeting_names_no_version(server: Served) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        assert connection.makefile("rb").readline().strip() == b"SSH-2.0-Portail"
