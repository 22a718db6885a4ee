"""Addresses that a file moves between holders: each has what the file says, and what is told is true."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmi_tui.composition import Portal
from cmi_tui.services import import_orders
from tests.services.order_files import addresses, holder, report, run
from tests.storage.rows import execute


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


@pytest.fixture(params=[1, 2, 20_000])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Lines a batch."""
    monkeypatch.setattr(import_orders, "BATCH_LINES", request.param)
    return int(request.param)


def lines(**wanted: str) -> list[str]:
    return [holder(login, f"{address}@mail.fr") for login, address in wanted.items()]


def having(url: str) -> dict[str, str]:
    return {login: address.partition("@")[0] for login, address in addresses(url).items()}


@pytest.mark.parametrize(
    "wanted",
    [
        {"X1": "b", "X2": "a", "X3": "c"},  # swapped
        {"X1": "b", "X2": "c", "X3": "a"},  # in a circle
        {"X1": "b", "X2": "c", "X3": "new"},  # given up for another
        {"X3": "new", "X2": "c", "X1": "b"},
        {"X9": "a", "X1": "new"},  # to somebody new
    ],
)
def test_addresses_pass_from_holder_to_holder_in_one_file(
    portal: Portal, file: Path, database_url: str, wanted: dict[str, str], size: int
) -> None:
    start = {"X1": "a", "X2": "b", "X3": "c"}
    run(portal, file, *lines(**start))
    rehearsed = run(portal, file, *lines(**wanted), rehearsal=True)
    assert having(database_url) == start
    summary = run(portal, file, *lines(**wanted))
    assert summary == rehearsed
    assert (summary.rejected, summary.without_address, summary.address_kept, report(file)) == (
        0,
        0,
        0,
        [],
    )
    assert having(database_url) == start | wanted
    assert summary.created + summary.updated == sum(start.get(key) != wanted[key] for key in wanted)
    again = run(portal, file)
    assert again.updated == 0 and report(file) == []


def test_who_cannot_have_an_address_keeps_the_old_one_and_is_told_so(
    portal: Portal, file: Path, database_url: str, size: int
) -> None:
    run(portal, file, *lines(X1="a", X2="b"))
    summary = run(portal, file, *lines(X1="b", X9="b"))
    assert (summary.address_kept, summary.without_address) == (1, 1)
    assert report(file)[0] == "2;importée, l'adresse email d'avant reste;email d'un autre titulaire"
    assert report(file)[1] == "3;importée sans adresse email;email d'un autre titulaire"
    assert having(database_url) == {"X1": "a", "X2": "b", "X9": ""}


def test_an_address_that_is_none_leaves_the_old_one_and_is_told_so(
    portal: Portal, file: Path, database_url: str, size: int
) -> None:
    run(portal, file, *lines(X1="a"))
    assert run(portal, file, holder("X1", "none")).address_kept == 1
    assert report(file)[0].startswith("2;importée, l'adresse email d'avant reste;")
    assert having(database_url) == {"X1": "a"}
    run(portal, file, holder("X2", "b@mail.fr"), holder("X2", ""))
    assert having(database_url)["X2"] == "b", "no address says nothing"


def test_the_last_address_of_a_holder_counts_and_frees_the_earlier_one(
    portal: Portal, file: Path, database_url: str, size: int
) -> None:
    run(portal, file, *lines(X1="a"), *lines(X2="a"), *lines(X1="b"))
    assert having(database_url) == {"X1": "b", "X2": "a"} and report(file) == []
    run(portal, file, *lines(X2="b"), *lines(X2="c"))
    assert having(database_url) == {"X1": "b", "X2": "c"} and report(file) == []


def test_who_asks_first_has_it(portal: Portal, file: Path, database_url: str, size: int) -> None:
    run(portal, file, *lines(X1="a"))
    run(portal, file, *lines(X8="a"), *lines(X1="b"), *lines(X9="a"))
    assert having(database_url) == {"X1": "b", "X8": "a", "X9": ""}
    assert [line[:2] for line in report(file)] == ["4;"]


def test_an_address_that_its_holder_has_chosen_is_neither_moved_nor_asked_for(
    portal: Portal, file: Path, database_url: str, size: int
) -> None:
    run(portal, file, *lines(X1="a", X2="b"))
    execute(database_url, "UPDATE account SET email_by_holder = true WHERE login = 'X1'")
    summary = run(portal, file, *lines(X1="b", X2="a"))
    assert having(database_url) == {"X1": "a", "X2": "b"}
    assert (summary.address_kept, [line[:2] for line in report(file)]) == (1, ["3;"])
    assert run(portal, file, *lines(X1="new", X9="new")).created == 1
    assert having(database_url)["X9"] == "new"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from("123456"), st.sampled_from("abcdefgh")), min_size=1, max_size=9),
    st.sampled_from([1, 2, 20_000]),
)
def test_whatever_a_file_asks_for_nobody_loses_an_address_and_what_is_told_is_true(
    portal: Portal, file: Path, database_url: str, asked: list[tuple[str, str]], batch_lines: int
) -> None:
    had = having(database_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_orders, "BATCH_LINES", batch_lines)
        run(portal, file, *(holder(f"X{login}", f"{address}@mail.fr") for login, address in asked))
    have = having(database_url)
    assert all(have[login] for login, address in had.items() if address)
    told = {int(line.partition(";")[0]) - 2: line for line in report(file)}
    for login, index in {login: index for index, (login, _address) in enumerate(asked)}.items():
        assert (have[f"X{login}"] == asked[index][1]) is (index not in told)
    for index, line in told.items():
        assert ("sans adresse" in line) is (have[f"X{asked[index][0]}"] == "")
