"""Text of other encodings than UTF-8, and text that went through one of them by mistake."""

import re

_CODECS = {"Windows-1252": "cp1252", "MacRoman": "mac_roman", "DOS (cp850)": "cp850"}
"""What spreadsheets in France write, the likeliest first, by the names that people know."""
_FRENCH = frozenset("éèêëàâçîïôùûœÉÈÊÀ’")
# An accented letter of UTF-8, as the encodings above show its two bytes.
GARBLED = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]|â€|[√├]")


def likely_charset(raw: bytes) -> str:
    """The encoding in which the bytes read most like French."""
    return max(_CODECS, key=lambda name: _french_letters(raw, _CODECS[name]))


def _french_letters(raw: bytes, codec: str) -> int:
    return sum(character in _FRENCH for character in raw.decode(codec, "ignore"))
