"""A process that is stopped keeps its locks: it stops between two transactions instead."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_STOPS = {signal.SIGTSTP, signal.SIGTTOU, signal.SIGTTIN}


@contextmanager
def stops_wait() -> Iterator[None]:
    """Puts a stop of this thread (Ctrl+Z) off until the block ends; SIGSTOP waits for nobody."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
