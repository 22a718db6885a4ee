"""A parser of argparse's that names what is wrong, and what is allowed, in French."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from cmi_tui.cli.failure import tell
from cmi_tui.cli.french import speak_french
from cmi_tui.cli.output import flush, say
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import usage as texts

_LONGEST_ECHO = 60
"""Characters of a wrong argument that are told."""
MOST_CHOICES = 12
"""More of them are not listed in a sentence."""
_NEGATIVE_NUMBER = re.compile(r"-\d+|-\d*\.\d+")
"""What argparse takes for a value though it begins as an option."""

speak_french()


class Parser(argparse.ArgumentParser):
    """The parser of a command; its help and its errors are French and go where they can be read."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **settings)
        # From 3.14 on argparse would colour its help.
        self.color = False
        self.commands: dict[str, Parser] = {}
        self._subparsers_action: Any = None

    def command(self, name: str) -> "Parser":
        """Adds a command; its parser."""
        if self._subparsers_action is None:
            dest = "action" if " " in self.prog else "command"
            self._subparsers_action = self.add_subparsers(
                title=texts.COMMANDS_TITLE, metavar="COMMANDE", dest=dest, prog=self.prog,
                parser_class=Parser,
            )  # fmt: skip
        usage = texts.COMMANDS[f"{self.prog} {name}"]
        summary = f"{usage.summary[0].upper()}{usage.summary[1:]}."
        parser: Parser = self._subparsers_action.add_parser(
            name, help=usage.summary, description=f"{summary} {usage.more}".rstrip(),
            epilog=texts.EXAMPLE.format(example=usage.example),
        )  # fmt: skip
        parser.set_defaults(parser=parser)
        self.commands[name] = parser
        return parser

    def add(self, *names: str, **settings: Any) -> None:
        """Adds an option, or the argument that its metavar names, with its help."""
        help_ = texts.ARGUMENTS[names[-1] if names else settings["metavar"]]
        dest = () if names else (settings.pop("dest"),)
        self.add_argument(*names, *dest, help=help_, **settings)

    def actions(self) -> list[argparse.Action]:
        """Its arguments and options."""
        return list(self._actions)

    def find_unknown_option(self, arguments: list[str]) -> None:
        """Tells of the first option that the command at hand does not have, and exits.

        Before argparse, which would rather tell that another is missing.
        """
        parser = self
        for place, argument in enumerate(arguments):
            if argument == "--":
                return
            if argument.startswith("-") and argument != "-" and not _NEGATIVE_NUMBER.fullmatch(argument):
                name = argument.partition("=")[0]
                if name not in parser._option_string_actions:
                    if owner := parser._owner(name, arguments[place:]):
                        told = texts.OPTION_TOO_EARLY.format(option=name, command=owner.prog)
                        parser.error(told)
                    parser.error(_unknown(texts.UNKNOWN_OPTION, name, parser._option_string_actions))
            elif parser.commands:
                if argument not in parser.commands:
                    return
                parser = parser.commands[argument]

    def _owner(self, option: str, arguments: list[str]) -> "Parser | None":
        """The command among the arguments that has the option, which stands before it."""
        parser = self
        for argument in arguments:
            parser = parser.commands.get(argument, parser)
        return parser if option in parser._option_string_actions else None

    def require_command(self) -> None:
        """Shows the commands of a group that was named alone, and exits."""
        if self.commands:
            tell(texts.COMMAND_MISSING.format(command=self.prog))
            tell(self.format_help().rstrip("\n"))
            raise SystemExit(ExitStatus.WRONG_USAGE)

    def print_help(self, file: object = None) -> None:
        """Writes the help on standard output. Raises OutputFailed."""
        say(self.format_help().rstrip("\n"))
        flush()

    def error(self, message: str) -> NoReturn:
        """Tells what is wrong, and exits with the status of wrong usage."""
        tell(texts.WRONG.format(command=self.prog, what=message))
        raise SystemExit(ExitStatus.WRONG_USAGE)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # The hook by which argparse judges choices; its own sentence knows no nearest one.
        if action.choices is None or value in action.choices:
            return
        if action is self._subparsers_action:
            raise argparse.ArgumentError(None, _unknown(texts.UNKNOWN_COMMAND, value, self.commands))
        unknown = _unknown(
            texts.UNKNOWN_VALUE, value, action.choices, texts.EXPECTED.format(help=action.help)
        )
        raise argparse.ArgumentError(action, unknown)


def shown(argument: str) -> str:
    """An argument as it can be told of: harmless, and not too long."""
    text = printable(argument) if argument.strip() else f"«{argument}»"
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"


def _unknown(sentence: str, value: str, known: Iterable[str], where_many: str = "") -> str:
    """What is unknown, with the nearest that is known, or all, or by `where_many` where they are."""
    # Loaded here because only mistakes need it.
    from difflib import get_close_matches

    choices = list(known)
    # The dashes of options would make them all alike.
    bare = {choice.lstrip("-"): choice for choice in choices}
    near = get_close_matches(value.lstrip("-"), bare, n=1)
    if near:
        hint = texts.DID_YOU_MEAN.format(nearest=bare[near[0]])
    elif len(choices) <= MOST_CHOICES:
        hint = texts.ALLOWED.format(choices=", ".join(choices))
    else:
        hint = where_many
    return sentence.format(value=shown(value), hint=f" ; {hint}" if hint else ".")
