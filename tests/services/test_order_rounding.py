"""Numbers that a spreadsheet has rounded are no identifiers, whatever stands beside them."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services.order_rounding import Rounding, ends_in_zeros
from tests.services.order_files import GOOD, holder, report, run

ROUNDED = [f"10007201801{number:04}0000" for number in (1, 2, 3)]
EXACT = [f"100072018010{number:03}1000" for number in range(1, 5)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


@pytest.mark.parametrize("exact", [0, 1, 4])
def test_rounded_identifiers_are_rejected_beside_exact_ones(
    portal: Portal, file: Path, exact: int
) -> None:
    lines = [holder(login) for login in ("X1", *ROUNDED, *EXACT[:exact])]
    summary = run(portal, file, *lines)
    assert (summary.created, summary.rejected) == (1 + exact, 3)
    assert all("identifiant arrondi" in told for told in report(file))


@pytest.mark.parametrize("exact", [0, 1])
def test_one_alone_may_be_what_it_says_and_is_told(portal: Portal, file: Path, exact: int) -> None:
    summary = run(portal, file, *(holder(login) for login in [ROUNDED[0], *EXACT[:exact]]))
    assert (summary.created, summary.noted, summary.rejected) == (1 + exact, 1, 0)
    assert report(file)[0].startswith("2;importée;identifiant finit par des zéros")
    somebody_else = holder(ROUNDED[0], birth="1948-03-12")
    assert run(portal, file, somebody_else).rejected == 1 and len(report(file)) == 1
    assert run(portal, file, holder(ROUNDED[0], "mail0455@mail.fr")).without_address == 1
    assert len(report(file)) == 2


@pytest.mark.parametrize("name", ["Durand", '"Durand"', '"Du;rand"'])
def test_rounded_request_numbers_are_rejected(portal: Portal, file: Path, name: str) -> None:
    numbers = ["202600030001230000", "202600030001240000", "202600030001240017"]
    lines = [
        GOOD.replace("N1", number).replace("X1", f"X{i}").replace("Durand", name)
        for i, number in enumerate(numbers)
    ]
    assert run(portal, file, *lines).rejected == 2
    assert [told[:11] for told in report(file) if "arrondi :" in told] == ["2;rejetée;n", "3;rejetée;n"]
    assert run(portal, file, lines[0]).rejected == 0 and "numero_demande finit" in report(file)[0]


def test_chance_makes_some_zeros() -> None:
    for length, count in [(16, 100), (17, 1_000), (18, 10_000), (19, 100_000)]:
        rounding = Rounding()
        numbers = [str(10 ** (length - 1) + number) for number in range(7, 7 + count)]
        for number in numbers:
            rounding.look(number)
        assert not any(rounding.is_rounded(n) or rounding.is_doubtful(n) for n in numbers)


def rounding_of(*values: str) -> Rounding:
    rounding = Rounding()
    for value in values:
        rounding.look(value)
    return rounding


def test_twenty_times_as_many_zeros_as_chance_makes_are_still_chance() -> None:
    exact = [f"100072018010{number:05}" for number in range(1, 9)]
    zeros = [f"10007201801000{number}00" for number in range(1, 4)]
    assert not rounding_of(*exact, *zeros[:2]).is_rounded(zeros[0])
    assert rounding_of(*exact[:7], *zeros).is_rounded(zeros[0])


def test_what_is_no_number_is_not_counted_among_them() -> None:
    rounded = ["1000720180100010", "1000720180100020"]
    assert rounding_of(*rounded, "A000720180100011").is_rounded(rounded[0])
    assert ends_in_zeros(rounded[0]) and not ends_in_zeros(rounded[0][:15])
