"""The order file (fichier de commande): its columns, and what makes a line of it good."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cmi_tui.domain import email_address
from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import COLUMNS
from cmi_tui.domain.order_damage import (
    check_damage,
    check_request_number,
    column_with_capital_within,
)
from cmi_tui.domain.order_problems import LineProblem, LineRejected

MAX_LENGTH = 200
"""Characters of a field at most; an address may have email_address.MAX_LENGTH."""
_MAX_LOGIN = 32
_REQUEST_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z/._-]{0,39}")
_STEPS = frozenset(map(str, Step))
_EARLIEST_BIRTH = date(1850, 1, 1)
_EARLIEST_STEP = date(2000, 1, 1)
"""Before any card request that the portal may be told of: a year typed wrong."""
_LATEST_STEP = timedelta(days=1)
"""From today in UTC: somewhere it is tomorrow already."""
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_LOST_ZERO = re.compile(r"[0-9]{4}")


class OrderLine(NamedTuple):
    """A good line: one holder, and one step of one card request unless `request_number` is empty.

    Dates are ISO texts, as the file and both databases have them; `birth_date`, `email_key` and the
    three of the request are None where there is none. An empty birth date, or address, says nothing.
    """

    number: int
    login: str
    login_key: str
    email: str
    email_key: str | None
    first_name: str
    last_name: str
    company_name: str
    birth_date: str | None
    street: str
    postal_code: str
    city: str
    request_number: str | None
    step: str | None
    day: str | None
    has_bad_address: bool
    """Whether an address was left out because it is none."""
    doubtful_column: str
    """A column in which a conversion may have changed letters; empty for none."""

    @property
    def identity(self) -> tuple[str | None, ...]:
        """From the first name to the city."""
        return self[5:12]


def name_key(first_name: str, last_name: str, company_name: str) -> str:
    """What two spellings of one name have in common: all but the letter case and the accents."""
    name = "\0".join((first_name, last_name, company_name)).casefold()
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("æ", "ae"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def parse_order_line(number: int, fields: Sequence[str], today: date) -> OrderLine:
    """The line `number` of a file.

    `fields` are clean, without outer spaces. Raises LineRejected.
    """
    if len(fields) != len(COLUMNS):
        raise LineRejected(LineProblem.FIELD_COUNT, str(len(fields)))
    (
        login, last_name, first_name, company_name, birth_date, street, postal_code, city, email,
        request_number, step, day,
    ) = fields  # fmt: skip
    check_damage(fields)
    if not (login.isalnum() and login.isascii() and len(login) <= _MAX_LOGIN):
        is_scientific = _SCIENTIFIC.fullmatch(login)
        raise LineRejected(LineProblem.LOGIN_SCIENTIFIC if is_scientific else LineProblem.LOGIN)
    if not (last_name or company_name):
        raise LineRejected(LineProblem.NAMELESS)
    if birth_date:
        born = _iso_date(birth_date)
        if born is None:
            raise LineRejected(LineProblem.DATE_FORM, "date_naissance")
        if not _EARLIEST_BIRTH <= born <= today:
            raise LineRejected(LineProblem.BIRTH_DATE)
    if not (len(postal_code) == 5 and postal_code.isdigit() and postal_code.isascii()):
        lost_zero = _LOST_ZERO.fullmatch(postal_code)
        raise LineRejected(LineProblem.POSTAL_CODE_SHORT if lost_zero else LineProblem.POSTAL_CODE)
    if not city:
        raise LineRejected(LineProblem.CITY)
    if max(map(len, (last_name, first_name, company_name, street, city))) > MAX_LENGTH:
        column = next(COLUMNS[i] for i in (1, 2, 3, 5, 7) if len(fields[i]) > MAX_LENGTH)
        raise LineRejected(LineProblem.FIELD_TOO_LONG, column)
    if request_number or step or day:
        _check_step(request_number, step, day, today)
    address = parse_email(email) if email and len(email) <= email_address.MAX_LENGTH else None
    return OrderLine(
        number,
        login,
        login.lower(),
        address.shown if address else "",
        address.key if address else None,
        first_name,
        last_name,
        company_name,
        birth_date or None,
        street,
        postal_code,
        city,
        request_number or None,
        step or None,
        day or None,
        bool(email and not address),
        column_with_capital_within(fields),
    )


def is_login(text: str) -> bool:
    """Whether the text can be an identifier."""
    return text.isalnum() and text.isascii() and len(text) <= _MAX_LOGIN


def is_date(text: str) -> bool:
    """Whether the text is a date as order files have them."""
    return _iso_date(text) is not None


def _check_step(request_number: str, step: str, day: str, today: date) -> None:
    check_request_number(request_number)
    if not _REQUEST_NUMBER.fullmatch(request_number):
        raise LineRejected(LineProblem.REQUEST_NUMBER)
    if step not in _STEPS:
        raise LineRejected(LineProblem.STEP)
    at = _iso_date(day)
    if at is None:
        raise LineRejected(LineProblem.DATE_FORM, "date_statut")
    if at < _EARLIEST_STEP:
        raise LineRejected(LineProblem.STEP_EARLY)
    if at > today and at - today > _LATEST_STEP:
        raise LineRejected(LineProblem.STEP_LATE)


@lru_cache(maxsize=50_000)
def _iso_date(text: str) -> date | None:
    # `fromisoformat` also takes 20261101 and week dates, which sort and compare otherwise.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
