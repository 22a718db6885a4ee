"""The second factor of agents: the codes of an authenticator application (TOTP, RFC 6238)."""

import unicodedata
from datetime import datetime

from cmi_tui.domain.unseen import is_unseen

DIGITS = 6
PERIOD_SECONDS = 30
_DRIFT = 1
"""Steps by which the agent's clock may be early or late."""
_GROUP = 4


def code_of_digits(text: str) -> str | None:
    """The six digits that were typed, whatever blanks and dashes group them; None for any other text."""
    letters = unicodedata.normalize("NFKC", text)
    digits = "".join(each for each in letters if not _groups(each))
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def steps_taken(now: datetime, last_step: int) -> tuple[int, ...]:
    """The time steps whose codes are taken now: none that is not later than the last one used."""
    step = int(now.timestamp()) // PERIOD_SECONDS
    return tuple(each for each in range(step - _DRIFT, step + _DRIFT + 1) if each > last_step)


def grouped(seed: str) -> str:
    """A seed as it is read out and typed: its letters in fours."""
    return " ".join(seed[at : at + _GROUP] for at in range(0, len(seed), _GROUP))


def seed_place(account_id: int) -> str:
    """What an agent's seed is sealed for: moved to another account it opens nothing."""
    return f"second factor of account {account_id}"


def _groups(character: str) -> bool:
    return is_unseen(character) or unicodedata.category(character) == "Pd" or character == "."
