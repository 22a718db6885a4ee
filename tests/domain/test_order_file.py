"""Lines of an order file: which dates and fields can be told of."""

from datetime import date, timedelta

import pytest

from cmi_tui.domain.order_columns import COLUMNS
from cmi_tui.domain.order_file import OrderLine, is_date, is_login, name_key, parse_order_line
from cmi_tui.domain.order_problems import LineProblem, LineRejected

TODAY = date(2026, 11, 23)
GOOD = {
    "identifiant": "A1", "nom": "Durand", "date_naissance": "1990-05-17", "code_postal": "33000",
    "ville": "BORDEAUX", "numero_demande": "2026-1", "statut": "recue", "date_statut": "2026-09-07",
}  # fmt: skip


def parse(**changes: str) -> OrderLine:
    fields = GOOD | changes
    return parse_order_line(1, [fields.get(column, "") for column in COLUMNS], TODAY)


def problem(**changes: str) -> tuple[LineProblem, str]:
    with pytest.raises(LineRejected) as rejected:
        parse(**changes)
    return rejected.value.problem, rejected.value.detail


def test_a_birth_date_is_of_people_who_may_live() -> None:
    for day in (date(1850, 1, 1), TODAY):
        parse(date_naissance=day.isoformat())
    for day in (date(1849, 12, 31), TODAY + timedelta(days=1), date(990, 5, 17), date(2990, 5, 17)):
        assert problem(date_naissance=day.isoformat()) == (LineProblem.BIRTH_DATE, "")


def test_a_good_line_is_told_as_it_stands() -> None:
    line = parse(email="Zoe@Mail.fr")
    assert (line.number, line.login, line.login_key) == (1, "A1", "a1")
    assert (line.email, line.email_key) == ("Zoe@mail.fr", "zoe@mail.fr")
    assert line.identity == ("", "Durand", "", "1990-05-17", "", "33000", "BORDEAUX")
    assert (line.request_number, line.step, line.day) == ("2026-1", "recue", "2026-09-07")
    assert parse(date_naissance="").birth_date is None
    for number in ("a b", "2026+1"):
        assert problem(numero_demande=number) == (LineProblem.REQUEST_NUMBER, "")
    assert problem(statut="perdue") == (LineProblem.STEP, "")


def test_an_identifier_has_1_to_32_letters_and_digits() -> None:
    for login in ("1", "a" * 32):
        parse(identifiant=login)
        assert is_login(login)
    for login in ("", "a" * 33, "a b", "é", "a-b"):
        assert problem(identifiant=login) == (LineProblem.LOGIN, "")
        assert not is_login(login)
    assert problem(identifiant="1,00072E+18") == (LineProblem.LOGIN_SCIENTIFIC, "")


def test_a_postal_code_has_five_digits() -> None:
    for code in ("330000", "3300A", "٣٣٠٠٠", ""):
        assert problem(code_postal=code) == (LineProblem.POSTAL_CODE, "")
    assert problem(code_postal="1000") == (LineProblem.POSTAL_CODE_SHORT, "")


@pytest.mark.parametrize("column", ["nom", "prenom", "raison_sociale", "adresse", "ville"])
def test_a_field_has_200_characters_at_most(column: str) -> None:
    parse(**{column: "x" * 200})
    whole = dict.fromkeys(("nom", "prenom", "raison_sociale", "adresse", "ville"), "x" * 200)
    assert problem(**whole | {column: "x" * 201}) == (LineProblem.FIELD_TOO_LONG, column)


def test_a_line_is_somebodys_in_a_town() -> None:
    assert problem(nom="") == (LineProblem.NAMELESS, "")
    assert problem(ville="") == (LineProblem.CITY, "")
    parse(nom="", raison_sociale="Foyer")
    with pytest.raises(LineRejected) as rejected:
        parse_order_line(1, ["a"] * 11, TODAY)
    assert (rejected.value.problem, rejected.value.detail) == (LineProblem.FIELD_COUNT, "11")


def test_an_address_that_is_none_is_left_out_and_told() -> None:
    local_part = "a" * 64
    longest = f"{local_part}@{'b' * 63}.{'c' * 63}.{'d' * 58}.fr"
    assert parse(email=longest).email == longest and not parse(email=longest).has_bad_address
    assert parse(email="").email == "" and not parse(email="").has_bad_address
    # A blank more than the longest would still be an address, and is not looked at.
    for address in ("nobody", f"{longest} "):
        line = parse(email=address)
        assert (line.email, line.email_key, line.has_bad_address) == ("", None, True)


@pytest.mark.parametrize("given", ["numero_demande", "statut", "date_statut"])
def test_a_request_is_told_whole_or_not_at_all(given: str) -> None:
    nothing = dict.fromkeys(("numero_demande", "statut", "date_statut"), "")
    line = parse(**nothing)
    assert (line.request_number, line.step, line.day) == (None, None, None)
    with pytest.raises(LineRejected):
        parse(**nothing | {given: GOOD[given]})


def test_dates_are_told_by_their_column() -> None:
    for text in ("17/05/1990", "19900517", "1990-W20-4", "1990-5-17"):
        assert problem(date_naissance=text) == (LineProblem.DATE_FORM, "date_naissance")
        assert problem(date_statut=text) == (LineProblem.DATE_FORM, "date_statut")
        assert not is_date(text)
    assert is_date("1990-05-17")


def test_two_spellings_of_a_name_differ_in_nothing_but_their_letter_case() -> None:
    assert name_key("ZOÉ", "Straße", "") == name_key("zoé", "STRASSE", "")
    assert name_key("Lætitia", "Œuvray", "") == name_key("LAETITIA", "Oeuvray", "")
    assert (
        name_key("Zoé", "Durand", "") != name_key("Zoé Durand", "", "") != name_key("", "", "Zoé Durand")
    )


def test_a_step_is_of_this_century_and_at_most_tomorrows() -> None:
    for day in (date(2000, 1, 1), TODAY + timedelta(days=1)):
        parse(date_statut=day.isoformat())
    assert problem(date_statut="1999-12-31") == (LineProblem.STEP_EARLY, "")
    later = TODAY + timedelta(days=2)
    assert problem(date_statut=later.isoformat()) == (LineProblem.STEP_LATE, "")
