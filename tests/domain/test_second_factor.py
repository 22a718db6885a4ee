"""The arithmetic of the second factor: which time steps count, and how a code may be typed."""

from datetime import UTC, datetime

import pytest

from cmi_tui.domain.second_factor import code_of_digits, grouped, seed_place, steps_taken

AT_STEP_100 = datetime.fromtimestamp(3029, UTC)


@pytest.mark.parametrize(
    ("last_step", "steps"),
    [(0, (99, 100, 101)), (98, (99, 100, 101)), (99, (100, 101)), (100, (101,)), (101, ()), (500, ())],
)
def test_a_step_counts_once_and_none_before_it(last_step: int, steps: tuple[int, ...]) -> None:
    assert steps_taken(AT_STEP_100, last_step) == steps


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"), (" 123 456 ", "123456"), ("12-34–56.", "123456"),
        ("１２３４５６", "123456"), ("12345", None), ("1234567", None), ("12345a", None),
        ("12_456", None), ("", None),
    ],
)  # fmt: skip
def test_a_code_is_its_digits(typed: str, code: str | None) -> None:
    assert code_of_digits(typed) == code


def test_a_seed_is_read_in_fours_and_sealed_for_one_account() -> None:
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"
    assert seed_place(1) != seed_place(11)
