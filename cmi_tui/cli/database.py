"""The commands on the database itself."""

import argparse

from cmi_tui.cli.failure import tell
from cmi_tui.cli.operator import operator
from cmi_tui.cli.output import say
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages.progress import Work
from cmi_tui.settings import Settings


def upgrade(settings: Settings, options: argparse.Namespace) -> int:
    """Brings the database up to this program's version. Raises Unavailable."""
    from cmi_tui.cli.progress import told_progress
    from cmi_tui.composition import upgrade_database

    try:
        linear = options.linear or settings.linear
        with told_progress(Work.UPGRADE, quiet=options.quiet, linear=linear) as progress:
            before, after = upgrade_database(settings, operator(), progress)
    except KeyboardInterrupt:
        tell(texts.UPGRADE_INTERRUPTED)
        return ExitStatus.INTERRUPTED
    text = texts.UPGRADED if before != after else texts.UP_TO_DATE
    say(text.format(before=before, after=after))
    return ExitStatus.DONE
