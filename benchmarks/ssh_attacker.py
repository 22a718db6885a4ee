"""One of many attackers on the SSH server: an address, an account, and a time that ends."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

import asyncssh

from rig.ssh_client import FIRST_PAGE, Client, connect, open_session
from rig.ssh_clients import FIRST_LOGIN

FIRST_ATTACKER = 1
"""The number of the first attacker's account, after `FIRST_LOGIN`."""
ACCOUNTS = 70
FORM = "formulaire-defaut-qualite.pdf"
PIECE = 200
"""So many packets are sent in one turn of the loop."""
GONE = (OSError, asyncssh.Error, asyncio.IncompleteReadError, EOFError)
Attack = Callable[["Attacker"], Awaitable[None]]


class Attacker:
    """One of many: those of one number share an address and an account."""

    def __init__(self, port: int, number: int, end: float) -> None:
        self.port = port
        self.account = str(FIRST_LOGIN + FIRST_ATTACKER + number)
        self.address = f"127.9.{number // 250}.{number % 250 + 1}"
        self._end = end

    def goes_on(self) -> bool:
        """Whether there is time left."""
        return monotonic() < self._end

    async def raw(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A TCP connection that has said its version."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(self.address, 0)
        )
        writer.write(b"SSH-2.0-x\r\n")
        return reader, writer

    async def signed_in(self, **options: Any) -> Any:
        """A connection that has signed in."""
        return await connect(self.port, self.account, source=self.address, **options)

    async def screen(self, **options: Any) -> Client:
        """The portal, open in a terminal."""
        client = await open_session(await self.signed_in(), **options)
        await client.until(FIRST_PAGE)
        return client
