"""When a session ends by itself."""

from datetime import timedelta

IDLE_LIMIT = timedelta(minutes=10)
"""After how long without a key the session ends."""
LONGER_IDLE_LIMIT = timedelta(minutes=20)
"""The same for a holder who has asked for more time."""
AGENT_LIMIT = timedelta(hours=8)
"""How long an agent's session lasts at most, whatever is done in it and whatever holders have."""
AGENT_SIGN_IN_LIMIT = timedelta(minutes=10)
"""How long an agent may take from the password to the second factor."""
END_NOTICE = timedelta(minutes=2)
"""How long before the end of a session, by idleness or by its age, it is announced."""
IDLE_NOTICE = IDLE_LIMIT - END_NOTICE
"""After how long without a key the end is announced, where no more time was asked for."""
