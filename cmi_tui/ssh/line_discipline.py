"""What a terminal's driver does for programs that read lines: echo, erasing, end of input."""

import unicodedata
from codecs import getincrementaldecoder
from dataclasses import dataclass, field

_ENTER = "\r\n"
_ERASE = "\x08\x7f"
_ERASE_WORD, _ERASE_LINE = "\x17", "\x15"
_INTERRUPT, _END = "\x03", "\x04"
_ESCAPE = "\x1b"
_RUBOUT = "\b \b"
_LONGEST = 1000
_LONGEST_SEQUENCE = 32


@dataclass
class Read:
    """What has come of some input: the echo to send, and the lines or signals complete by now."""

    echo: str = ""
    lines: list[str] = field(default_factory=list)
    is_interrupted: bool = False
    has_ended: bool = False


class LineDiscipline:
    """Edits one line: Backspace, Ctrl+W, Ctrl+U, Ctrl+C, Ctrl+D; arrow and function keys are dropped."""

    def __init__(self) -> None:
        self.echoes = True
        self._line: list[str] = []
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._sequence = ""
        self._after_return = False

    def feed(self, data: bytes) -> Read:
        """Takes in what was typed."""
        read = Read()
        for character in self._decode(data):
            if self._sequence or character == _ESCAPE:
                self._sequence = _continued(self._sequence, character)
            else:
                self._take(character, read)
        return read

    def _take(self, character: str, read: Read) -> None:
        is_second_half = self._after_return and character == "\n"
        self._after_return = character == "\r"
        if is_second_half:
            return
        if character in _ENTER:
            read.lines.append("".join(self._line))
            self._line.clear()
            read.echo += "\r\n"
        elif character in _ERASE:
            self._erase(1, read)
        elif character == _ERASE_LINE:
            self._erase(len(self._line), read)
        elif character == _ERASE_WORD:
            text = "".join(self._line).rstrip()
            self._erase(len(self._line) - (text.rfind(" ") + 1), read)
        elif character == _INTERRUPT:
            self._line.clear()
            read.is_interrupted = True
            read.echo += "\r\n"
        elif character == _END:
            read.has_ended = read.has_ended or not self._line
        elif character.isprintable() and len(self._line) < _LONGEST:
            self._line.append(character)
            read.echo += character if self.echoes else ""

    def _erase(self, count: int, read: Read) -> None:
        for _ in range(min(count, len(self._line))):
            character = self._line.pop()
            if self.echoes:
                read.echo += _RUBOUT * _columns(character)


def _continued(sequence: str, character: str) -> str:
    """The escape sequence so far; empty when it is complete, or too long to be one."""
    if sequence == _ESCAPE:
        return sequence + character if character in "[O" else ""
    is_complete = len(sequence) > 1 and "@" <= character <= "~"
    return "" if is_complete or len(sequence) > _LONGEST_SEQUENCE else sequence + character


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
