"""What a terminal's driver does for programs that read lines: echo, erasing, end of input.

Unlike a driver's, its echo belongs to the question: what is typed ahead waits unseen until its own
question is asked, and is then shown or hidden as that question says.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from cmi_tui.domain.text import printable
from cmi_tui.linear.keyboard import ARROW, Keyboard

_ENTER = "\r\n"
_ERASE = "\x08\x7f"
_ERASE_WORD, _ERASE_LINE = "\x17", "\x15"
_INTERRUPT, _END = "\x03", "\x04"
_RUBOUT = "\b \b"
_LONGEST = 5000
"""Characters kept of a line: more than any field takes, so that it is refused, and bounded."""
_NO_COLUMN = ("Mn", "Me", "Cf")


class Aside(Enum):
    """A key that answers nothing and is yet to be answered."""

    ARROW = auto()
    ACKNOWLEDGED = auto()
    """Enter, right after a notice."""


@dataclass(frozen=True)
class Edited:
    """What some keys did: the echo to show, and the line or the exception that answers the question.

    After an `aside` more keys may wait.
    """

    echo: str
    answer: str | type[BaseException] | None = None
    aside: Aside | None = None


class LineDiscipline:
    """Edits a line: Backspace, Ctrl+W, Ctrl+U, Ctrl+C, Ctrl+D; what means nothing is dropped."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._keyboard = Keyboard(encoding)
        self._ahead = ""
        self._line: list[str] = []
        self._is_hidden = True
        self._after_return = False
        self._is_noticed = False
        self._has_had_arrow = False

    def receive(self, data: bytes, now: float) -> None:
        """Bytes have been typed, at `now` in seconds; they wait for `edit`."""
        self._ahead += self._keyboard.read(data, now)

    @property
    def typed_ahead(self) -> int:
        """How many keys wait."""
        return len(self._ahead)

    def ask(self, *, hidden: bool) -> None:
        """A question is asked; its answer is not shown if `hidden`."""
        self._is_hidden = hidden
        self._is_noticed = self._has_had_arrow = False
        self._line.clear()

    def noticed(self) -> None:
        """A notice has been told: Enter as the next key answers it, and not the question."""
        self._is_noticed = True

    @property
    def is_begun(self) -> bool:
        """Whether something of an answer has been typed."""
        return bool(self._line)

    @property
    def shown(self) -> str:
        """What can be seen of the line that is being typed."""
        return "" if self._is_hidden else "".join(map(_shown, self._line))

    def edit(self) -> Edited:
        """Works through the waiting keys, up to the one that answers the question."""
        echo: list[str] = []
        for count, key in enumerate(self._ahead, start=1):
            answer = self._take(key, echo)
            if answer is None:
                continue
            self._ahead = self._ahead[count:]
            if isinstance(answer, Aside):
                return Edited("".join(echo), aside=answer)
            return Edited("".join(echo) + "\n", answer)
        self._ahead = ""
        return Edited("".join(echo))

    def _take(self, key: str, echo: list[str]) -> str | type[BaseException] | Aside | None:
        is_second_half = self._after_return and key == "\n"
        self._after_return = key == "\r"
        if is_second_half:
            return None
        was_noticed, self._is_noticed = self._is_noticed, False
        if key == ARROW:
            # Once a question: a key that is held down is not answered each time.
            is_first, self._has_had_arrow = not self._has_had_arrow, True
            return Aside.ARROW if is_first else None
        if key in _ENTER and was_noticed:
            return Aside.ACKNOWLEDGED
        if key in _ENTER:
            return "".join(self._line)
        if key == _INTERRUPT:
            return KeyboardInterrupt
        if key == _END:
            return None if self._line else EOFError
        if key in _ERASE:
            self._erase(self._start_of_last_letter(), echo)
        elif key == _ERASE_LINE:
            self._erase(0, echo)
        elif key == _ERASE_WORD:
            self._erase("".join(self._line).rstrip().rfind(" ") + 1, echo)
        elif unicodedata.category(key) != "Cc" and len(self._line) < _LONGEST:
            self._line.append(key)
            if not self._is_hidden:
                echo.append(_shown(key))
        return None

    def _start_of_last_letter(self) -> int:
        start = max(len(self._line) - 1, 0)
        # An accent, or a joiner, that was typed as a character of its own goes with its letter.
        while start > 0 and not _columns(self._line[start]):
            start -= 1
        return start

    def _erase(self, start: int, echo: list[str]) -> None:
        if not self._is_hidden:
            echo.append(_RUBOUT * sum(map(_columns, self._line[start:])))
        del self._line[start:]


def _shown(character: str) -> str:
    # What would act on the terminal is kept, for the field to refuse it, and not shown.
    return character if printable(character) == character else ""


def _columns(character: str) -> int:
    if not _shown(character) or unicodedata.category(character) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
