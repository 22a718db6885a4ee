"""Activation codes: what they look like, however they are typed."""

import secrets
import unicodedata
from datetime import timedelta

from cmi_tui.domain.unseen import is_unseen

LIFETIME = timedelta(days=30)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are read or heard as something else."""
_LENGTH = 12
"""Sixty random bits, behind argon2 and the throttle."""
_GROUP = 4
_READ_AS = str.maketrans("ILO", "110")
_OTHER_DASHES = "\u2212\u2043\u00af\u02d7\u2500_"
"""What stands for a dash and is none to Unicode: minus, bullet, macrons, a drawn line, a low line."""


def new_code() -> str:
    """A random code as a letter shows it: `K7MQ-2XWD-P4RT`."""
    characters = [secrets.choice(_ALPHABET) for _ in range(_LENGTH)]
    return "-".join("".join(characters[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))


def code_in(text: str) -> str | None:
    """The code that was typed or copied, in its own letters; None for any other text.

    Dashes and blanks of any kind, a final full stop and the width of its letters count for nothing.
    """
    letters = "".join(filter(_counts, unicodedata.normalize("NFKC", text))).removesuffix(".")
    code = letters.upper().translate(_READ_AS)
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None


def _counts(character: str) -> bool:
    is_dash = unicodedata.category(character) == "Pd" or character in _OTHER_DASHES
    return not (is_dash or is_unseen(character))
