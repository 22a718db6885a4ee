"""The commands, and the arguments of each."""

import argparse
from collections.abc import Callable
from typing import Any

from cmi_tui import __version__
from cmi_tui.cli import values
from cmi_tui.cli.output import flush, say
from cmi_tui.cli.parser import Parser, shown
from cmi_tui.domain.account_state import AccountState
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import Event
from cmi_tui.messages import usage as texts

_KEPT_MONTHS = 12
"""How long the journal is kept: what the CNIL recommends at most for such traces."""


class _Version(argparse.Action):
    """argparse's own would write it without care for an output that takes nothing."""

    def __call__(self, parser: argparse.ArgumentParser, *_arguments: Any) -> None:
        say(f"cmi-tui {__version__}")
        flush()
        parser.exit()


def parse(arguments: list[str]) -> argparse.Namespace:
    """The arguments: `command` (None for the portal), its `action` if any, and the options of each.

    Wrong usage raises SystemExit(2), a request for help SystemExit(0) or OutputFailed.
    """
    # Only the command at hand is described: describing all takes longer than opening a file.
    wanted = next((argument for argument in arguments if argument in _COMMANDS), "")
    parser = build_parser(wanted)
    parser.find_unknown_option(arguments)
    options, extra = parser.parse_known_args(arguments)
    # "--" tells that no option follows, which is so.
    too_many = next((argument for argument in extra if argument != "--"), None)
    if too_many is not None:
        options.parser.error(texts.TOO_MANY.format(value=shown(too_many)))
    if options.command is not None:
        options.parser.require_command()
    if getattr(options, "action", None) == "show" and options.command == "journal":
        _check_filter(options)
    return options


def _check_filter(options: argparse.Namespace) -> None:
    """Exits where no line of the journal could match both of two options."""
    if options.until and options.since and options.since >= options.until:
        options.parser.error(texts.SINCE_AFTER_UNTIL)
    if options.event and options.outcome:
        from cmi_tui.domain.outcomes import OUTCOMES

        possible = OUTCOMES[Event(options.event)]
        if options.outcome not in possible:
            told = {"event": options.event, "outcome": options.outcome, "choices": ", ".join(possible)}
            options.parser.error(texts.OUTCOME_OF_OTHERS.format(**told))


def build_parser(wanted: str | None = None) -> Parser:
    """The parser; with `wanted`, only that command has its arguments."""
    parser = Parser(prog="cmi-tui", description=texts.DESCRIPTION, epilog=texts.EPILOG)
    parser.set_defaults(parser=parser, linear=False, economy=False)
    for name, describe in _COMMANDS.items():
        command = parser.command(name)
        if describe is not None and wanted in (None, name):
            describe(command)
    _add_common(parser)
    return parser


def _add_common(parser: Parser) -> None:
    group = parser.add_argument_group(texts.COMMON_TITLE)
    for names, settings in _COMMON.items():
        help_ = texts.ARGUMENTS[names[-1]]
        group.add_argument(*names, help=help_, default=argparse.SUPPRESS, **settings)
    for command in parser.commands.values():
        _add_common(command)


def _demo(parser: Parser) -> None:
    parser.add("--sign-in", action="store_true")
    parser.add("--keep", metavar="DOSSIER", type=values.path)


def _accounts(parser: Parser) -> None:
    import_ = parser.command("import")
    import_.add(dest="file", metavar="FICHIER", type=values.path)
    import_.add("--dry-run", action="store_true")
    import_.add("--json", action="store_true")
    import_.add("--quiet", action="store_true")
    add = parser.command("add")
    add.add(dest="login", metavar="NOUVEL_IDENTIFIANT", type=values.text)
    add.add("--role", choices=(str(Role.SUPPORT),), required=True, metavar="RÔLE")
    add.add("--last-name", metavar="NOM", type=values.text, required=True)
    add.add("--first-name", metavar="PRÉNOM", type=values.text, required=True)
    add.add("--email", metavar="ADRESSE", type=values.text)
    list_ = parser.command("list")
    list_.add("--state", choices=tuple(map(str, AccountState)), metavar="ÉTAT")
    list_.add("--role", choices=tuple(map(str, Role)), metavar="RÔLE")
    list_.add("--json", action="store_true")
    for action in ("show", "code", "enable", "disable", "role", "second-factor"):
        command = parser.command(action)
        command.add(dest="login", metavar="IDENTIFIANT", type=values.text)
    parser.commands["show"].add("--json", action="store_true")
    reasons = tuple(map(str, DisablingReason))
    parser.commands["disable"].add("--reason", metavar="MOTIF", choices=reasons, required=True)
    parser.commands["second-factor"].add("--reset", action="store_true", required=True)
    parser.commands["role"].add(dest="role", choices=tuple(map(str, Role)), metavar="RÔLE")


def _journal(parser: Parser) -> None:
    # Loaded here because the first screen does without it.
    from cmi_tui.domain.outcomes import OUTCOMES

    show = parser.command("show")
    show.add("--login", metavar="IDENTIFIANT", type=values.text)
    show.add("--agent", metavar="IDENTIFIANT", type=values.text)
    show.add("--event", metavar="ACTE", choices=tuple(map(str, Event)))
    outcomes = dict.fromkeys(str(each) for possible in OUTCOMES.values() for each in possible)
    show.add("--outcome", metavar="RÉSULTAT", choices=tuple(outcomes))
    show.add("--since", metavar="AAAA-MM-JJ", type=values.day)
    show.add("--until", metavar="AAAA-MM-JJ", type=values.day_after)
    parser.command("events")
    purge = parser.command("purge")
    purge.add("--months", metavar="N", type=values.number(1, 120), default=_KEPT_MONTHS)
    purge.add("--trust-clock", action="store_true")
    purge.add("--quiet", action="store_true")


def _notices(parser: Parser) -> None:
    parser.command("send")


def _database(parser: Parser) -> None:
    parser.command("upgrade").add("--quiet", action="store_true")


def _serve(parser: Parser) -> None:
    parser.add("--host", metavar="ADRESSE", type=values.text)
    parser.add("--port", metavar="PORT", type=values.number(0, 65535), default=2222)
    parser.add("--demo", action="store_true")


def _settings(parser: Parser) -> None:
    parser.add("--json", action="store_true")


def _completion(parser: Parser) -> None:
    parser.add(dest="shell", metavar="SHELL", choices=("bash", "zsh", "fish"))


_COMMON: dict[tuple[str, ...], dict[str, Any]] = {
    ("--linear",): {"action": "store_true"},
    ("--economy",): {"action": "store_true"},
    ("-h", "--help"): {"action": "help"},
    ("--version",): {"action": _Version, "nargs": 0},
}
"""What each command takes, before or after its name."""
_COMMANDS: dict[str, Callable[[Parser], None] | None] = {
    "demo": _demo,
    "accounts": _accounts,
    "journal": _journal,
    "notices": _notices,
    "db": _database,
    "serve": _serve,
    "settings": _settings,
    "completion": _completion,
    "accessibility": None,
}
"""In the order in which the help lists them."""
