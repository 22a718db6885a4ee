"""Activation codes, however they are typed or copied."""

import re
import sys
import unicodedata

import pytest

from cmi_tui.domain.activation import code_in, new_code
from cmi_tui.domain.portal_forms import PASSWORD, SIGN_IN

CODE = "K7MQ2XWDP4RT"
GROUPS = ("K7MQ", "2XWD", "P4RT")
SEPARATORS = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in ("Pd", "Zs", "Zl", "Zp", "Cf")
]


def test_dashes_and_blanks_of_any_kind_count_for_nothing() -> None:
    assert len(SEPARATORS) > 150
    for separator in [*SEPARATORS, "\t", "\u2212", "\ufe0f", "\u2800", " \u2013 ", "--"]:
        assert code_in(separator.join(GROUPS)) == CODE, ascii(separator)
        assert code_in(separator + CODE + separator) == CODE, ascii(separator)


@pytest.mark.parametrize(
    "text",
    ["K7MQ-2XWD-P4RT.", "k7mq 2xwd p4rt . ", "K7MQ-2XWD-P4RT\uff0e", "Ｋ７ＭＱ－２ＸＷＤ－Ｐ４ＲＴ"],
)
def test_a_final_full_stop_and_wide_letters_are_read_as_what_they_are(text: str) -> None:
    assert code_in(text) == CODE


def test_a_new_code_is_three_groups_of_letters_that_nobody_confuses() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", code)
        assert code_in(code) == code.replace("-", "")
    assert set("".join(codes)) == {*"-0123456789ABCDEFGHJKMNPQRSTVWXYZ"}


def test_letters_that_are_read_as_digits_are_those_digits() -> None:
    assert code_in("iIlL-oO00-1111") == "111100001111"


@pytest.mark.parametrize(
    "text",
    [
        "K7MQ.2XWD.P4RT",
        "K7MQ-2XWD-P4RT..",
        ".K7MQ-2XWD-P4RT",
        "K7MQ-2XWD-P4R",
        "K7MQ/2XWD/P4RT",
        "É" * 12,
    ],
)
def test_other_signs_make_no_code(text: str) -> None:
    assert code_in(text) is None


@pytest.mark.parametrize("separator", ["\u2009", "\u200b", "\u00ad", "\u3000", "\u2060", "\ufeff"])
def test_the_sign_in_takes_a_code_whatever_was_copied_with_it(separator: str) -> None:
    values = {"login": "1000720180100001000", "password": separator.join(GROUPS) + separator}
    assert SIGN_IN.judge(values) == {}
    assert SIGN_IN.judge(values | {"password": f"secret{separator}"}) != {}
    assert PASSWORD.field("new").limit_problem(values["password"]) is not None
