"""What the arguments of the command line may be; each raises argparse's error with a French sentence."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from cmi_tui.cli.parser import shown
from cmi_tui.messages import usage as texts

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _refuse_blank(argument: str) -> None:
    if not argument.strip():
        raise ArgumentTypeError(texts.EMPTY_VALUE)


def text(argument: str) -> str:
    """A text that is not blank, and was readable where it was typed."""
    _refuse_blank(argument)
    try:
        argument.encode()
    except UnicodeEncodeError:
        sentence = texts.UNREADABLE_VALUE.format(value=shown(argument), encoding="UTF-8")
        raise ArgumentTypeError(sentence) from None
    return argument


def path(argument: str) -> str:
    """A path, whose name may be in any encoding."""
    if not argument:
        raise ArgumentTypeError(texts.EMPTY_VALUE)
    return argument


def day(argument: str) -> datetime:
    """The first moment of a day, in UTC."""
    _refuse_blank(argument)
    try:
        # `fromisoformat` also takes week dates.
        if not _DAY.fullmatch(argument):
            raise ValueError
        return datetime.combine(date.fromisoformat(argument), time.min, UTC)
    except ValueError:
        raise ArgumentTypeError(texts.NO_DATE.format(value=shown(argument))) from None


def day_after(argument: str) -> datetime:
    """The first moment after a day, in UTC."""
    try:
        return day(argument) + timedelta(days=1)
    except OverflowError:
        raise ArgumentTypeError(texts.NO_DATE.format(value=shown(argument))) from None


def number(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number from `lowest` to `highest`."""

    def judged(argument: str) -> int:
        _refuse_blank(argument)
        is_number = argument.isascii() and argument.isdigit() and len(argument) <= len(str(highest))
        if not (is_number and lowest <= int(argument) <= highest):
            sentence = texts.NO_NUMBER.format(value=shown(argument), lowest=lowest, highest=highest)
            raise ArgumentTypeError(sentence)
        return int(argument)

    return judged
