"""The exit statuses."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the program says to the shell when it ends."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    INTERRUPTED = 130
