"""Lines and rows of an order file: what belongs together, and how far is read to know it."""

from io import BytesIO

import pytest

from cmi_tui.domain.order_columns import HEADER
from cmi_tui.domain.order_problems import LineProblem, LineRejected
from cmi_tui.services.order_reader import MAX_LINE, OrderReader

REST = b";;;;;;;;;;"
"""The separators of a row after the first."""


class Sparing(BytesIO):
    """A file of which no more than a line's bound is taken at once."""

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None and 0 < size <= MAX_LINE + 1
        return super().readline(size)


def reader(*lines: bytes, header: str = HEADER) -> OrderReader:
    return OrderReader(Sparing(b"\n".join((header.encode(), *lines)) + b"\n"))


def rows(*lines: bytes) -> list[tuple[int, bytes]]:
    return [(number, raw.rstrip(b"\n")) for number, raw in reader(*lines)]


@pytest.mark.parametrize("breaks", [1, 2, 20])
def test_a_cell_with_up_to_twenty_line_breaks_is_of_one_row(breaks: int) -> None:
    for first in (b'A1;"4', b'"A1";"4'):
        cell = [first, *[b"allee"] * (breaks - 1), b'bis"' + REST]
        assert rows(*cell, b"A2") == [(2, b"\n".join(cell)), (breaks + 3, b"A2")]


def test_a_cell_with_more_line_breaks_is_no_cell() -> None:
    lines = [b'A1;"4', *[b"allee"] * 20, b'bis"' + REST]
    assert rows(*lines) == list(enumerate(lines, start=2))


@pytest.mark.parametrize(
    "lines",
    [
        [b'A1;"4', b"allee"],
        [b'A1;"4', b'allee"'],
        [b'A1;"4', b'allee"' + REST[1:]],
        [b'A1;"4', b'allee"' + REST + b";"],
        [b'"A1";4', b"allee" + REST],
    ],
)
def test_lines_that_make_no_whole_row_are_lines_of_their_own(lines: list[bytes]) -> None:
    assert rows(*lines, b"A2") == [(2, lines[0]), (3, lines[1]), (4, b"A2")]


def test_a_quote_alone_is_a_blank_line() -> None:
    assert rows(b'"', b"A2") == [(3, b"A2")]


@pytest.mark.parametrize(("length", "count"), [(MAX_LINE, 1), (MAX_LINE + 1, 2)])
def test_a_row_of_several_lines_is_no_longer_than_a_line(length: int, count: int) -> None:
    first, last = b'A1;"4\n', b'bis"' + REST + b"\n"
    last = b"x" * (length - len(first) - len(last)) + last
    assert len(rows(first.rstrip(), last.rstrip())) == count


@pytest.mark.parametrize("length", [MAX_LINE - 1, MAX_LINE, MAX_LINE + 1, MAX_LINE + 2, 3 * MAX_LINE])
def test_of_a_line_after_an_open_quote_no_more_than_its_bound_is_kept(length: int) -> None:
    long = b"x" * (length - 1)
    assert rows(b'A1;"4', long, b"A2") == [(2, b'A1;"4'), (3, long[: MAX_LINE + 1]), (4, b"A2")]


def test_what_is_looked_ahead_at_is_bounded_too() -> None:
    line = b'A1;"' + b"x" * 3000
    read = reader(*[line] * 40)
    done = read.position
    for _number, raw in read:
        done += len(raw)
        assert read.position - done <= MAX_LINE
    assert done == read.position


def test_a_character_in_a_column_that_the_header_has_not_is_told_without_one() -> None:
    with pytest.raises(LineRejected) as rejected:
        reader().fields_of(b"A1" + REST + b";;\xe2\x80\x8b")
    assert (rejected.value.problem, rejected.value.detail) == (LineProblem.CHARACTER, "(U+200B)")


def test_a_line_ends_with_its_line_end_and_with_nothing_else() -> None:
    assert reader().fields_of(b"A1;X\r\n") == ["A1", "X"]
    assert reader().fields_of(b"A1;" + b"x" * (MAX_LINE - 3))[0] == "A1"
    for raw, problem in [
        (b"A1;X\x0c\n", LineProblem.CHARACTER),
        (b"A1;" + b"x" * (MAX_LINE - 2), LineProblem.TOO_LONG_LINE),
    ]:
        with pytest.raises(LineRejected) as rejected:
            reader().fields_of(raw)
        assert rejected.value.problem is problem


@pytest.mark.parametrize(
    "raw", [b"A1 ;X;Y", b"A1; X;Y", b"A1; X ;Y", b" A1;X;Y", b"A1;X;Y ", b'" A1";X;Y', b'A1;"X ";" Y"']
)
def test_blanks_around_a_field_are_not_part_of_it(raw: bytes) -> None:
    assert reader().fields_of(raw) == ["A1", "X", "Y"]
