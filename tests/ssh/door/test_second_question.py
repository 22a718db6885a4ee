"""The code of an agent: a question of its own after the password."""

import asyncssh
import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.messages import ssh as texts
from cmi_tui.messages.errors import TEXTS
from rig.accounts import SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from rig.ssh_client import Holder, connect
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve
from tests.storage.rows import column


async def test_an_agent_is_asked_the_code_after_the_password(serve: Serve, clock: FakeClock) -> None:
    _service, port = await serve()
    agent = Holder(SUPPORT_PASSWORD, code_at(clock()))
    connection = await connect(port, SUPPORT, agent)
    questions = [question for question in agent.seen if question]
    assert questions == [texts.PASSWORD_QUESTION, texts.SECOND_FACTOR_QUESTION]
    connection.close()


async def test_a_wrong_code_is_told_and_asked_again_and_the_tries_end(
    serve: Serve, portal: Portal, clock: FakeClock, database_url: str
) -> None:
    _service, port = await serve()
    agent = Holder(SUPPORT_PASSWORD, "12345", "23456", "34567", code_at(clock()))
    with pytest.raises(asyncssh.DisconnectError):
        await connect(port, SUPPORT, agent)
    assert agent.told.count(TEXTS[Code.SECOND_FACTOR_WRONG]) == 3
    outcomes = column(database_url, "SELECT outcome FROM journal ORDER BY id")
    assert outcomes == ["started", *["second_factor_wrong"] * 3]
