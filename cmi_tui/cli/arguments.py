"""The arguments of the command line; argparse's own texts are English and never shown."""

import argparse
from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn

from cmi_tui.cli.failure import tell
from cmi_tui.cli.output import flush, say
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages.cli import USAGE, WRONG_USAGE

_KEPT_MONTHS = 12
"""How long the journal is kept: what the CNIL recommends at most for such traces."""


class _Parser(argparse.ArgumentParser):
    def print_help(self, file: object = None) -> None:
        say(USAGE.rstrip("\n"))
        flush()

    def error(self, message: str) -> NoReturn:
        tell(WRONG_USAGE)
        raise SystemExit(ExitStatus.WRONG_USAGE)


def _day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time.min, UTC)


def _day_after(text: str) -> datetime:
    try:
        return _day(text) + timedelta(days=1)
    except OverflowError:
        raise ValueError(text) from None


def _months(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 120):
        raise ValueError(text)
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError(text)
    return int(text)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The arguments: `command` (None for the portal), its `action` if any, and the options of each.

    Wrong usage raises SystemExit(2), a request for help SystemExit(0) or OutputFailed.
    """
    parser = _Parser(prog="cmi-tui", allow_abbrev=False)
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--economy", action="store_true")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    demo = commands.add_parser("demo", allow_abbrev=False)
    demo.add_argument("--sign-in", action="store_true")
    demo.add_argument("--keep", metavar="DOSSIER")
    commands.add_parser("accessibility", allow_abbrev=False)
    accounts = commands.add_parser("accounts", allow_abbrev=False)
    actions = accounts.add_subparsers(dest="action", required=True, parser_class=_Parser)
    import_ = actions.add_parser("import", allow_abbrev=False)
    import_.add_argument("file", metavar="FICHIER")
    import_.add_argument("--dry-run", action="store_true")
    for action in ("code", "enable", "disable", "role", "second-factor"):
        actions.add_parser(action, allow_abbrev=False).add_argument("login", metavar="IDENTIFIANT")
    actions.choices["disable"].add_argument(
        "--reason", metavar="MOTIF", required=True, type=DisablingReason
    )
    actions.choices["second-factor"].add_argument("--reset", action="store_true", required=True)
    actions.choices["role"].add_argument("role", choices=("user", "support"))
    journal = commands.add_parser("journal", allow_abbrev=False)
    actions = journal.add_subparsers(dest="action", required=True, parser_class=_Parser)
    show = actions.add_parser("show", allow_abbrev=False)
    for name in ("login", "event", "outcome", "agent"):
        show.add_argument(f"--{name}", default="")
    show.add_argument("--since", type=_day)
    show.add_argument("--until", type=_day_after)
    purge = actions.add_parser("purge", allow_abbrev=False)
    purge.add_argument("--months", type=_months, default=_KEPT_MONTHS)
    purge.add_argument("--trust-clock", action="store_true")
    notices = commands.add_parser("notices", allow_abbrev=False)
    notices.add_subparsers(dest="action", required=True, parser_class=_Parser).add_parser("send")
    database = commands.add_parser("db", allow_abbrev=False)
    database.add_subparsers(dest="action", required=True, parser_class=_Parser).add_parser("upgrade")
    serve = commands.add_parser("serve", allow_abbrev=False)
    serve.add_argument("--host", metavar="ADRESSE")
    serve.add_argument("--port", metavar="PORT", type=_port, default=2222)
    serve.add_argument("--demo", action="store_true")
    return parser.parse_args(arguments)
