"""Reading an order file line by line, whatever its size and whatever is wrong with it."""

import csv
from collections.abc import Iterator
from typing import BinaryIO
from unicodedata import is_normalized

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.order_columns import COLUMNS, SEPARATOR
from cmi_tui.domain.order_file import LineProblem, LineRejected
from cmi_tui.domain.text import normalised, printable

MAX_LINE = 16_384
"""Bytes of a line at most: a file without line ends must not fill the memory."""
_BOM = b"\xef\xbb\xbf"


class OrderReader:
    """The lines of a file after its header, as bytes; `position` is how many bytes were read.

    Raises Refused (ORDER_FILE_HEADER at `file`) when the first line is not the header.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.header = file.readline(MAX_LINE)
        self.position = len(self.header)
        try:
            names = tuple(fields_of(self.header.removeprefix(_BOM)))
        except LineRejected:
            names = ()
        if names != COLUMNS:
            raise Refused({"file": Code.ORDER_FILE_HEADER})

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Each line that is not blank and its number; the first after the header is 2.

        Of a line that is too long only the beginning is given, longer than MAX_LINE.
        """
        number = 1
        while raw := self._file.readline(MAX_LINE + 1):
            number += 1
            self.position += len(raw)
            rest = raw
            while not rest.endswith(b"\n") and (rest := self._file.readline(MAX_LINE)):
                self.position += len(rest)
            if raw.strip():
                yield number, raw


def fields_of(raw: bytes) -> list[str]:
    """The fields of a line, sanitised and without outer spaces. Raises LineRejected.

    A record never goes on in the next line, so an unpaired quote spoils no other line.
    """
    if len(raw) > MAX_LINE:
        raise LineRejected(LineProblem.TOO_LONG_LINE)
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise LineRejected(LineProblem.NOT_UTF_8) from None
    if '"' not in text:
        fields = text.split(SEPARATOR)
        # Most lines need nothing more, and are told by looking at them as a whole.
        if text.isprintable() and is_normalized("NFC", text) and " ;" not in text and "; " not in text:
            fields[0], fields[-1] = fields[0].lstrip(), fields[-1].rstrip()
            return fields
    else:
        try:
            fields = next(csv.reader([text], delimiter=SEPARATOR, strict=True))
        except csv.Error:
            raise LineRejected(LineProblem.QUOTES) from None
    return [printable(normalised(field)).strip() for field in fields]
