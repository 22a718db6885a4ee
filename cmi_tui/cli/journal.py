"""The commands on the audit journal."""

import argparse
import json
from dataclasses import asdict
from datetime import timedelta

from cmi_tui.cli.failure import fail, tell
from cmi_tui.cli.operator import operator
from cmi_tui.cli.output import say
from cmi_tui.cli.refused_values import fail_at
from cmi_tui.domain.errors import Refused
from cmi_tui.domain.journal import JournalFilter
from cmi_tui.domain.outcomes import OUTCOMES
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.messages.journal import EVENTS, LINE, NO_LINE, OUTCOMES_LINE
from cmi_tui.messages.progress import Work
from cmi_tui.settings import Settings

_DAYS_A_MONTH = 30.4375


def show(settings: Settings, options: argparse.Namespace) -> int:
    """Prints the lines that match the options, a JSON object a line. Raises Unavailable."""
    from cmi_tui.composition import Portal

    wanted = JournalFilter(
        options.login or "",
        options.event or "",
        options.outcome or "",
        options.since,
        options.until,
        options.agent or "",
    )
    portal = Portal(settings)
    is_empty = True
    try:
        for line in portal.audit.show(wanted, operator()):
            is_empty = False
            # ASCII only: no text that was written to the journal can act on a terminal.
            say(json.dumps(asdict(line) | {"at": line.at.isoformat()}))
    except Refused as refused:
        return fail_at(refused, options)
    finally:
        portal.close()
    if is_empty:
        tell(NO_LINE)
    return ExitStatus.DONE


def events() -> int:
    """Prints what is journalled: an act a line, then how it may end."""
    for event, text in EVENTS.items():
        say(LINE.format(event=event, text=text))
        say(OUTCOMES_LINE.format(outcomes=", ".join(OUTCOMES[event])))
    return ExitStatus.DONE


def purge(settings: Settings, options: argparse.Namespace) -> int:
    """Deletes the lines older than so many months. Raises Unavailable."""
    from cmi_tui.cli.progress import told_progress
    from cmi_tui.composition import Portal

    portal = Portal(settings)
    try:
        age = timedelta(days=options.months * _DAYS_A_MONTH)
        linear = options.linear or settings.linear
        with told_progress(Work.PURGE, quiet=options.quiet, linear=linear) as progress:
            lines = portal.audit.purge(age, operator(), progress, trusting_clock=options.trust_clock)
    except Refused as refused:
        return fail(texts.FAILED.format(text=error_text(refused.errors["clock"])))
    except KeyboardInterrupt:
        tell(texts.PURGE_INTERRUPTED)
        return ExitStatus.INTERRUPTED
    finally:
        portal.close()
    say(texts.purged_text(lines, options.months))
    return ExitStatus.DONE
