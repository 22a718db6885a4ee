"""The one sanitiser of text that comes from data, and the one normalisation of what is typed."""

import unicodedata

_HARMLESS_FORMATS = frozenset("\u00a0\u202f\u200d")  # no-break spaces and the joiner of emoji
_UNSEEN_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cf"})
_UNSEEN_OTHERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Joiners, fillers, the empty Braille cell, variation selectors: letters and marks that show nothing."""


def normalised(text: str) -> str:
    """NFC, so that an é typed as one code point or as two is the same é everywhere."""
    return unicodedata.normalize("NFC", text)


def is_unseen(character: str) -> bool:
    """Whether a character shows nothing: a blank of any kind, or one that has no width."""
    return (
        character.isspace()
        or character in _UNSEEN_OTHERS
        or unicodedata.category(character) in _UNSEEN_CATEGORIES
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


def printable(text: str) -> str:
    """`text` with every control, bidi or unassigned character shown harmlessly.

    ESC becomes `^[` as git and `cat -v` show it, what has no caret form `<U+202E>`;
    applying it twice changes nothing more.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable() or character in _HARMLESS_FORMATS:
        return character
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return "^" + chr(code ^ 0x40)
    return f"<U+{code:04X}>"
