"""An agent's whole task over SSH, line by line."""

import asyncio
import re

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.messages import desk, desk_lines
from cmi_tui.messages import linear as texts
from rig.accounts import SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from rig.ssh_client import Client, Holder, connect, open_session
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve
from tests.storage.rows import column

HOSTILE = "Zoé\x1b]2;PWN\x07\x1b]52;c;cHdu\x1b\\\x1b[2J\x1b[6n\x9d0;PWN\x9c\x00\r\n\u202e"
TASK = [
    "1", "zoe", "", "", "", "1", "au téléphone", desk_lines.SHOW[Hidden.EMAIL],
    desk_lines.SHOW[Hidden.ADDRESS], desk_lines.VERIFY, "2", "75001", desk.ACTS[Act.ASK_CODE], "oui",
    desk_lines.HISTORY, "chercher", "retour", "retour", "2", "retour", texts.SIGN_OUT,
]  # fmt: skip


class Hearer(Client):
    """Keeps all that came."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = b""

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self.heard += data
        super().data_received(data, datatype)

    async def answer(self, text: str) -> None:
        """Answers the question that is being asked, once it stands."""
        while not self.shown.endswith(b" : "):
            self.came.clear()
            await asyncio.wait_for(self.came.wait(), 30)
        self.shown = b""
        self.type(f"{text}\r")


async def test_an_agent_helps_a_holder_over_ssh_and_no_control_byte_comes(
    serve: Serve, portal: Portal, clock: FakeClock, database_url: str
) -> None:
    identity = Identity("hostile", HOSTILE, HOSTILE, "", None, HOSTILE, "75001", HOSTILE)
    with portal.database.writing() as transaction:
        whose = transaction.accounts.add(Information(identity, HOSTILE), Role.HOLDER, None)
    _service, port = await serve()
    agent = Holder(SUPPORT, SUPPORT_PASSWORD, code_at(clock()))
    client = Hearer()
    await open_session(await connect(port, "lineaire", agent), client)
    for answer in TASK:
        await client.answer(answer)
    await client.lost()
    heard = client.heard.decode()
    assert client.channel.get_exit_status() == 0 and heard.endswith("Vous êtes déconnecté.\r\n")
    assert set(re.findall("\r\n|[\x00-\x1f\x7f-\x9f\u202e]", heard)) == {"\r\n"}
    assert "Nom : Zoé^[]2;PWN" in heard and "Code postal : correspond." in heard
    assert desk.DONE_ACTS[Act.ASK_CODE] in " ".join(heard.split())
    done = f"SELECT event FROM journal WHERE actor_id = 4 AND subject_id = {whose} ORDER BY id"
    assert column(database_url, done) == [
        "holder_card_open", "holder_card_reveal", "holder_card_reveal", "holder_card_verify",
        "account_code_ask", "holder_card_open",
    ]  # fmt: skip
