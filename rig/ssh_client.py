"""An SSH client in Python, for what OpenSSH's would not do and for many at once."""

import asyncio
from typing import Any
from weakref import WeakSet

import asyncssh

from rig.accounts import PASSWORD

FIRST_PAGE = "Quitter"
"""What is written last of the page on which a holder begins; a key's name and its words have styles of
their own, and do not follow each other on the wire."""
OPEN_MENU = "préférences"
"""What is written only where the menu opens; other entries are on the first page too, and only moved."""
_PATIENCE = 60.0
_KEPT = 6000
_connections: WeakSet[asyncssh.SSHClientConnection] = WeakSet()


class Client(asyncssh.SSHClientSession[bytes]):
    """One session: it knows what it has been shown lately."""

    def __init__(self) -> None:
        self.shown = b""
        self.came = asyncio.Event()
        self.is_lost = False
        self.connection: Any = None
        self.channel: Any = None

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """A frame has come."""
        self.shown = (self.shown + data)[-_KEPT:]
        self.came.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """The server has let us go."""
        self.is_lost = True
        self.came.set()

    async def until(self, text: str, longest: float = _PATIENCE) -> None:
        """Waits until `text` has been shown, and forgets what was. Raises TimeoutError."""
        while text.encode() not in self.shown:
            assert not self.is_lost, self.shown[-500:].decode(errors="replace")
            self.came.clear()
            await asyncio.wait_for(self.came.wait(), longest)
        self.shown = b""

    async def lost(self) -> None:
        """Waits until the session has ended."""
        while not self.is_lost:
            self.came.clear()
            await asyncio.wait_for(self.came.wait(), _PATIENCE)

    def type(self, keys: str) -> None:
        """Types keys."""
        self.channel.write(keys.encode())


class Holder(asyncssh.SSHClient):
    """Answers the questions with `answers`, in turn and again and again; keeps what it was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers or (PASSWORD,)
        self.rounds = 0
        self.seen: list[str] = []
        self.told = ""

    def auth_banner_received(self, msg: str, lang: str) -> None:
        """The server says a sentence."""
        self.told += msg

    def kbdint_auth_requested(self) -> str | None:
        """Questions are welcome."""
        return ""

    def kbdint_challenge_received(self, name: str, instructions: str, lang: str, prompts: Any) -> Any:
        """Answers."""
        self.seen += [instructions, *(prompt for prompt, _echo in prompts)]
        # An empty challenge, as some servers end with, takes an empty answer.
        answers = [self.answers[self.rounds % len(self.answers)]] if prompts else []
        self.rounds += 1
        return answers


async def connect(
    port: int, user: str, holder: Holder | None = None, source: str = "127.0.0.1", **options: Any
) -> Any:
    """A connection that has signed in as `user`, from the address `source`."""
    connection, _ = await asyncssh.create_connection(
        lambda: holder or Holder(), "127.0.0.1", port, username=user, known_hosts=None,
        client_keys=None, agent_path=None, config=None, local_addr=(source, 0),
        preferred_auth="keyboard-interactive", connect_timeout=_PATIENCE, login_timeout=_PATIENCE,
        **options,
    )  # fmt: skip
    _connections.add(connection)
    return connection


async def hang_up() -> None:
    """Ends all connections that are still open, and waits until they have gone."""
    for connection in list(_connections):
        connection.abort()
        await connection.wait_closed()
    _connections.clear()
    # A transport that is aborted closes its socket in the loop's next turn.
    await asyncio.sleep(0)


async def open_session(connection: Any, client: Client | None = None, **options: Any) -> Client:
    """A session on a connection, in a terminal of 80×24."""
    client = client or Client()
    client.connection = connection
    options = {"term_type": "xterm-256color", "term_size": (80, 24), "encoding": None} | options
    client.channel, _ = await connection.create_session(lambda: client, **options)
    return client
