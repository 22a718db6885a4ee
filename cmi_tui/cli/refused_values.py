"""How a command says which of its values a use case has refused."""

import argparse

from cmi_tui.cli.failure import tell
from cmi_tui.cli.parser import shown
from cmi_tui.domain.errors import Refused
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages.errors import error_text


def fail_at(refused: Refused, options: argparse.Namespace) -> int:
    """Says what is wrong with each value, on standard error; the status for it."""
    for field, code in refused.errors.items():
        value = getattr(options, field)
        tell(texts.VALUE_FAILED.format(value=shown(value), text=error_text(code)))
    return ExitStatus.FAILED
