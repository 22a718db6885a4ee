"""Two people are never one account, whatever a spreadsheet has made of their identifiers."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services import import_orders, order_survey
from cmi_tui.services.import_orders import ImportSummary
from tests.services.order_files import GOOD, holder, report, run
from tests.storage.rows import column

ROUNDED = "1000720180100000000"
ACCOUNTS = "SELECT count(*) FROM account"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


@pytest.mark.parametrize("rehearsal", [True, False])
@pytest.mark.parametrize("size", [1, 2, 20_000])
@pytest.mark.parametrize(
    "other", [holder(ROUNDED, birth="1948-03-12"), holder(ROUNDED, name="Lambert")],
)  # fmt: skip
def test_an_identifier_with_two_births_or_two_names_makes_no_account(
    portal: Portal, file: Path, database_url: str, other: str, size: int, rehearsal: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(import_orders, "BATCH_LINES", size)
    one = holder(ROUNDED)
    summary = run(portal, file, one, holder("X2"), other, one, rehearsal=rehearsal)
    assert (summary.created, summary.rejected) == (1, 3)
    assert [line[:10] for line in report(file)] == ["2;rejetée;", "4;rejetée;", "5;rejetée;"]
    assert "deux noms ou deux dates de naissance" in report(file)[0]
    assert column(database_url, ACCOUNTS) == [4 if rehearsal else 5]


@pytest.mark.parametrize("most", [0, 1, 1_000_000])
def test_spellings_of_one_person_are_no_two_people(
    portal: Portal, file: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_survey, "MAX_PEOPLE", most)
    spelled = [
        holder("X1", name=name, birth=birth)
        for name, birth in [
            ("Durand", "1990-05-17"), ('"Durand"', "1990-05-17"), (" DURAND ", "1990-05-17"),
            ("\u00a0Durand", "1990-05-17"), ("Durand", ""),
        ]
    ]  # fmt: skip
    assert run(portal, file, *spelled, "X1;too;few").rejected == 1


def test_a_birth_date_that_is_not_told_again_stays(
    portal: Portal, file: Path, database_url: str
) -> None:
    for lines in ([holder("X1"), holder("X1", birth="")], [holder("X1", birth="")]):
        assert run(portal, file, *lines).rejected == 0
        birth = "SELECT CAST(birth_date AS text) FROM account WHERE login = 'X1'"
        assert column(database_url, birth) == ["1990-05-17"]
    assert run(portal, file, holder("X2", birth="")).created == 1
    assert run(portal, file, holder("X2")).updated == 1


@pytest.mark.parametrize(
    ("before", "later"),
    [
        (holder("X1"), holder("X1", birth="1948-03-12")),
        (holder("X1"), holder("X1", name="Petit", birth="")),
        (holder("X1", birth=""), holder("X1", name="Petit")),
    ],
)
def test_somebody_elses_birth_changes_no_account(
    portal: Portal, file: Path, before: str, later: str, database_url: str
) -> None:
    run(portal, file, before)
    query = "SELECT last_name || coalesce(CAST(birth_date AS text), '-') FROM account WHERE login='X1'"
    known = column(database_url, query)
    for rehearsal in (True, False):
        assert run(portal, file, later, rehearsal=rehearsal) == ImportSummary(lines=1, rejected=1)
        assert "est-ce la même personne" in report(file)[0]
        assert column(database_url, query) == known


def _of(name: str, *, first_name: str = "", company: str = "", birth: str = "") -> str:
    return f"X1;{name};{first_name};{company};{birth};4 allée;33000;BORDEAUX;;;;"


@pytest.mark.parametrize(
    ("before", "later"),
    [
        (_of("Petit", first_name="Luc"), _of("Durand", first_name="Zoé")),
        (_of("Petit", first_name="Luc"), _of("Petit", first_name="Lucie")),
        (_of("Petit"), _of("Petit", first_name="Luc")),
        (_of("", company="Foyer Petit"), _of("Petit", first_name="Luc")),
        (_of("", company="Foyer Petit"), _of("Petit", first_name="Luc", birth="1990-05-17")),
        (_of("Petit", first_name="Luc"), _of("", company="Foyer Petit")),
        (_of("Petit", first_name="Luc"), _of("Petit", first_name="Luc", company="Foyer Petit")),
        (_of("Petit", first_name="Luc", birth="1990-05-17"), _of("", company="Foyer Petit")),
    ],
)
@pytest.mark.parametrize("rehearsal", [True, False])
def test_without_a_birth_in_common_another_name_is_somebody_else(
    portal: Portal, file: Path, before: str, later: str, rehearsal: bool, database_url: str
) -> None:
    run(portal, file, before)
    query = "SELECT last_name || first_name || company_name FROM account WHERE login = 'X1'"
    known = column(database_url, query)
    later = later.removesuffix(";;;") + ";N9;recue;2026-09-07"
    summary = run(portal, file, later, rehearsal=rehearsal)
    assert summary == ImportSummary(lines=1, rejected=1)
    (told,) = report(file)
    assert "est-ce la même personne" in told and "Petit »" in told and "date de naissance" in told
    assert column(database_url, query) == known
    assert column(database_url, "SELECT number FROM card_request WHERE number = 'N9'") == []


@pytest.mark.parametrize(
    ("before", "later"),
    [
        (_of("LEFEVRE", first_name="ZOE"), _of("Lefèvre", first_name="Zoé")),
        (_of("", company="Foyer des Œillets"), _of("", company="FOYER DES OEILLETS")),
    ],
)
def test_another_spelling_of_a_name_without_a_birth_is_taken(
    portal: Portal, file: Path, before: str, later: str
) -> None:
    run(portal, file, before)
    assert run(portal, file, later) == ImportSummary(lines=1, updated=1)
    assert run(portal, file, before, later).rejected == 0


def test_an_organisation_that_changes_its_name_is_taken_and_reported(
    portal: Portal, file: Path, database_url: str
) -> None:
    run(portal, file, _of("", company="Foyer Petit"))
    summary = run(portal, file, _of("", company="Foyer Durand"))
    assert summary == ImportSummary(lines=1, updated=1, noted=1)
    assert report(file) == ["2;importée;la raison sociale a changé : c'était « Foyer Petit »"]
    query = "SELECT company_name FROM account WHERE login = 'X1'"
    assert column(database_url, query) == ["Foyer Durand"]


def test_a_birth_told_first_lets_a_name_change(portal: Portal, file: Path) -> None:
    run(portal, file, _of("Petit"))
    assert run(portal, file, _of("Durand", birth="1990-05-17")).rejected == 1
    for name in ("Petit", "Durand"):
        assert run(portal, file, _of(name, birth="1990-05-17")).rejected == 0


def test_another_name_with_the_same_birth_is_taken_and_reported_once(
    portal: Portal, file: Path, database_url: str
) -> None:
    run(portal, file, GOOD)
    married = GOOD.replace("Durand", "Petit")
    lines = [married, married.replace("recue", "expediee")]
    for rehearsal in (True, False):
        summary = run(portal, file, *lines, rehearsal=rehearsal)
        assert summary == ImportSummary(lines=2, updated=1, steps=1, noted=1)
        (told,) = report(file)
        assert told.startswith("2;importée;le nom a changé") and "« Zoé Durand »" in told
    assert column(database_url, "SELECT last_name FROM account WHERE login='X1'") == ["Petit"]
    assert run(portal, file, *lines) == ImportSummary(lines=2)


@pytest.mark.parametrize("size", [1, 20_000])
def test_two_letter_cases_of_one_identifier_are_told(
    portal: Portal, file: Path, database_url: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_orders, "BATCH_LINES", size)
    summary = run(portal, file, holder("XbC1"), holder("xbc1"))
    assert (summary.created, summary.noted) == (1, 1)
    assert "3;importée;identifiant écrit « XbC1 » ailleurs" in report(file)[0]
    assert column(database_url, "SELECT login FROM account WHERE login_key = 'xbc1'") == ["XbC1"]


@pytest.mark.parametrize("size", [1, 20_000])
def test_a_step_told_again_with_an_older_date_keeps_the_newer_one(
    portal: Portal, file: Path, database_url: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_orders, "BATCH_LINES", size)
    newer, older = GOOD.replace("09-07", "09-20"), GOOD.replace("09-07", "09-01")
    summary = run(portal, file, GOOD, newer, older)
    assert (summary.noted, summary.rejected) == (1, 0)
    (told,) = report(file)
    assert told.startswith("4;importée;") and "(2026-09-20)" in told
    assert run(portal, file, older).steps == 0
    assert column(database_url, "SELECT CAST(day AS text) FROM request_step r JOIN card_request c"
                  " ON c.id = r.request_id WHERE c.number = 'N1'") == ["2026-09-20"]  # fmt: skip
