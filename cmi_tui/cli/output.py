"""Standard output, which may be full or closed, or read by someone who has left."""

import errno
import os
import sys

from cmi_tui.cli.failure import fail, silence
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts


class OutputFailed(Exception):
    """Standard output cannot be written, for the reason `error`."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error


def say(text: str) -> None:
    """Writes a line; a letter that the terminal does not have is a question mark.

    Raises OutputFailed.
    """
    if sys.stdout is None:
        raise OutputFailed(OSError(errno.EBADF, os.strerror(errno.EBADF)))
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(text.encode(encoding, "replace").decode(encoding))
    except OSError as error:
        raise OutputFailed(error) from None


def flush() -> None:
    """Hands over what is still held back. Raises OutputFailed."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise OutputFailed(error) from None


def output_failed(error: OSError) -> int:
    """The status after a write that failed, and a sentence unless the reader has just left."""
    if sys.stdout is not None:
        silence(sys.stdout)
    has_gone = isinstance(error, BrokenPipeError) or error.errno == errno.EIO
    return ExitStatus.FAILED if has_gone else fail(texts.OUTPUT_FAILED)
