"""Which press of Enter only repeats the one that saved."""

from textual import _time
from textual.events import Key

_AFTER_SECONDS = 0.5
"""For so long after a save Enter does nothing: people with a tremor press twice."""


class SaveGuard:
    """Knows when the last save ran, and whether a key came since; times are those of events."""

    def __init__(self) -> None:
        self._began = self._ended = float("-inf")
        self._was_last_key = False

    def began(self) -> None:
        """A form is being saved."""
        self._began, self._ended = _time.get_time(), float("inf")
        self._was_last_key = True

    def ended(self) -> None:
        """The save is over, however it ended."""
        self._ended = _time.get_time()

    def is_repetition(self, event: Key) -> bool:
        """Whether a key, asked about as it is about to act, is an Enter that is not meant to act.

        It came while the save ran, or was the next key and came soon after its end.
        """
        follows = self._was_last_key and event.time < self._ended + _AFTER_SECONDS
        came_meanwhile = self._began <= event.time < self._ended
        self._was_last_key = event.key == "enter" and (follows or came_meanwhile)
        return self._was_last_key
