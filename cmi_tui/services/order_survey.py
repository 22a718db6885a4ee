"""The first reading of an order file: which of its identifiers cannot be believed."""

from collections.abc import Container, Iterator
from contextlib import closing
from itertools import islice, pairwise
from typing import NamedTuple

from cmi_tui.domain.order_columns import COLUMNS, SEPARATOR
from cmi_tui.domain.order_file import OrderLine, is_date, is_login, name_key
from cmi_tui.domain.order_problems import LineProblem, LineRejected
from cmi_tui.services.order_reader import OrderReader
from cmi_tui.services.order_rounding import EXACT_DIGITS, Rounding

MAX_PEOPLE = 1_000_000
"""People told apart in memory at most, about fifty bytes each."""
_PEOPLE_AT_ONCE = 20_000
_HEAD = 5
"""The columns that tell people apart come first: identifier, names, birth date."""
_REQUEST_NUMBER = 9
_SEPARATOR_BYTE = SEPARATOR.encode()


class Doubts(NamedTuple):
    """What makes identifiers of a file unbelievable."""

    of_several: frozenset[str]
    """The login keys under which the file has two names, or two dates of birth."""
    logins: Rounding
    request_numbers: Rounding

    def problem(self, line: OrderLine) -> LineProblem | None:
        """What is wrong with the identifier, or the request number, of a line."""
        if line.login_key in self.of_several:
            return LineProblem.TWO_PEOPLE
        if self.logins.is_rounded(line.login):
            return LineProblem.LOGIN_ROUNDED
        if self.request_numbers.is_rounded(line.request_number or ""):
            return LineProblem.REQUEST_NUMBER_ROUNDED
        return None

    def doubtful_column(self, line: OrderLine) -> str:
        """The column whose number may be rounded, or may be what it says; empty for none."""
        if self.logins.is_doubtful(line.login):
            return COLUMNS[0]
        if self.request_numbers.is_doubtful(line.request_number or ""):
            return COLUMNS[_REQUEST_NUMBER]
        return ""


def survey(reader: OrderReader) -> Doubts:
    """Reads the file, a second time where an identifier comes with two spellings of a person.

    Raises Unavailable where there is no room for what must be kept.
    """
    logins, request_numbers = Rounding(), Rounding()
    suspects = _suspects(reader, logins, request_numbers)
    of_several = frozenset[str]() if not suspects else _of_several_people(reader, suspects)
    return Doubts(of_several, logins, request_numbers)


def _suspects(reader: OrderReader, logins: Rounding, request_numbers: Rounding) -> Container[int]:
    """The hashes of the identifiers that do not always come with the same bytes of names and birth."""
    people: list[int] = []
    last, last_request = b"\n", ""
    for _number, raw in reader:
        request = _request_number(reader, raw)
        if request != last_request:
            request_numbers.look(request)
            last_request = request
        # The steps of a holder mostly follow each other, and begin with the same bytes.
        if raw.startswith(last):
            continue
        login, _, rest = raw.partition(_SEPARATOR_BYTE)
        if b'"' in raw or not login.isalnum():
            fields = _fields(reader, raw)
            if not fields:
                continue
            login, rest = fields[0].encode(), SEPARATOR.join(fields[1:]).encode()
        else:
            parts = rest.split(_SEPARATOR_BYTE, _HEAD - 1)
            if len(parts) < _HEAD:
                continue
            last = raw[: len(raw) - len(parts[-1])]
            rest = last[len(login) :]
        if len(login) > EXACT_DIGITS:
            logins.look(login.decode("ascii", "replace"))
        people.append(hash(login.lower()) << 64 | hash(rest) & 0xFFFF_FFFF_FFFF_FFFF)
        if len(people) > MAX_PEOPLE:
            return _Everything()
    people.sort()
    return {
        before >> 64
        for before, after in pairwise(people)
        if before != after and before >> 64 == after >> 64
    }


def _request_number(reader: OrderReader, raw: bytes) -> str:
    if b'"' not in raw:
        parts = raw.split(_SEPARATOR_BYTE, _REQUEST_NUMBER + 1)
        return parts[_REQUEST_NUMBER].decode("ascii", "replace") if len(parts) > _REQUEST_NUMBER else ""
    try:
        fields = reader.fields_of(raw)
    except LineRejected:
        return ""
    return fields[_REQUEST_NUMBER] if len(fields) > _REQUEST_NUMBER else ""


def _fields(reader: OrderReader, raw: bytes) -> list[str]:
    """The fields that tell people apart; none for a line that will be rejected for what it is."""
    try:
        fields = reader.fields_of(raw)[:_HEAD]
    except LineRejected:
        return []
    return fields if len(fields) == _HEAD and is_login(fields[0]) else []


def _of_several_people(reader: OrderReader, suspects: Container[int]) -> frozenset[str]:
    # Loaded here because it opens a database of its own, which few imports need.
    from cmi_tui.storage.order_people import OrderPeople

    with closing(OrderPeople()) as found:
        people = _people(reader, suspects)
        while some := list(islice(people, _PEOPLE_AT_ONCE)):
            found.add(some)
        return found.of_several_people()


def _people(reader: OrderReader, suspects: Container[int]) -> Iterator[tuple[str, str, str]]:
    for _number, raw in reader:
        fields = _fields(reader, raw)
        if fields and hash(fields[0].lower().encode()) in suspects:
            login, last_name, first_name, company_name, birth = fields
            name = name_key(first_name, last_name, company_name)
            yield login.lower(), name, birth if is_date(birth) else ""


class _Everything:
    """All identifiers, of a file that has too many to be told apart in memory."""

    def __contains__(self, _hash: object) -> bool:
        return True
