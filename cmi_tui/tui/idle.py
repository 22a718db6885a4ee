"""How long nobody has touched the session."""

import time
from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto

from cmi_tui.domain.session_limits import END_NOTICE

Seconds = Callable[[], float]
"""Seconds on a clock that nobody sets, such as `time.monotonic`."""
CHECK_SECONDS = 5.0
"""How often the application looks."""


class Idleness(Enum):
    """Where a session stands between the last key and its end."""

    ACTIVE = auto()
    ANNOUNCED = auto()
    OVER = auto()


class IdleWatch:
    """Remembers the last key."""

    def __init__(self, seconds: Seconds = time.monotonic) -> None:
        self._seconds = seconds
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._seconds()

    def idleness(self, limit: timedelta) -> Idleness:
        """Where a session that ends after so long without a key stands now."""
        idle = timedelta(seconds=self._seconds() - self._touched)
        if idle >= limit:
            return Idleness.OVER
        return Idleness.ANNOUNCED if idle >= limit - END_NOTICE else Idleness.ACTIVE
