"""The first reading of an order file: under which identifiers it has several people."""

from io import BytesIO

import pytest

from cmi_tui.domain.order_columns import HEADER
from cmi_tui.services import order_survey
from cmi_tui.services.order_reader import OrderReader
from cmi_tui.services.order_survey import survey
from tests.services.order_files import GOOD, holder


def file(*lines: str) -> BytesIO:
    return BytesIO("\n".join((HEADER, *lines)).encode())


def of_several(*lines: str) -> frozenset[str]:
    return survey(OrderReader(file(*lines))).of_several


@pytest.mark.parametrize("most", [0, 1, 1_000_000])
def test_two_people_are_seen_however_their_identifier_and_names_are_written(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_survey, "MAX_PEOPLE", most)
    assert of_several(holder("Xb1"), holder("xB1", name="Petit"), holder("X2")) == {"xb1"}
    assert of_several(holder("Xb1", name='"Du Bois"'), holder("Xb1", name='"Du Val"')) == {"xb1"}


def test_what_is_no_date_is_nobodys_birth() -> None:
    assert of_several(holder("X1"), holder("X1", birth="17/05/1990")) == frozenset()
    assert of_several(holder("X1"), holder("X1", birth="1990-05-18")) == {"x1"}


def test_two_people_are_told_apart_behind_separators_within_their_names() -> None:
    named = 'X1;"Du;Bois";"Zoé;Léa";;{};4 allée;33000;BORDEAUX;;;;'
    assert of_several(named.format("1990-05-17"), named.format("1948-03-12")) == {"x1"}


@pytest.mark.parametrize(
    "before",
    [holder("X1"), "X1;too;few", '"X1";few', '"X1"x;bad', "X-1;;;;;", "X1;b;c;d;e;f;g;h;i",
     '"X1";b;c;d;e;f;g;h;i'],
)  # fmt: skip
def test_no_line_ends_the_survey(before: str) -> None:
    lines = [before, before, holder("X2"), holder(" X2", name="Petit")]
    assert of_several(*lines) == {"x2"}


def test_the_steps_of_one_request_count_as_one_number() -> None:
    exact = [f"202600030010{number:05}" for number in range(1, 9)]
    zeros = ["20260003001000100", "20260003001000200"]
    numbers = survey(
        OrderReader(file(*(GOOD.replace("N1", number) for number in [*exact, *zeros, *zeros[1:] * 2])))
    ).request_numbers
    assert not numbers.is_rounded(zeros[0]), "two of ten, not four of twelve"
