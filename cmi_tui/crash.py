"""An unexpected error: one French sentence for the user, its type and place for the log."""

import logging
import secrets
import traceback

_LOG = logging.getLogger(__name__)


def record_crash(error: BaseException) -> str:
    """Logs where `error` came from, never its message or any value; returns its reference."""
    reference = secrets.token_hex(4).upper()
    # A worker's error comes wrapped in one that has no place of its own.
    error = getattr(error, "error", error)
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error)
    _LOG.error("%s %s.%s at %s", reference, kind.__module__, kind.__qualname__, " > ".join(places))
    return reference
