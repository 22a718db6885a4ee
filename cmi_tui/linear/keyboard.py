"""From the bytes of a terminal to the keys that mean something to a line: control sequences do not."""

import re
from codecs import getincrementaldecoder

_ESCAPE, _BELL, _DELETE = "\x1b", "\x07", "\x7f"
_CONTROL, _SHIFTED, _STRINGS = "[", "O", "PX]^_"
_STRING_END = "\\"
_C1 = range(0x80, 0xA0)
_CONSOLE_KEYS = "ABCDE"  # the Linux console's F1 to F5 are ESC [ [ A to ESC [ [ E
_LONGEST = 32
# Within so many seconds what follows Escape belongs to it, as with Alt; later only what begins the
# sequence of a key, or is a whole answer, and nothing when it is later than a stalled line may be.
_TOGETHER = 1.0
_STALLED = 5.0
ARROW = "\x80"
"""Stands for an arrow key: a control of eight bits, which no key is read as."""
# With what is held down meanwhile, such as 1;5; not what a late answer begins with, nor F1 to F4.
_OF_ARROWS = re.compile(r"\x1b[\[O][0-9;]*")
_GOES_ON = re.compile(r"\[|O[A-Za-z]$|[PX\]^_][^\x00-\x1f]*(?:\x07|\x1b\\)")


class Keyboard:
    """Decodes what is typed, and swallows whole what arrow keys, pastes and late answers send."""

    def __init__(self, encoding: str = "utf-8") -> None:
        # What cannot be decoded becomes U+FFFD, which every field refuses with a sentence.
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._sequence = ""
        self._at = 0.0

    def read(self, data: bytes, now: float) -> str:
        """The keys among the bytes that came at `now`, in seconds, ARROW for each arrow.

        The rest of a key may come later.
        """
        silence, self._at = now - self._at, now
        text = self._decode(data)
        is_late = silence > _TOGETHER and self._sequence == _ESCAPE and not _GOES_ON.match(text)
        if silence > _STALLED or is_late:
            self._sequence = ""
        return "".join(map(self._key, text))

    def _key(self, character: str) -> str:
        """The key that the character ends; empty for one that is only a part, or means nothing."""
        if character == _ESCAPE:
            # Within a string it may be the first half of its end.
            self._sequence = self._string() + _ESCAPE
            return ""
        if self._sequence.endswith(_ESCAPE) and self._string():
            self._sequence = "" if character == _STRING_END else _ESCAPE
            if not self._sequence:
                return ""
        if ord(character) in _C1:
            # What an eight-bit terminal sends for Escape and a letter.
            self._sequence = _continued(_ESCAPE, chr(ord(character) - 0x40)) or ""
            return ""
        if not self._sequence:
            return character
        if character < " " or character == _DELETE:
            # A key acts whatever it breaks off.
            is_end = character == _BELL and self._string()
            self._sequence = ""
            return "" if is_end else character
        begun, continued = self._sequence, _continued(self._sequence, character)
        self._sequence = continued or ""
        if continued is None:
            return character
        return ARROW if not continued and _is_arrow(begun, character) else ""

    def _string(self) -> str:
        """The introducer of the string that has been begun, if one has."""
        return self._sequence[:2] if self._sequence[1:2] in tuple(_STRINGS) else ""


def _continued(sequence: str, character: str) -> str | None:
    """The sequence so far, empty when it is complete; None when the character is no part of it."""
    longer = (sequence + character)[:_LONGEST]
    if sequence == _ESCAPE:
        return longer if character in _CONTROL + _SHIFTED + _STRINGS or " " <= character <= "/" else ""
    introducer, parameters = sequence[1], sequence[2:]
    if introducer in _STRINGS:
        return sequence
    if introducer == _SHIFTED:
        return longer if character in "0123456789;" else _finished(character, " ")
    if introducer == _CONTROL:
        if parameters == _CONTROL:
            return "" if character in _CONSOLE_KEYS else None
        if character == _CONTROL and not parameters:
            return longer
        if character == "$" and parameters.isdigit():
            return ""  # rxvt's Shift with a function key
        return longer if " " <= character <= "?" else _finished(character, "@")
    return longer if " " <= character <= "/" else _finished(character, "0")


def _is_arrow(begun: str, last: str) -> bool:
    return last in "ABCDabcd" and _OF_ARROWS.fullmatch(begun) is not None


def _finished(character: str, first: str) -> str | None:
    return "" if first <= character <= "~" else None
