"""A program on the program's side of a pty, started without a fork of the tests' own process."""

import os
import shutil
import signal
from collections.abc import Mapping


def spawn(command: list[str], environ: Mapping[str, str], terminal: str) -> int:
    """Starts `command` as the leader of a session on the pty named `terminal`; its process id.

    Raises FileNotFoundError here, and starts nothing, where the program is not installed: a forked
    child that cannot run it would go on as a second run of the tests.
    """
    program = shutil.which(command[0], path=environ.get("PATH", os.defpath))
    if program is None:
        raise FileNotFoundError(command[0])
    return os.posix_spawn(
        program, command, environ,
        # The first terminal that a session's leader opens is the session's own.
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ],
        setsid=True,
        # Whoever starts the tests in the background ignores it, and children inherit that.
        setsigdef=[signal.SIGINT],
    )  # fmt: skip
