"""Standard output for lines: broken at its width, in letters that its encoding has."""

import os
import sys
import unicodedata

from cmi_tui.linear.terminal import wrapped

_PLAIN_SIGNS = str.maketrans({"«": '"', "»": '"', "’": "'", "–": "-", "œ": "oe", "Œ": "OE", "×": "x"})


def write(text: str) -> None:
    """Writes `text` as it is. Raises OSError."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = "".join(_encodable(letter, encoding) for letter in text)
    sys.stdout.write(text)
    sys.stdout.flush()


def write_line(text: str) -> None:
    """Writes a line; on a terminal it is broken between words, never within one. Raises OSError."""
    write(broken(text) + "\n")


def broken(text: str) -> str:
    """`text` as rows of the terminal that standard output is, if it is one."""
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return text.rstrip()
    return wrapped(text, width)


def _encodable(letter: str, encoding: str) -> str:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return _plain(letter).encode(encoding, "replace").decode(encoding)
    return letter


def _plain(text: str) -> str:
    """`text` in plain letters: « é » is better heard as « e » than as « ? »."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
