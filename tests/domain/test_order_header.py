"""The first line of an order file: what is wrong with it, in parts that a sentence can tell."""

import pytest

from cmi_tui.domain.order_columns import COLUMNS, HEADER
from cmi_tui.domain.order_header import BOM, HeaderProblem, HeaderRefused, check_header


def refusal(raw: bytes) -> HeaderRefused:
    with pytest.raises(HeaderRefused) as refused:
        check_header(raw)
    return refused.value


@pytest.mark.parametrize(
    ("header", "width"),
    [
        (HEADER, 12), (HEADER.upper(), 12), (f"{HEADER};;", 14), (f"{HEADER}\r\n", 12),
        (HEADER.replace("nom", '" nom "', 1), 12),
    ],
)  # fmt: skip
def test_letter_case_blanks_and_empty_columns_do_not_matter(header: str, width: int) -> None:
    assert check_header(header.encode()) == check_header(BOM + header.encode()) == width


@pytest.mark.parametrize(
    ("raw", "problem", "detail"),
    [
        (b"PK\x03\x04", HeaderProblem.WORKBOOK, ""), (b"\xff\xfei\0", HeaderProblem.UTF_16, ""),
        (b"i\0d\0", HeaderProblem.UTF_16, ""), (b"a\rb\n", HeaderProblem.OLD_MAC, ""),
        (b"pr\xe9nom", HeaderProblem.NOT_UTF_8, "Windows-1252"), (b"\n", HeaderProblem.EMPTY, ""),
        (b' ;"";\r\n', HeaderProblem.EMPTY, ""),
        (HEADER.replace(";", ",").encode(), HeaderProblem.SEPARATOR, ","),
        (HEADER.replace(";", "\t").encode(), HeaderProblem.SEPARATOR, "\t"),
        (HEADER.replace(";", "|").encode(), HeaderProblem.SEPARATOR, "|"),
        (f"{HEADER};nom;ville".encode(), HeaderProblem.REPEATED, "nom, ville"),
        (";".join(COLUMNS[::-1]).encode(), HeaderProblem.ORDER, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(raw: bytes, problem: HeaderProblem, detail: str) -> None:
    refused = refusal(raw)
    assert (refused.problem, refused.detail) == (problem, detail)
    assert (refused.missing, refused.unknown) == ((), ())
    is_shown = problem in (HeaderProblem.SEPARATOR, HeaderProblem.REPEATED, HeaderProblem.ORDER)
    assert refused.found == (raw.decode().replace("\t", "^I") if is_shown else "")


def test_columns_that_lack_or_are_too_many_are_named_and_what_was_found_is_cut() -> None:
    refused = refusal(HEADER.replace("email", "x" * 41).encode())
    assert (refused.problem, refused.missing) == (HeaderProblem.COLUMNS, ("email",))
    assert refused.unknown == ("x" * 40 + "…",)
    assert len(refused.found) <= 161
    assert refusal(b"x" * 160).found == "x" * 160 and refusal(b"y" * 40).unknown == ("y" * 40,)
    assert refusal(b"x" * 161).found == "x" * 160 + "…"
    assert refusal(HEADER.replace("email;", "").encode()).missing == ("email",)
    assert refusal(f"{HEADER};plus".encode()).unknown == ("plus",)
