"""Activation codes: what they look like, however they are typed."""

import secrets
from datetime import timedelta

LIFETIME = timedelta(days=30)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are read or heard as something else."""
_LENGTH = 12
"""Sixty random bits, behind argon2 and the throttle."""
_GROUP = 4
_READ_AS = str.maketrans("ILO", "110", " -\u2010\u2011\u2013\u00a0")


def new_code() -> str:
    """A random code as a letter shows it: `K7MQ-2XWD-P4RT`."""
    characters = [secrets.choice(_ALPHABET) for _ in range(_LENGTH)]
    return "-".join("".join(characters[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))


def code_in(text: str) -> str | None:
    """The code that was typed, without dashes and in its own letters; None for any other text."""
    code = text.upper().translate(_READ_AS)
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None
