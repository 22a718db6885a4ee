"""Characters that nobody sees, or that stand where others were lost; blanks of all widths."""

import re

_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# What Unicode counts as graphic though nothing shows: fillers, selectors, the blank of Braille; and the
# characters that programs put where they could not read one.
_PRINTABLE_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd\U000e0100-\U000e01ef]"
)


def with_plain_spaces(text: str) -> str:
    """`text` with a plain space for each no-break, thin or wide one, and none at its ends."""
    return _BLANKS.sub(" ", text).strip(" \t")


def unseen_in(text: str) -> str:
    """The first control, format, unassigned, invisible or replacement character; empty for none."""
    if not text.isprintable():
        return next(character for character in text if not character.isprintable())
    found = _PRINTABLE_UNSEEN.search(text)
    return found.group() if found else ""
