"""The manual page, made from the parser: `python -m cmi_tui.cli.manual` writes it to standard output."""

import re
import textwrap
from argparse import Action
from collections.abc import Iterator

from cmi_tui import __version__
from cmi_tui.cli.arguments import build_parser
from cmi_tui.cli.parser import MOST_CHOICES, Parser
from cmi_tui.messages import manual as words
from cmi_tui.messages import usage
from cmi_tui.messages.settings import MAY_BE

_SOURCE_COLUMNS = 46
_UNBREAKABLE = re.compile(r" (?=[:;?!»])|(?<=«) ")
_GLYPHS = {
    "\\": r"\e",
    "-": r"\-",
    "/": r"/\:",
    "~": r"\(ti",
    "^": r"\(ha",
    "`": r"\(ga",
    "\N{NO-BREAK SPACE}": r"\~",
}
"""What roff would read, break or draw otherwise."""


def manual_page() -> str:
    """The page, in roff's man(7)."""
    parser = build_parser()
    return "\n".join(_lines(parser)) + "\n"


def _lines(parser: Parser) -> Iterator[str]:
    name = _roff(parser.prog)
    yield "'\\\" -*- coding: utf-8 -*-"
    yield f'.TH {name.upper()} 1 {words.REVISED} "{name} {__version__}" "{words.TITLE}"'
    # Neither hyphenated nor stretched: what is to be typed must be read as it is.
    yield from (".nh", ".ad l")
    yield f".SH {words.NAME_HEADING}"
    yield f"{name} \\- {_roff(words.NAME)}"
    yield f".SH {words.SYNOPSIS_HEADING}"
    yield f"{_bold(parser.prog)} [{_slanted(words.OPTIONS)}] [{_slanted(words.COMMAND)}]"
    yield f".SH {words.DESCRIPTION_HEADING}"
    yield from _prose(words.DESCRIPTION[0])
    for paragraph in words.DESCRIPTION[1:]:
        yield from (".PP", *_prose(paragraph))
    yield f".SH {words.COMMANDS_HEADING}"
    common = {name for action in parser.actions() for name in action.option_strings}
    for command in _leaves(parser):
        yield from _command(command, common)
    yield f".SH {words.OPTIONS_HEADING}"
    yield from _prose(words.ANYWHERE)
    for action in parser.actions():
        if action.option_strings:
            yield from _argument(action)
    yield f".SH {words.SETTINGS_HEADING}"
    yield from _prose(words.SETTINGS)
    for setting, may_be in (*MAY_BE.items(), ("NO_COLOR", words.NO_COLOR)):
        yield from _entry(_bold(setting), may_be)
    yield f".SH {words.FILES_HEADING}"
    for path, text in words.FILES.items():
        yield from _entry(_slanted(path), text)
    yield f".SH {words.STATUSES_HEADING}"
    for status, text in words.STATUSES.items():
        yield from _entry(_bold(str(int(status))), text)
    yield f".SH {words.EXAMPLES_HEADING}"
    for command in _leaves(parser):
        told = usage.COMMANDS[command.prog]
        yield from _entry(_bold(told.example), told.summary)


def _leaves(parser: Parser) -> Iterator[Parser]:
    """The commands that do something, in the order of the help."""
    for command in parser.commands.values():
        if command.commands:
            yield from _leaves(command)
        else:
            yield command


def _command(command: Parser, common: set[str]) -> Iterator[str]:
    own = [action for action in command.actions() if not common.intersection(action.option_strings)]
    yield from _entry(
        " ".join((_bold(command.prog), *map(_in_synopsis, own))), command.description or ""
    )
    if own:
        yield from (".RS", *(line for action in own for line in _argument(action)), ".RE")


def _in_synopsis(action: Action) -> str:
    shown = _shown(action)
    return shown if action.required else f"[{shown}]"


def _argument(action: Action) -> Iterator[str]:
    text = action.help or ""
    choices = tuple(action.choices or ())
    if len(choices) <= MOST_CHOICES and any(choice not in text for choice in choices):
        text = words.ALLOWED.format(help=text, choices=", ".join(choices))
    yield from _entry(_shown(action), text)


def _shown(action: Action) -> str:
    value = "" if action.nargs == 0 else _slanted(str(action.metavar))
    names = ", ".join(map(_bold, action.option_strings))
    return " ".join(part for part in (names, value) if part)


def _entry(head: str, text: str) -> Iterator[str]:
    yield from (".TP", head, *_prose(text))


def _prose(text: str) -> Iterator[str]:
    bound = _UNBREAKABLE.sub("\N{NO-BREAK SPACE}", text)
    lines = textwrap.wrap(bound, _SOURCE_COLUMNS, break_long_words=False, break_on_hyphens=False)
    # A line that begins with one of these would be a request.
    yield from (f"\\&{_roff(line)}" if line[0] in ".'" else _roff(line) for line in lines)


def _bold(text: str) -> str:
    return f"\\fB{_roff(text)}\\fR"


def _slanted(text: str) -> str:
    return f"\\fI{_roff(text)}\\fR"


def _roff(text: str) -> str:
    return "".join(_GLYPHS.get(letter, letter) for letter in text)


if __name__ == "__main__":
    print(manual_page(), end="")
