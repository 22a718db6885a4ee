"""When a session ends by itself."""

from datetime import timedelta

IDLE_NOTICE = timedelta(minutes=8)
"""After how long without a key the end is announced."""
IDLE_LIMIT = timedelta(minutes=10)
"""After how long without a key the session ends."""
AGENT_LIMIT = timedelta(hours=8)
"""How long an agent's session lasts at most, whatever is done in it and whatever holders have."""
AGENT_SIGN_IN_LIMIT = timedelta(minutes=10)
"""How long an agent may take from the password to the second factor."""
END_NOTICE = timedelta(minutes=2)
"""How long before a session's end, whatever is done in it, that end is announced."""
