"""A client that asks under one user name after another, as asyncssh's own would not."""

from typing import Any

import asyncssh
import pytest
from asyncssh.constants import MSG_USERAUTH_FAILURE, MSG_USERAUTH_REQUEST
from asyncssh.packet import String

from cmi_tui.messages import ssh as texts
from rig.accounts import AUGUSTE
from rig.ssh_client import Holder, connect
from tests.ssh.conftest import Serve


class Renamer(Holder):
    """Answers a refusal by asking under the next of its names, and signs in after the last."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = list(names)
        self.refusals = 0

    def connection_made(self, conn: Any) -> None:
        handlers = conn._packet_handlers

        def refused(*packet: Any) -> Any:
            self.refusals += 1
            if not self.names:
                conn._packet_handlers = handlers
                return handlers[MSG_USERAUTH_FAILURE](*packet)
            asked = (self.names.pop(0).encode(), b"ssh-connection", b"none")
            return conn.send_packet(MSG_USERAUTH_REQUEST, *map(String, asked))

        conn._packet_handlers = handlers | {MSG_USERAUTH_FAILURE: refused}


async def test_an_eleventh_user_name_ends_the_connection(serve: Serve) -> None:
    _service, port = await serve()
    renamer = Renamer(*(f"name{number}" for number in range(20)))
    with pytest.raises(asyncssh.DisconnectError, match=texts.DISCONNECTED):
        await connect(port, AUGUSTE, renamer)
    assert renamer.refusals == 10 and renamer.rounds == 0


async def test_the_tenth_user_name_may_sign_in(serve: Serve) -> None:
    _service, port = await serve()
    renamer = Renamer(*(f"name{number}" for number in range(8)), AUGUSTE)
    (await connect(port, AUGUSTE, renamer)).close()
    assert renamer.refusals == 10 and renamer.rounds == 1
