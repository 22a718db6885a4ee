"""The first reading of an order file: which of its identifiers cannot be believed."""

from collections.abc import Container, Iterator
from contextlib import closing
from itertools import islice, pairwise
from typing import NamedTuple

from cmi_tui.domain.order_columns import SEPARATOR
from cmi_tui.domain.order_file import OrderLine, is_date, is_login, name_key
from cmi_tui.domain.order_problems import LineProblem, LineRejected
from cmi_tui.services.order_reader import OrderReader

MAX_PEOPLE = 1_000_000
"""People told apart in memory at most, about fifty bytes each."""
EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; it puts zeros for those that follow."""
_PEOPLE_AT_ONCE = 20_000
_HEAD = 5
"""The columns that tell people apart come first: identifier, names, birth date."""
_SEPARATOR_BYTE = SEPARATOR.encode()


class Doubts(NamedTuple):
    """What makes identifiers of a file unbelievable."""

    of_several: frozenset[str]
    """The login keys under which the file has two names, or two dates of birth."""
    are_rounded: bool
    """Whether each number of more than EXACT_DIGITS digits, of two or more, ends in zeros."""

    @property
    def are_any(self) -> bool:
        """Whether there is anything to doubt."""
        return self.are_rounded or bool(self.of_several)

    def problem(self, line: OrderLine) -> LineProblem | None:
        """What is wrong with the identifier of a line."""
        if line.login_key in self.of_several:
            return LineProblem.TWO_PEOPLE
        if self.are_rounded and len(line.login) > EXACT_DIGITS and line.login.isdigit():
            return LineProblem.LOGIN_ROUNDED
        return None


def survey(reader: OrderReader) -> Doubts:
    """Reads the file, a second time where an identifier comes with two spellings of a person.

    Raises Unavailable where there is no room for what must be kept.
    """
    rounding = _Rounding()
    suspects = _suspects(reader, rounding)
    of_several = frozenset[str]() if not suspects else _of_several_people(reader, suspects)
    return Doubts(of_several, rounding.are_rounded)


def _suspects(reader: OrderReader, rounding: "_Rounding") -> Container[int]:
    """The hashes of the identifiers that do not always come with the same bytes of names and birth."""
    people: list[int] = []
    last = b"\n"
    for _number, raw in reader:
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
        if rounding.is_possible:
            rounding.look(login)
        people.append(hash(login.lower()) << 64 | hash(rest) & 0xFFFF_FFFF_FFFF_FFFF)
        if len(people) > MAX_PEOPLE:
            return _Everything()
    people.sort()
    return {
        before >> 64
        for before, after in pairwise(people)
        if before != after and before >> 64 == after >> 64
    }


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


class _Rounding:
    """Looks at identifiers until one is a long number that does not end in zeros."""

    def __init__(self) -> None:
        self._first = b""
        self.is_possible = True
        self.are_rounded = False

    def look(self, login: bytes) -> None:
        """Takes one in."""
        if len(login) > EXACT_DIGITS and login.isdigit():
            self.is_possible = not login[EXACT_DIGITS:].strip(b"0")
            self._first = self._first or login
            self.are_rounded = self.is_possible and (self.are_rounded or login != self._first)
