"""Reading an order file line by line, whatever its size and whatever is wrong with it."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from cmi_tui.domain.charset import GARBLED, likely_charset
from cmi_tui.domain.order_columns import COLUMNS, SEPARATOR
from cmi_tui.domain.order_header import check_header
from cmi_tui.domain.order_problems import LineProblem, LineRejected
from cmi_tui.domain.text import normalised
from cmi_tui.domain.unseen import unseen_in, with_plain_spaces

MAX_LINE = 16_384
"""Bytes of a line at most: a file without line ends must not fill the memory."""
_MAX_CELL_LINES = 20
"""Lines that a cell with line breaks may take."""
_SEPARATOR_BYTE = SEPARATOR.encode()
_BLANK = b' "\t\r\n' + _SEPARATOR_BYTE
# ASCII less its controls, and what UTF-8 writes À to ÿ and ŀ to ſ with but for Â and Ã: a line of these
# alone has nothing to clean, and most lines have nothing else.
_PLAIN = bytes(set(range(0x20, 0x7F)) | set(range(0x80, 0xC0)) - {0x82, 0x83} | {0xC3, 0xC5})


class OrderReader:
    """The lines of a file after its header, as bytes.

    Raises HeaderRefused when the first line is not the header.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.header = file.readline(MAX_LINE)
        self._width = check_header(self.header)

    @property
    def position(self) -> int:
        """How many bytes were read."""
        return self._file.tell()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Each line that is not blank and its number, from the beginning; the first is 2.

        Of a line that is too long only the beginning is given, longer than MAX_LINE. The lines of a
        row with a line break in a cell are given together, with the number of the first.
        """
        self._file.seek(len(self.header))
        number, ahead, read = 1, list[bytes](), self._file.readline
        while raw := ahead.pop(0) if ahead else read(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                self._pass_over_rest(raw)
            if b'"' in raw and raw.count(b'"') % 2:
                # Others are looked at again unless they make one row with this one.
                self._look_ahead(raw, ahead)
                row = _row_of_several(raw, ahead, self._width)
                if row > 0:
                    yield number, raw + b"".join(ahead[:row])
                    number += row
                    del ahead[:row]
                    continue
            if raw[0] not in _BLANK or raw.strip(_BLANK):
                yield number, raw

    def fields_of(self, raw: bytes) -> list[str]:
        """The fields of a line, clean and without outer spaces. Raises LineRejected.

        Empty columns that the header has at its end too, as spreadsheets leave them, are left out.
        """
        if len(raw) > MAX_LINE:
            raise LineRejected(LineProblem.TOO_LONG_LINE)
        raw = raw.rstrip(b"\r\n")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise LineRejected(LineProblem.NOT_UTF_8, likely_charset(raw)) from None
        unusual = raw.translate(None, _PLAIN)
        if unusual and (b"\n" in unusual or b"\r" in unusual):
            raise LineRejected(LineProblem.LINE_BREAK)
        is_quoted = '"' in text
        fields = _unquoted(text) if is_quoted else text.split(SEPARATOR)
        if unusual:
            fields = [_cleaned(index, field) for index, field in enumerate(fields)]
        elif is_quoted or " ;" in text or "; " in text:
            fields = [field.strip() for field in fields]
        else:
            fields[0], fields[-1] = fields[0].lstrip(), fields[-1].rstrip()
        if len(COLUMNS) < len(fields) <= self._width and not any(fields[len(COLUMNS) :]):
            del fields[len(COLUMNS) :]
        return fields

    def _pass_over_rest(self, raw: bytes) -> None:
        while raw and not raw.endswith(b"\n"):
            raw = self._file.readline(MAX_LINE)

    def _look_ahead(self, raw: bytes, ahead: list[bytes]) -> None:
        length = len(raw) + sum(map(len, ahead))
        while len(ahead) < _MAX_CELL_LINES and length <= MAX_LINE:
            line = self._file.readline(MAX_LINE + 1)
            if not line:
                return
            ahead.append(line)
            length += len(line)


def _row_of_several(raw: bytes, ahead: list[bytes], columns: int) -> int:
    """How many of the lines after `raw` belong to its row because a cell has line breaks."""
    quotes, row = raw.count(b'"'), raw
    for count, line in enumerate(ahead, start=1):
        # A whole row is none of a cell's lines: the quote before it is only unpaired.
        if line.count(_SEPARATOR_BYTE) >= columns - 1:
            return 0
        row += line
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            is_row = row.count(_SEPARATOR_BYTE) >= len(COLUMNS) - 1 and len(row) <= MAX_LINE
            return count if is_row else 0
    return 0


def _unquoted(text: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=SEPARATOR, strict=True))
    except csv.Error:
        raise LineRejected(LineProblem.QUOTES) from None


def _cleaned(index: int, field: str) -> str:
    text = with_plain_spaces(normalised(field))
    column = COLUMNS[index] if index < len(COLUMNS) else ""
    if unseen := unseen_in(text):
        raise LineRejected(LineProblem.CHARACTER, f"{column} (U+{ord(unseen):04X})".strip())
    if GARBLED.search(text):
        raise LineRejected(LineProblem.GARBLED, column)
    return text
