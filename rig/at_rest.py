"""Whether a program in a terminal has read all that was typed and waits for more."""

import fcntl
import struct
import termios
from pathlib import Path

_WAITING = {"S", "T", "Z", "X"}


def is_at_rest(pid: int, terminal: int) -> bool:
    """Whether no thread of `pid` runs or waits for a core, and nothing typed is unread.

    `terminal` is a descriptor of the program's side of the pty. On a busy machine a silent
    program may only be waiting for its turn: silence alone says nothing.
    """
    unread = fcntl.ioctl(terminal, termios.FIONREAD, b"\0\0\0\0")
    return struct.unpack("i", unread) == (0,) and _threads_wait(pid)


def _threads_wait(pid: int) -> bool:
    try:
        stats = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/stat")]
    except (FileNotFoundError, ProcessLookupError):
        return False  # a thread ended as we looked: the program is not at rest
    return all(stat.rsplit(")", 1)[1].split()[0] in _WAITING for stat in stats)
