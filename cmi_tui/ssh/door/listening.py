"""By which port newcomers come in, how many wait to be let in, and how many are at once."""

import asyncio
import errno
import os
import socket
from collections.abc import Callable

AT_ONCE = 4
"""So few are let in within one turn of the loop, that others have theirs."""
_WAITING = 512
_TRIES = 20


async def listen(
    protocol_factory: Callable[[], asyncio.BaseProtocol], host: str, port: int
) -> asyncio.Server:
    """A server at `host`, or at all addresses where it is empty; for port 0 the system chooses one.

    Raises OSError.
    """
    loop = asyncio.get_running_loop()
    wanted = port
    for _ in range(_TRIES):
        try:
            server = await loop.create_server(
                protocol_factory, host or None, wanted, backlog=AT_ONCE, reuse_address=True,
                reuse_port=True, start_serving=False,
            )  # fmt: skip
        except OSError:
            if wanted == port:
                raise
            wanted = port
            continue
        # It chooses one for each family of addresses, and users are told of one: that one for all.
        ports = {each.getsockname()[1] for each in server.sockets}
        if len(ports) == 1:
            await server.start_serving()
            _let_many_wait(server)
            return server
        server.close()
        wanted = min(ports)
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


def _let_many_wait(server: asyncio.Server) -> None:
    """Gives the system the larger number: asyncio has one for both."""
    for listening in server.sockets:
        with socket.socket(fileno=os.dup(listening.fileno())) as same:
            same.listen(_WAITING)
