"""Compiled terminfo entries, read without `curses` (which serves one terminal a process)."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Places of the standard capabilities that we use, as in <term.h>.
_FLAGS = {"am": 1, "xenl": 4, "xon": 20, "bce": 28}
_NUMBERS = {"colors": 13, "ncv": 15}
_STRINGS = {
    "cr": 2,
    "csr": 3,
    "el": 6,
    "ed": 7,
    "hpa": 8,
    "cup": 10,
    "cud1": 11,
    "home": 12,
    "cub1": 14,
    "blink": 26,
    "bold": 27,
    "smcup": 28,
    "dim": 30,
    "invis": 32,
    "rev": 34,
    "smul": 36,
    "ech": 37,
    "sgr0": 39,
    "rmcup": 40,
    "rmul": 44,
    "dch": 105,
    "dl": 106,
    "cud": 107,
    "ich": 108,
    "il": 110,
    "cub": 111,
    "cuf": 112,
    "cuu": 114,
    "rep": 121,
    "vpa": 127,
    "ind": 129,
    "ri": 130,
    "smam": 151,
    "rmam": 152,
    "op": 297,
    "sitm": 311,
    "kmous": 355,
    "setaf": 359,
}
_LEGACY, _WIDE_NUMBERS = 0o432, 0o1036
_LARGEST = 32768
_PADDING = re.compile(r"\$<[0-9.]+[*/]{0,2}>")
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9+_.-]*")


@dataclass(frozen=True)
class Entry:
    """A terminal's description: what is not there, the terminal has not."""

    flags: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    strings: Mapping[str, str] = field(default_factory=dict)


class _Bytes:
    """A cursor over the file; everything is little-endian."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        piece = self.data[self.at : self.at + count]
        if count < 0 or len(piece) < count:
            raise ValueError("the terminfo entry is cut short")
        self.at += count
        return piece

    def integers(self, count: int, size: int = 2) -> tuple[int, ...]:
        return struct.unpack(f"<{count}{'h' if size == 2 else 'i'}", self.take(count * size))

    def even(self) -> None:
        self.at += self.at % 2


def parse(data: bytes) -> Entry:
    """Read a compiled entry, with its extended part; `ValueError` when it is none."""
    source = _Bytes(data)
    magic, names, flag_count, number_count, string_count, table_size = source.integers(6)
    if magic not in (_LEGACY, _WIDE_NUMBERS):
        raise ValueError("not a compiled terminfo entry")
    number_size = 4 if magic == _WIDE_NUMBERS else 2
    source.take(names)
    flags = source.take(flag_count)
    source.even()
    numbers = source.integers(number_count, number_size)
    offsets = source.integers(string_count)
    table = source.take(table_size)
    found_flags = {name for name, place in _FLAGS.items() if flags[place : place + 1] == b"\1"}
    found_numbers = {
        name: numbers[place]
        for name, place in _NUMBERS.items()
        if place < len(numbers) and numbers[place] >= 0
    }
    found_strings = {
        name: _string(table, offsets[place])
        for name, place in _STRINGS.items()
        if place < len(offsets) and offsets[place] >= 0
    }
    source.even()
    if source.at + 10 <= len(data):
        _extended(source, number_size, found_flags, found_numbers, found_strings)
    return Entry(frozenset(found_flags), found_numbers, found_strings)


def _extended(
    source: _Bytes,
    number_size: int,
    flags: set[str],
    numbers: dict[str, int],
    strings: dict[str, str],
) -> None:
    """Add the capabilities that carry their own names (`RGB`, `smxx`, …)."""
    flag_count, number_count, string_count, _, table_size = source.integers(5)
    flag_values = source.take(flag_count)
    source.even()
    number_values = source.integers(number_count, number_size)
    offsets = source.integers(string_count)
    name_offsets = source.integers(flag_count + number_count + string_count)
    table = source.take(table_size)
    # The names follow the values; where they start is not written anywhere.
    values = [_raw(table, offset) for offset in offsets]
    start = max(
        (offset + len(value) + 1 for offset, value in zip(offsets, values, strict=True) if offset >= 0),
        default=0,
    )
    names = [_string(table, start + offset) for offset in name_offsets]
    flags |= {name for name, value in zip(names, flag_values, strict=False) if value == 1}
    numbers |= {
        name: value for name, value in zip(names[flag_count:], number_values, strict=False) if value >= 0
    }
    strings |= {
        name: _clean(value)
        for name, value, offset in zip(names[flag_count + number_count :], values, offsets, strict=True)
        if offset >= 0
    }


def _raw(table: bytes, offset: int) -> bytes:
    end = table.find(b"\0", offset) if 0 <= offset < len(table) else -1
    return table[offset:end] if end >= 0 else b""


def _clean(value: bytes) -> str:
    """Without the delays that were meant for printing terminals."""
    return _PADDING.sub("", value.decode("latin-1"))


def _string(table: bytes, offset: int) -> str:
    return _clean(_raw(table, offset))


def directories(environment: Mapping[str, str]) -> list[Path]:
    """Where entries are looked for, first come first."""
    system = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/local/share/terminfo"]
    named = environment.get("TERMINFO_DIRS", "")
    listed = [part for part in named.split(":") if part]
    home = environment.get("HOME")
    first = [environment["TERMINFO"]] if environment.get("TERMINFO") else []
    personal = [f"{home}/.terminfo"] if home else []
    return [Path(name) for name in dict.fromkeys([*first, *personal, *listed, *system])]


def load(term: str, places: list[Path]) -> Entry | None:
    """The entry of a terminal, or `None` when no place has a readable one.

    The name may come from a client: only plain names are looked up.
    """
    if not _SAFE_NAME.fullmatch(term):
        return None
    for place in places:
        for folder in (term[0], f"{ord(term[0]):x}"):
            try:
                with (place / folder / term).open("rb") as file:
                    return parse(file.read(_LARGEST))
            except (OSError, ValueError, struct.error):
                continue
    return None
