"""The first reading of an order file: under which identifiers it has several people."""

from io import BytesIO

import pytest

from cmi_tui.domain.order_columns import HEADER
from cmi_tui.services import order_survey
from cmi_tui.services.order_reader import OrderReader
from cmi_tui.services.order_survey import survey
from tests.services.order_files import holder


def of_several(*lines: str) -> frozenset[str]:
    return survey(OrderReader(BytesIO("\n".join((HEADER, *lines)).encode()))).of_several


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
