"""SMTP connections that read no more of a relay's reply than a reply can be, and no longer than told."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

_MOST_LINES = 100
_MOST_BYTES = 65_536
"""Of one reply: the library has no bound on lines, and gathers them all."""


class _Replies:
    """What a relay says, a reply at a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines = 0
        self._bytes = 0

    def begin(self) -> None:
        """Lets another reply come."""
        self._lines = self._bytes = 0

    def readline(self, most: int) -> bytes:
        """A line. Raises OSError where the reply is longer than any."""
        line = self._file.readline(most)
        self._lines += 1
        self._bytes += len(line)
        if self._lines > _MOST_LINES or self._bytes > _MOST_BYTES:
            raise OSError("the reply does not end")
        return line

    def close(self) -> None:
        """Closes the stream."""
        self._file.close()


class BoundedSMTP(smtplib.SMTP):
    """A connection in clear, or to be made secure by STARTTLS."""

    file: _Replies | None = None

    def getreply(self) -> tuple[int, bytes]:
        """A reply. Raises SMTPServerDisconnected for one without end."""
        # The library opens the stream when it misses it, anew after STARTTLS.
        if self.file is None and self.sock is not None:
            self.file = _Replies(self.sock.makefile("rb"))
        if self.file is not None:
            self.file.begin()
        return super().getreply()


class BoundedSMTPS(BoundedSMTP, smtplib.SMTP_SSL):
    """A connection that is secure from its start."""


@contextmanager
def cut_after(smtp: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Ends the connection after so long, whatever it is in the midst of."""
    end = threading.Timer(seconds, _cut, [smtp])
    end.daemon = True
    end.start()
    try:
        yield
    finally:
        end.cancel()


def _cut(smtp: smtplib.SMTP) -> None:
    # A relay that says a letter now and then would keep each step from its end.
    if smtp.sock is not None:
        with suppress(OSError):
            # Not TLS's own farewell, which another thread may be in the middle of.
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)
