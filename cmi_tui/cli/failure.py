"""How a command that fails says so."""

import os
import sys
from typing import TextIO

from cmi_tui.exit_status import ExitStatus


def fail(sentence: str) -> int:
    """Writes the sentence on standard error; the status for it."""
    tell(sentence)
    return ExitStatus.FAILED


def tell(line: str) -> None:
    """Writes a line on standard error; where that is closed, full or gone, the status has to do."""
    # `print` would take standard output for a standard error that is closed.
    if sys.stderr is None:
        return
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Lets go what `stream` still holds: Python would try it again at the end, and say so in English."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
