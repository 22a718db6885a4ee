"""Why a text was not taken, said long enough to be read while one types on."""

from time import monotonic

_SECONDS = 2.0


class Declined:
    """The last refusal of a text, by the field's name."""

    def __init__(self) -> None:
        self.clear()

    def note(self, field: str, text: str) -> None:
        """A field has declined a text, for the reason that is told."""
        self._field, self._text, self._until = field, text, monotonic() + _SECONDS

    def text(self, field: str) -> str:
        """What is still to be said beside the field; empty for nothing."""
        return self._text if field == self._field and monotonic() < self._until else ""

    def clear(self) -> None:
        """Nothing is to be said any more."""
        self._field, self._text, self._until = "", "", 0.0
