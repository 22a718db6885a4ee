"""Standard output, which may be full, or read by someone who has left."""

import errno
import os
import sys

from cmi_tui.cli.failure import fail
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts


class OutputFailed(Exception):
    """Standard output cannot be written, for the reason `error`."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error


def say(text: str) -> None:
    """Writes a line. Raises OutputFailed."""
    try:
        print(text)
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
    # What Python still holds for the reader must not be tried again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    has_gone = isinstance(error, BrokenPipeError) or error.errno == errno.EIO
    return ExitStatus.FAILED if has_gone else fail(texts.OUTPUT_FAILED)
