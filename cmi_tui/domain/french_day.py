"""A day as people type it: 12/03/1948, 12-3-1948, 12 03 1948, 12031948 or 1948-03-12."""

import re
from datetime import date

_PARTED = re.compile(r"([0-9]{1,2})[ ./-]+([0-9]{1,2})[ ./-]+([0-9]{4})")
_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def french_day(text: str) -> date | None:
    """The day in `text`, None where there is none."""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _PARTED.fullmatch(text) or _TOGETHER.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
