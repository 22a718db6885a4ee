"""How a command that fails says so."""

import sys

from cmi_tui.exit_status import ExitStatus


def fail(sentence: str) -> int:
    """Writes the sentence on standard error; the status for it."""
    print(sentence, file=sys.stderr)
    return ExitStatus.FAILED
