"""The arguments of the command line; argparse's own texts are English and never shown."""

import argparse
from typing import NoReturn

from cmi_tui.cli.exit_status import ExitStatus
from cmi_tui.messages.cli import USAGE, WRONG_USAGE


class _Parser(argparse.ArgumentParser):
    def format_help(self) -> str:
        return USAGE

    def error(self, message: str) -> NoReturn:
        self.exit(ExitStatus.WRONG_USAGE, WRONG_USAGE + "\n")


def parse(arguments: list[str]) -> argparse.Namespace:
    """The arguments: `command` (None or demo), `economy`, `sign_in`, `keep`.

    Wrong usage raises SystemExit(2), a request for help SystemExit(0).
    """
    parser = _Parser(prog="cmi-tui", allow_abbrev=False)
    parser.add_argument("--economy", action="store_true")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    demo = commands.add_parser("demo", allow_abbrev=False)
    demo.add_argument("--sign-in", action="store_true")
    demo.add_argument("--keep", metavar="DOSSIER")
    return parser.parse_args(arguments)
