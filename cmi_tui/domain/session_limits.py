"""When a session ends by itself."""

from datetime import timedelta

IDLE_NOTICE = timedelta(minutes=8)
"""After how long without a key (or a line) the end is announced."""
IDLE_LIMIT = timedelta(minutes=10)
"""After how long without a key (or a line) the session ends."""
END_NOTICE = timedelta(minutes=2)
"""How long before the longest time of a session is over its end is announced."""
