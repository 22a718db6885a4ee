"""What spreadsheets and wrong encodings put into an order file in place of what was there."""

import re
from collections.abc import Sequence

from cmi_tui.domain.order_columns import COLUMNS
from cmi_tui.domain.order_problems import LineProblem, LineRejected

_LAST_NAME, _FIRST_NAME, _COMPANY, _STREET, _CITY = 1, 2, 3, 5, 7
# Excel's and LibreOffice's errors in French and English, and what a column too narrow shows.
_ERROR = re.compile(r"#(?:N/[AD]|[^\W\d]+(?:/0|_[^\W\d]+)*[!?]?|#+)|Err ?: ?[0-9]{3}", re.IGNORECASE)
_ERRORS_WITHOUT_MARK = frozenset({"#n/a", "#n/d", "#fmt", "#getting_data", "#obtention_donnees"})
_QUESTION = re.compile(r"[^\W\d]\?|\?[^\W\d]|^[?\s]+$")
"""A question mark that touches a letter, or nothing else: a true one follows a blank in French."""
_CAPITAL_WITHIN = re.compile("[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ]")
_MONTH = "janv?|f[ée]vr?|feb|mars?|avr|apr|mai|may|juin|jun|juil|jul|ao[uû]t|aug|sept?|oct|nov|d[ée]c"
_DATE = re.compile(
    r"(?:[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|1[0-2])\1[0-9]{4}"
    r"|(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{2}"
    rf"|(?:[0-9]{{1,2}}[ .-])?(?:{_MONTH})\.?[ .-](?:[0-9]{{2}}|[0-9]{{4}})"
    rf"|[0-9]{{1,2}}[ .-](?:{_MONTH})\.?)(?:[ T][0-9:]+)?",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)


def check_damage(fields: Sequence[str]) -> None:
    """Raises LineRejected where a field holds an error of a spreadsheet, or lost letters."""
    text = ";".join(fields)
    if "#" in text or ":" in text:
        for column, field in zip(COLUMNS, fields, strict=True):
            if _is_error(field):
                raise LineRejected(LineProblem.SPREADSHEET_ERROR, f"{column} (« {field[:40]} »)")
    if "?" in text:
        for index in (_LAST_NAME, _FIRST_NAME, _COMPANY, _STREET, _CITY):
            # No name of a person, street or town has one.
            if "?" in fields[index] and (index != _COMPANY or _QUESTION.search(fields[index])):
                raise LineRejected(LineProblem.LOST_LETTERS, COLUMNS[index])


def check_request_number(number: str) -> None:
    """Raises LineRejected for a number that a spreadsheet has taken for a date, or shortened."""
    if _DATE.fullmatch(number):
        raise LineRejected(LineProblem.REQUEST_NUMBER_DATE, number[:40])
    if "+" in number and _SCIENTIFIC.fullmatch(number):
        raise LineRejected(LineProblem.REQUEST_NUMBER_SCIENTIFIC)


def column_with_capital_within(fields: Sequence[str]) -> str:
    """The column that has an accented capital after a small letter, as wrong encodings make them."""
    text = ";".join(fields)
    if text.isascii() or not _CAPITAL_WITHIN.search(text):
        return ""
    columns = (_LAST_NAME, _FIRST_NAME, _COMPANY, _STREET, _CITY)
    return next((COLUMNS[index] for index in columns if _CAPITAL_WITHIN.search(fields[index])), "")


def _is_error(field: str) -> bool:
    if field[:1] not in ("#", "E", "e") or not _ERROR.fullmatch(field):
        return False
    # A word after a hash may be a name's whim; the errors end in a mark but for a few.
    return field[-1] in "!?#" or field[0] != "#" or field.lower() in _ERRORS_WITHOUT_MARK
