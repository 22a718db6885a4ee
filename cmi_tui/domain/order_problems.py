"""What an import has to say of a line of an order file."""

from enum import StrEnum
from typing import NamedTuple


class LineProblem(StrEnum):
    """What is wrong with a line, or worth telling of it."""

    NOT_UTF_8 = "not_utf_8"
    TOO_LONG_LINE = "too_long_line"
    LINE_BREAK = "line_break"
    QUOTES = "quotes"
    FIELD_COUNT = "field_count"
    CHARACTER = "character"
    GARBLED = "garbled"
    SPREADSHEET_ERROR = "spreadsheet_error"
    LOST_LETTERS = "lost_letters"
    FIELD_TOO_LONG = "field_too_long"
    LOGIN = "login"
    LOGIN_SCIENTIFIC = "login_scientific"
    LOGIN_ROUNDED = "login_rounded"
    REQUEST_NUMBER_ROUNDED = "request_number_rounded"
    MAYBE_ROUNDED = "maybe_rounded"
    TWO_PEOPLE = "two_people"
    NAMELESS = "nameless"
    DATE_FORM = "date_form"
    BIRTH_DATE = "birth_date"
    BIRTH_DATE_OF_ANOTHER = "birth_date_of_another"
    NAME_OF_ANOTHER = "name_of_another"
    POSTAL_CODE = "postal_code"
    POSTAL_CODE_SHORT = "postal_code_short"
    CITY = "city"
    REQUEST_NUMBER = "request_number"
    REQUEST_NUMBER_DATE = "request_number_date"
    REQUEST_NUMBER_SCIENTIFIC = "request_number_scientific"
    STEP = "step"
    STEP_EARLY = "step_early"
    STEP_LATE = "step_late"
    NOT_A_HOLDER = "not_a_holder"
    REQUEST_OF_ANOTHER = "request_of_another"
    EMAIL_INVALID = "email_invalid"
    EMAIL_OF_ANOTHER = "email_of_another"
    RENAMED = "renamed"
    COMPANY_RENAMED = "company_renamed"
    CAPITAL_WITHIN = "capital_within"
    SPELLING = "spelling"
    STEP_OLDER = "step_older"


class Outcome(StrEnum):
    """What becomes of a line that is told of."""

    REJECTED = "rejected"
    WITHOUT_ADDRESS = "without_address"
    """Imported; its address is not taken, and the holder has none."""
    ADDRESS_KEPT = "address_kept"
    """Imported; its address is not taken, and the holder keeps the one there was."""
    IMPORTED = "imported"


class Finding(NamedTuple):
    """What is told of the line `number`; `detail` completes the sentence of some problems."""

    number: int
    problem: LineProblem
    outcome: Outcome = Outcome.REJECTED
    detail: str = ""


class LineRejected(Exception):
    """A line that cannot be imported, for the reason `problem`; `detail` is as in Finding."""

    def __init__(self, problem: LineProblem, detail: str = "") -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.detail = detail
