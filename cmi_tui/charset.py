"""The character set of a terminal, where the locale beside it says that it is not UTF-8."""

import codecs
from collections.abc import Mapping

LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
"""The variables that name a locale; the first that is set counts."""
_KNOWN = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
# What these sets lack, in as many columns.
_NEAREST = str.maketrans("’…←✓✗─│œŒ", "'.<vx-|oO")


class Charset:
    """Turns the portal's UTF-8 into the terminal's bytes, and back; most often nothing is to be done."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment` is that of the terminal's user."""
        locale = next((environment[name] for name in LOCALE if environment.get(name)), "")
        language, _at, modifier = locale.partition("@")
        name = language.partition(".")[2] or ("iso8859-15" if modifier == "euro" else "")
        try:
            codec = codecs.lookup(name).name if name else ""
        except (LookupError, ValueError):
            codec = ""
        self.codec = codec if codec in _KNOWN else ""
        """Python's name of the set; empty for UTF-8."""

    def sent(self, data: bytes) -> bytes:
        """Whole UTF-8 text as the terminal reads it."""
        if not self.codec:
            return data
        text = data.decode("utf-8", "replace")
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError:
            return text.translate(_NEAREST).encode(self.codec, "replace")

    def received(self, data: bytes) -> bytes:
        """What was typed, in UTF-8."""
        return data.decode(self.codec, "replace").encode() if self.codec else data
