"""The first line of an order file: whether it is the one meant, and what is wrong with it if not."""

import csv
from collections.abc import Sequence
from enum import StrEnum

from cmi_tui.domain.charset import likely_charset
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.order_columns import COLUMNS, SEPARATOR
from cmi_tui.domain.text import printable

BOM = b"\xef\xbb\xbf"
OTHER_SEPARATORS = (",", "\t", "|")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MAX_SHOWN = 160
_MAX_NAME = 40


class HeaderProblem(StrEnum):
    """Why a first line is not that of an order file."""

    EMPTY = "empty"
    WORKBOOK = "workbook"
    UTF_16 = "utf_16"
    NOT_UTF_8 = "not_utf_8"
    OLD_MAC = "old_mac"
    SEPARATOR = "separator"
    COLUMNS = "columns"
    REPEATED = "repeated"
    ORDER = "order"


class HeaderRefused(Refused):
    """A file whose first line is not the header; nothing of it was imported.

    `found` is the line, sanitised and cut; `detail` an encoding, a separator or column names;
    `missing` and `unknown` are names of columns.
    """

    def __init__(
        self,
        problem: HeaderProblem,
        found: str = "",
        *,
        detail: str = "",
        missing: Sequence[str] = (),
        unknown: Sequence[str] = (),
    ) -> None:
        super().__init__({"file": Code.ORDER_FILE_HEADER})
        self.problem = problem
        self.found = _shown(found, _MAX_SHOWN)
        self.detail = detail
        self.missing = tuple(missing)
        self.unknown = tuple(_shown(name, _MAX_NAME) for name in unknown)


def check_header(raw: bytes) -> int:
    """How many columns the header `raw` has, empty ones at the end included. Raises HeaderRefused.

    Letter case, quotes, outer spaces and a byte order mark do not matter.
    """
    text = _decoded(raw)
    names = _names(text, SEPARATOR)
    width = len(names)
    while names and not names[-1]:
        names.pop()
    if tuple(names) == COLUMNS:
        return width
    for separator in OTHER_SEPARATORS:
        if len(set(COLUMNS) & set(_names(text, separator))) > len(set(COLUMNS) & set(names)):
            raise HeaderRefused(HeaderProblem.SEPARATOR, text, detail=separator)
    missing = [name for name in COLUMNS if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        raise HeaderRefused(HeaderProblem.COLUMNS, text, missing=missing, unknown=unknown)
    repeated = [name for name in COLUMNS if names.count(name) > 1]
    if repeated:
        raise HeaderRefused(HeaderProblem.REPEATED, text, detail=", ".join(repeated))
    raise HeaderRefused(HeaderProblem.ORDER, text)


def _decoded(raw: bytes) -> str:
    if raw.startswith(_WORKBOOKS):
        raise HeaderRefused(HeaderProblem.WORKBOOK)
    if raw.startswith(_UTF_16) or b"\0" in raw:
        raise HeaderRefused(HeaderProblem.UTF_16)
    # Before the encoding: such a file is one line, with the accents of all its holders.
    if b"\r" in raw.rstrip(b"\r\n"):
        raise HeaderRefused(HeaderProblem.OLD_MAC)
    try:
        text = raw.removeprefix(BOM).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise HeaderRefused(HeaderProblem.NOT_UTF_8, detail=likely_charset(raw)) from None
    if not text.strip(f' "{SEPARATOR}'):
        raise HeaderRefused(HeaderProblem.EMPTY)
    return text


def _names(text: str, separator: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([text], delimiter=separator))]


def _shown(text: str, most: int) -> str:
    return printable(text if len(text) <= most else text[:most] + "…")
