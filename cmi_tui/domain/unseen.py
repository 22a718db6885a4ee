"""Characters that nobody sees, or that stand where others were lost; blanks of all widths."""

import re
import unicodedata

_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cf"})
# What Unicode counts as graphic though nothing shows: fillers, selectors, the blank of Braille …
_FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
# … and what programs put where they could not read a character.
_REPLACEMENTS = "\ufffc\ufffd"
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_filler = re.compile(f"[{_FILLERS}]").match
_find_unseen = re.compile(f"[{_FILLERS}{_REPLACEMENTS}]").search


def is_unseen(character: str) -> bool:
    """Whether a character shows nothing: a blank of any kind, or one that has no width."""
    return (
        character.isspace()
        or _filler(character) is not None
        or unicodedata.category(character) in _CATEGORIES
    )


def stripped(text: str, *, keeps_blanks: bool = False) -> str:
    """`text` without what cannot be seen at its ends, which is often copied along.

    `keeps_blanks` leaves the blanks of a line: those of a password count.
    """
    start, end = 0, len(text)
    while start < end and _comes_along(text[start], keeps_blanks):
        start += 1
    while start < end and _comes_along(text[end - 1], keeps_blanks):
        end -= 1
    return text[start:end]


def _comes_along(character: str, keeps_blanks: bool) -> bool:
    return is_unseen(character) and not (keeps_blanks and unicodedata.category(character) == "Zs")


def with_plain_spaces(text: str) -> str:
    """`text` with a plain space for each no-break, thin or wide one, and none at its ends."""
    return _BLANKS.sub(" ", text).strip(" \t")


def unseen_in(text: str) -> str:
    """The first control, format, unassigned, invisible or replacement character; empty for none."""
    if not text.isprintable():
        return next(character for character in text if not character.isprintable())
    found = _find_unseen(text)
    return found.group() if found else ""
