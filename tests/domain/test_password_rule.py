"""The guide's rule for passwords."""

import pytest

from cmi_tui.domain.errors import Code
from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS, Condition, conditions_met, is_strong
from cmi_tui.domain.portal_forms import PASSWORD


@pytest.mark.parametrize("special", sorted(set(SPECIAL_CHARACTERS)))
def test_each_special_character_of_the_guide_counts(special: str) -> None:
    assert is_strong(f"Abcdef1{special}")


def test_the_list_is_the_guides_to_the_letter() -> None:
    assert SPECIAL_CHARACTERS == r"""&"'(-_^)°+="\$£ù%*,;:!?./<>çéèà"""


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("", {Condition.LENGTH, Condition.UPPER_CASE, Condition.DIGIT, Condition.SPECIAL}),
        ("Abcde1!", {Condition.LENGTH}),
        ("abcdef1!", {Condition.UPPER_CASE}),
        ("Abcdefg!", {Condition.DIGIT}),
        ("Abcdefg1", {Condition.SPECIAL}),
        ("Abcdefg1@", {Condition.SPECIAL}),
        ("Abcdefg²!", {Condition.DIGIT}),
        ("Élan2026!", set()),
        ("É" * 7 + "1!", set()),
        ("e\u0301" * 6 + "A1", set()),
        ("e\u0301" * 5 + "A1", {Condition.LENGTH}),
    ],
)
def test_the_rule_tells_what_is_missing(password: str, missing: set[Condition]) -> None:
    assert {name for name, met in conditions_met(password).items() if not met} == missing


def test_the_greatest_length_counts_code_points_of_the_composed_password() -> None:
    field = PASSWORD.field("new")
    for character in ("😀", "e\u0301"):
        assert field.limit_problem(character * 128) is None
        assert field.limit_problem(character * 129) is Code.TOO_LONG
