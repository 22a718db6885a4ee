"""When a session ends by itself."""

from datetime import timedelta

IDLE_NOTICE = timedelta(minutes=8)
"""After how long without a key the end is announced."""
IDLE_LIMIT = timedelta(minutes=10)
"""After how long without a key the session ends."""
END_NOTICE = timedelta(minutes=2)
"""How long before a session's end, whatever is done in it, that end is announced."""
