"""The order file (fichier de commande): its columns, and what makes a line of it good."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cmi_tui.domain import email_address
from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import COLUMNS

MAX_LENGTH = 200
"""Characters of a field at most; an address may have email_address.MAX_LENGTH."""
_MAX_LOGIN = 32
_REQUEST_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z/._-]{0,39}")
_STEPS = frozenset(map(str, Step))
_EARLIEST_BIRTH = date(1850, 1, 1)


class LineProblem(StrEnum):
    """Why a line is rejected, or (the two last) imported without its address."""

    NOT_UTF_8 = "not_utf_8"
    TOO_LONG_LINE = "too_long_line"
    QUOTES = "quotes"
    FIELD_COUNT = "field_count"
    FIELD_TOO_LONG = "field_too_long"
    LOGIN = "login"
    NAMELESS = "nameless"
    BIRTH_DATE = "birth_date"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    REQUEST_NUMBER = "request_number"
    STEP = "step"
    STEP_DATE = "step_date"
    NOT_A_HOLDER = "not_a_holder"
    REQUEST_OF_ANOTHER = "request_of_another"
    EMAIL_INVALID = "email_invalid"
    EMAIL_OF_ANOTHER = "email_of_another"


WITHOUT_ADDRESS = frozenset({LineProblem.EMAIL_INVALID, LineProblem.EMAIL_OF_ANOTHER})
"""The problems that cost a line its address only."""


class LineRejected(Exception):
    """A line that cannot be imported, for the reason `problem`."""

    def __init__(self, problem: LineProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class OrderLine(NamedTuple):
    """A good line: one holder, and one step of one card request unless `request_number` is empty.

    Dates are ISO texts, as the file and both databases have them; `birth_date`, `email_key` and the
    three of the request are None where there is none.
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

    @property
    def identity(self) -> tuple[str | None, ...]:
        """From the first name to the city."""
        return self[5:12]


def parse_order_line(number: int, fields: Sequence[str], today: date) -> tuple[OrderLine, bool]:
    """The line `number` of a file, and whether its address was left out as invalid.

    `fields` are clean, without outer spaces. Raises LineRejected.
    """
    if len(fields) != len(COLUMNS):
        raise LineRejected(LineProblem.FIELD_COUNT)
    (
        login, last_name, first_name, company_name, birth_date, street, postal_code, city, email,
        request_number, step, day,
    ) = fields  # fmt: skip
    if not (login.isalnum() and login.isascii() and len(login) <= _MAX_LOGIN):
        raise LineRejected(LineProblem.LOGIN)
    if not (last_name or company_name):
        raise LineRejected(LineProblem.NAMELESS)
    if birth_date:
        born = _iso_date(birth_date)
        if born is None or not _EARLIEST_BIRTH <= born <= today:
            raise LineRejected(LineProblem.BIRTH_DATE)
    if not (len(postal_code) == 5 and postal_code.isdigit() and postal_code.isascii()):
        raise LineRejected(LineProblem.POSTAL_CODE)
    if not city:
        raise LineRejected(LineProblem.CITY)
    if max(map(len, (last_name, first_name, company_name, street, city))) > MAX_LENGTH:
        raise LineRejected(LineProblem.FIELD_TOO_LONG)
    if request_number or step or day:
        _check_step(request_number, step, day)
    address = parse_email(email) if email and len(email) <= email_address.MAX_LENGTH else None
    line = OrderLine(
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
    )
    return line, bool(email and not address)


def _check_step(request_number: str, step: str, day: str) -> None:
    if not _REQUEST_NUMBER.fullmatch(request_number):
        raise LineRejected(LineProblem.REQUEST_NUMBER)
    if step not in _STEPS:
        raise LineRejected(LineProblem.STEP)
    if _iso_date(day) is None:
        raise LineRejected(LineProblem.STEP_DATE)


@lru_cache(maxsize=50_000)
def _iso_date(text: str) -> date | None:
    # `fromisoformat` also takes 20261101 and week dates, which sort and compare otherwise.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
