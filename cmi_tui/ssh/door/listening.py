"""How many newcomers wait to be let in, and how many are at once."""

import asyncio
import os
import socket

AT_ONCE = 4
"""So few are let in within one turn of the loop, that others have theirs."""
_WAITING = 512


def let_many_wait(server: asyncio.Server) -> None:
    """Gives the system the larger number: asyncio has one for both."""
    for listening in server.sockets:
        with socket.socket(fileno=os.dup(listening.fileno())) as same:
            same.listen(_WAITING)
