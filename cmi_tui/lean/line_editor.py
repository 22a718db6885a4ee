"""One line being edited: its text, the cursor, the selection. Pure; places are in code points."""

import re
import unicodedata
from collections.abc import Callable

_JOINERS = frozenset("\u200d\ufe0f")
_WORD = re.compile(r"\w+")


class LineEditor:
    """The cursor stands at `cursor`; what lies between it and `anchor` is selected.

    `accepts` is asked before the text changes; when it says no, nothing changes.
    """

    def __init__(self, text: str, accepts: Callable[[str], bool]) -> None:
        self.text = text
        self.cursor = self.anchor = len(text)
        self._accepts = accepts

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection starts and ends."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    def replace(self, text: str, start: int, end: int) -> bool:
        """Puts `text` in the place of a part, and the cursor after it; False when that is declined."""
        changed = self.text[:start] + text + self.text[end:]
        if text and not self._accepts(changed):
            return False
        self.text = changed
        self.cursor = self.anchor = start + len(text)
        return True

    def insert(self, text: str) -> bool:
        """Puts `text` in the place of the selection, or at the cursor; False when that is declined."""
        return self.replace(text, *self.selection)

    def move(self, place: int, *, selecting: bool = False) -> None:
        """Moves the cursor; `selecting` leaves the anchor where it is."""
        self.cursor = max(0, min(place, len(self.text)))
        if not selecting:
            self.anchor = self.cursor

    def delete_to(self, place: int) -> None:
        """Deletes the selection, or else all between the cursor and a place."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.cursor, place))
        self.replace("", start, end)

    @property
    def before(self) -> int:
        """The place one character to the left; a letter and its marks are one character."""
        place = self.cursor - 1
        while place > 0 and _combines(self.text[place]):
            place -= 1
        return max(place, 0)

    @property
    def after(self) -> int:
        """The place one character to the right."""
        place = self.cursor + 1
        while place < len(self.text) and _combines(self.text[place]):
            place += 1
        return min(place, len(self.text))

    @property
    def word_before(self) -> int:
        """The start of the word that is, or ends, to the left."""
        starts = [word.start() for word in _WORD.finditer(self.text) if word.start() < self.cursor]
        return starts[-1] if starts else 0

    @property
    def word_after(self) -> int:
        """The start of the next word to the right."""
        starts = [word.start() for word in _WORD.finditer(self.text) if word.start() > self.cursor]
        return starts[0] if starts else len(self.text)


def _combines(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in _JOINERS
