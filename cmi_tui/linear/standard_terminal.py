"""Standard input and output as the place of a conversation: a terminal, a pipe or a file each."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cmi_tui.linear.prepared_answers import PreparedAnswers
from cmi_tui.linear.teletype import Teletype
from cmi_tui.linear.terminal import Terminal


@contextmanager
def standard_terminal() -> Iterator[Terminal]:
    """Takes the terminal's echo, if there is a terminal, until it is left."""
    # Closed by whoever started us, standard input is as good as an empty file.
    descriptor = sys.stdin.fileno() if sys.stdin else os.open(os.devnull, os.O_RDONLY)
    encoding = sys.stdin.encoding if sys.stdin else "utf-8"
    if not os.isatty(descriptor):
        yield PreparedAnswers(descriptor, encoding)
        return
    teletype = Teletype(descriptor, encoding)
    with teletype.taken():
        yield teletype
