"""The answers of the quality form: card numbers as the guide allows, a reason, details."""

import pytest

from cmi_tui.domain.errors import Code
from cmi_tui.domain.portal_forms import EXPORT
from cmi_tui.domain.quality_form import Answers, Reason, answers

BLANK = {"path": "/x.pdf", "card_1": "", "card_2": "", "reason": "", "details": ""}


def test_nothing_is_demanded_but_the_path() -> None:
    assert EXPORT.judge(BLANK) == {}
    assert EXPORT.judge(BLANK | {"path": ""}) == {"path": Code.PATH_MISSING}
    assert [field.name for field in EXPORT.fields if field.required] == ["path"]


@pytest.mark.parametrize("number", ["1", "1234 5678\u00a09012", " 12 ", "ab 12 cd", "1" * 40])
def test_a_card_number_may_have_spaces_and_letters(number: str) -> None:
    assert EXPORT.judge(BLANK | {"card_1": number}) == {}


@pytest.mark.parametrize("number", ["-", "abc", "12-34", "é1", "１２", "n° 12", "12\u0301"])
def test_what_is_no_number_is_refused_beside_its_field(number: str) -> None:
    for name in ("card_1", "card_2"):
        assert EXPORT.judge(BLANK | {name: number}) == {name: Code.CARD_NUMBER_INVALID}


def test_two_cards_have_two_numbers() -> None:
    for one, other in (("ab 12", "AB12"), ("ab12", "AB 1 2"), ("12", "12")):
        values = BLANK | {"card_1": one, "card_2": other}
        assert EXPORT.judge(values) == {"card_2": Code.CARD_NUMBERS_SAME}
    assert EXPORT.judge(BLANK | {"card_1": "12", "card_2": "1 3"}) == {}
    assert EXPORT.judge(BLANK | {"card_2": "12"}) == {}


def test_a_reason_is_one_of_the_boxes_or_none() -> None:
    for reason in ("", *Reason):
        assert EXPORT.judge(BLANK | {"reason": reason}) == {}
    assert EXPORT.judge(BLANK | {"reason": "x"}) == {"reason": Code.CHOICE_UNKNOWN}


def test_answers_are_tidied() -> None:
    values = BLANK | {"card_1": " ab  12\u00a034 ", "reason": "photo", "details": " e\u0301 "}
    assert answers(values) == Answers(("AB 12 34", ""), Reason.PHOTO, "é")
    assert answers(BLANK) == Answers()


def test_details_stand_beside_the_reason_or_with_another_defect() -> None:
    assert Answers(reason=Reason.DATA, details="x").details_of(Reason.DATA) == "x"
    assert Answers(reason=Reason.DATA, details="x").details_of(Reason.OTHER) == ""
    assert Answers(details="x").details_of(Reason.OTHER) == "x"
