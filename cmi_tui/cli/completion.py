"""The command that writes a shell's completion of the others."""

from argparse import Action

import shtab

from cmi_tui.cli.output import say
from cmi_tui.cli.parser import Parser
from cmi_tui.exit_status import ExitStatus

_BY_METAVAR = {"FICHIER": shtab.FILE, "DOSSIER": shtab.DIRECTORY}


def write(parser: Parser, shell: str) -> int:
    """Prints what `shell` needs to complete the commands of `parser`, which has them all."""
    _mark_paths(parser)
    say(shtab.complete(parser, shell))
    return ExitStatus.DONE


def _mark_paths(parser: Parser) -> None:
    for action in parser.actions():
        _mark(action)
    for command in parser.commands.values():
        _mark_paths(command)


def _mark(action: Action) -> None:
    if isinstance(action.metavar, str) and action.metavar in _BY_METAVAR:
        # What shtab looks for; argparse itself knows no such attribute.
        vars(action)["complete"] = _BY_METAVAR[action.metavar]
