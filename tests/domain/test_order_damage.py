"""What spreadsheets leave in fields: told by the column and by what was found, cut to be readable."""

import pytest

from cmi_tui.domain.order_damage import check_request_number
from cmi_tui.domain.order_problems import LineProblem, LineRejected
from tests.domain.test_order_file import parse, problem


def test_of_what_was_found_forty_characters_are_told() -> None:
    told = f"adresse (« {'#' * 40} »)"
    assert problem(adresse="#" * 41) == (LineProblem.SPREADSHEET_ERROR, told)
    with pytest.raises(LineRejected) as rejected:
        check_request_number(f"2026-09-05 {'0' * 40}")
    assert rejected.value.detail == f"2026-09-05 {'0' * 29}"


def test_a_capital_within_a_word_is_told_of_names_streets_and_towns_alone() -> None:
    assert parse(ville="BÈgles").doubtful_column == ""
    assert parse(ville="bÈgles").doubtful_column == "ville"
    assert parse(prenom="ZoÉ", ville="bÈgles").doubtful_column == "prenom"
    assert parse(email="zoÉ@mail.fr").doubtful_column == ""
