"""Answers given before the form is fetched: they are in both files, whoever serves them."""

from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
from cmi_tui.ssh.door.host_key import host_key
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.service import Service
from rig.accounts import AUGUSTE
from rig.ssh_client import connect, open_session
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve

TEXT = "formulaire-defaut-qualite.txt"


async def fetched(port: int) -> str:
    """The text version of the form, as sftp brings it."""
    connection = await connect(port, AUGUSTE)
    async with connection.start_sftp_client() as sftp, sftp.open(TEXT, "rb") as file:
        text: bytes = await file.read()
    connection.close()
    return text.decode()


async def test_what_is_answered_line_by_line_is_in_the_form_that_another_process_serves(
    serve: Serve, database_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.until("ou aide : ")
    client.type("1\r3\r")
    await client.until(".txt au lieu de .pdf")
    client.type("1\r12 34 AB\r\r3\rpuce muette\roui\r")
    await client.until("Vos réponses y seront.")
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": database_url}), clock)
    other = Service(portal, Limits(farewell=0.1, leaving=3))
    other_port = await other.start("127.0.0.1", 0, host_key(tmp_path / "other_key"))
    text = await fetched(other_port)
    assert "12 34 AB" in text and "puce muette" in text
    clock.advance(3600)
    assert "puce muette" not in await fetched(other_port)
    await other.stop()
    portal.close()
