"""argparse's own words in French.

It asks gettext for them, which knows none without a compiled catalogue and a French locale: whoever
uses the portal reads French whatever the machine's locale.
"""

import argparse

from cmi_tui.messages import usage as texts

CATALOGUE = {
    "usage: ": texts.USAGE,
    "positional arguments": texts.ARGUMENTS_TITLE,
    "options": texts.OPTIONS_TITLE,
    "the following arguments are required: %s": texts.MISSING,
    "argument %(argument_name)s: %(message)s": texts.OF_ARGUMENT,
    "expected one argument": texts.VALUE_MISSING,
    "ignored explicit argument %r": texts.TAKES_NO_VALUE,
}
"""What can be shown of it; all else is told by `Parser` before argparse does."""


def _french(english: str) -> str:
    return CATALOGUE.get(english, english)


def speak_french() -> None:
    """Has argparse speak French from now on."""
    vars(argparse)["_"] = _french
