"""The exit statuses, for whoever starts the program from a shell or a script."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the program says when it ends."""

    DONE = 0
    FAILED = 1
    WRONG_USAGE = 2
    INTERRUPTED = 130
