"""The one sanitiser of text that comes from data, and the one normalisation of what is typed."""

import unicodedata

_HARMLESS_FORMATS = frozenset("\u00a0\u202f\u200d")  # no-break spaces and the joiner of emoji


def normalised(text: str) -> str:
    """NFC, so that an é typed as one code point or as two is the same é everywhere."""
    return unicodedata.normalize("NFC", text)


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
