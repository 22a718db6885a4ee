"""The guide's rule for a new password, as a list of conditions that a screen can tick one by one."""

from collections.abc import Callable
from enum import StrEnum

from cmi_tui.domain.text import normalised
from cmi_tui.domain.unseen import stripped

MIN_LENGTH = 8
MAX_LENGTH = 128
SPECIAL_CHARACTERS = '&"\'(-_^)°+="\\$£ù%*,;:!?./<>çéèà'
"""The guide's list, to the letter: it names the double quote twice."""


class Condition(StrEnum):
    """One thing that a new password must have (lengths in code points after NFC)."""

    LENGTH = "length"
    UPPER_CASE = "upper_case"
    DIGIT = "digit"
    SPECIAL = "special"


_TESTS: dict[Condition, Callable[[str], bool]] = {
    Condition.LENGTH: lambda password: len(password) >= MIN_LENGTH,
    Condition.UPPER_CASE: lambda password: any(map(str.isupper, password)),
    Condition.DIGIT: lambda password: any("0" <= character <= "9" for character in password),
    Condition.SPECIAL: lambda password: any(map(SPECIAL_CHARACTERS.__contains__, password)),
}


def conditions_met(password: str) -> dict[Condition, bool]:
    """Each condition of the rule, in the guide's order, and whether `password` meets it."""
    password = normalised(password)
    return {condition: test(password) for condition, test in _TESTS.items()}


def is_strong(password: str) -> bool:
    """Whether `password` meets the whole rule."""
    return all(conditions_met(password).values())


def has_blank_ends(password: str) -> bool:
    """Whether `password` begins or ends with what cannot be seen, which counts and is soon forgotten."""
    return stripped(password) != password
