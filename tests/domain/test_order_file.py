"""Lines of an order file: which dates and fields can be told of."""

from datetime import date, timedelta

import pytest

from cmi_tui.domain.order_columns import COLUMNS
from cmi_tui.domain.order_file import parse_order_line
from cmi_tui.domain.order_problems import LineProblem, LineRejected

TODAY = date(2026, 11, 23)
GOOD = {
    "identifiant": "A1", "nom": "Durand", "date_naissance": "1990-05-17", "code_postal": "33000",
    "ville": "BORDEAUX", "numero_demande": "2026-1", "statut": "recue", "date_statut": "2026-09-07",
}  # fmt: skip


def parse(**changes: str) -> None:
    fields = GOOD | changes
    parse_order_line(1, [fields.get(column, "") for column in COLUMNS], TODAY)


def problem(**changes: str) -> tuple[LineProblem, str]:
    with pytest.raises(LineRejected) as rejected:
        parse(**changes)
    return rejected.value.problem, rejected.value.detail


def test_a_birth_date_is_of_people_who_may_live() -> None:
    for day in (date(1850, 1, 1), TODAY):
        parse(date_naissance=day.isoformat())
    for day in (date(1849, 12, 31), TODAY + timedelta(days=1), date(990, 5, 17), date(2990, 5, 17)):
        assert problem(date_naissance=day.isoformat()) == (LineProblem.BIRTH_DATE, "")


def test_a_step_is_of_this_century_and_at_most_tomorrows() -> None:
    for day in (date(2000, 1, 1), TODAY + timedelta(days=1)):
        parse(date_statut=day.isoformat())
    assert problem(date_statut="1999-12-31") == (LineProblem.STEP_EARLY, "")
    later = TODAY + timedelta(days=2)
    assert problem(date_statut=later.isoformat()) == (LineProblem.STEP_LATE, "")
