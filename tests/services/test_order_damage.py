"""What spreadsheets and wrong encodings have put into fields is not taken for data."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from tests.services.order_files import GOOD, report, run
from tests.storage.rows import column


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


@pytest.mark.parametrize(
    ("was", "name"),
    [("Durand", "nom"), ("Zoé", "prenom"), ("4 allée", "adresse"), ("BORDEAUX", "ville"),
     ("zoe@mail.fr", "email"), ("N1", "numero_demande"), ("X1", "identifiant"),
     ("1990-05-17", "date_naissance")],
)  # fmt: skip
def test_an_error_of_a_spreadsheet_is_no_value_of_any_column(
    portal: Portal, file: Path, was: str, name: str
) -> None:
    errors = [
        "#N/A", "#n/a", "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#DIV/0!", "#NUL!",
        "#NOMBRE!", "#PROPAGATION!", "#EPARS!", "#####", "Err:502", "err : 502",
    ]  # fmt: skip
    assert run(portal, file, *(GOOD.replace(was, error) for error in errors)).rejected == len(errors)
    assert all(f"la colonne {name} (" in told and "erreur du tableur" in told for told in report(file))


@pytest.mark.parametrize(
    ("was", "now", "name"),
    [
        ("Durand", "Lef?vre", "nom"), ("Durand", "?????", "nom"), ("Durand", "Andr?", "nom"),
        ("Zoé", "Zo?", "prenom"), ("Zoé", "?lodie", "prenom"), ("BORDEAUX", "N?MES", "ville"),
        ("4 allée", "4 all?e", "adresse"), (";;1990", ";Caf? de la Gare;1990", "raison_sociale"),
        (";;1990", ";Foyer de l'Amiti?;1990", "raison_sociale"),
        (";;1990", ";??;1990", "raison_sociale"),
    ],
)  # fmt: skip
def test_letters_that_became_question_marks_are_told_with_how_to_save(
    portal: Portal, file: Path, was: str, now: str, name: str
) -> None:
    assert run(portal, file, GOOD.replace(was, now)).rejected == 1
    (told,) = report(file)
    assert f"« ? » dans la colonne {name} " in told and "CSV UTF-8" in told


@pytest.mark.parametrize(
    "made",
    ["sept-26", "sept.-26", "05-sept", "5-sept-26", "août-26", "Sep-26", "05-Sep-2026", "2026-09-05",
     "05/09/2026", "5/9/26", "05.09.2026", "2026-09-05 00:00:00"],
)  # fmt: skip
def test_a_request_number_that_became_a_date_is_told(portal: Portal, file: Path, made: str) -> None:
    assert run(portal, file, GOOD.replace("N1", made)).rejected == 1
    assert f"« {made} »" in report(file)[0] and "format Texte" in report(file)[0]


def test_a_request_number_that_lost_its_digits_is_told(portal: Portal, file: Path) -> None:
    assert run(portal, file, GOOD.replace("N1", "2,026E+17")).rejected == 1
    assert "2,026E+17" in report(file)[0]


@pytest.mark.parametrize("name", ["LefËvre", "ZoÈ", "AndrÚ", "LefŠvre"])
def test_an_accented_capital_within_a_word_is_told_once_and_taken(
    portal: Portal, file: Path, name: str, database_url: str
) -> None:
    line = GOOD.replace("Durand", name)
    other = line.replace("X1", "X2").replace("N1", "N2").replace("zoe@", "lea@")
    summary = run(portal, file, line, line.replace("recue", "expediee"), other)
    assert (summary.created, summary.noted, summary.rejected) == (2, 2, 0)
    assert "majuscule accentuée" in report(file)[0] and "colonne nom " in report(file)[0]
    assert column(database_url, "SELECT last_name FROM account WHERE login = 'X1'") == [name]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (";;1990", ";Et si on parlait ?;1990"), ("4 allée", "Appartement #4"), ("4 allée", "#12"),
        (";;1990", ";#Ensemble;1990"), (";;1990", ";#PHOENIX;1990"),
        (";;1990", ";Entraide : Bordeaux;1990"), ("Durand", "LEFÈVRE"), ("Durand", "d'Éon-Óscar"),
        ("Durand", "Err"), ("N1", "2026-0003000"), ("N1", "26/0905-12"), ("N1", "marsouin-26"),
        ("N1", "2026-13-05"), ("N1", "2E17"),
    ],
)  # fmt: skip
def test_what_only_looks_like_damage_is_taken_without_a_word(
    portal: Portal, file: Path, was: str, now: str
) -> None:
    assert run(portal, file, GOOD.replace(was, now)).created == 1 and report(file) == []
