"""The path under which the form is written: whose it looks like, and how its name ends."""

import re

_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")
_ENDING = re.compile(r"(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,5}")
PDF = ".pdf"


def is_windows_path(path: str) -> bool:
    r"""Whether `path` begins with a drive (`C:`), or its last part has a `\` in it."""
    return bool(_WINDOWS_DRIVE.match(path)) or "\\" in path.rpartition("/")[2]


def pdf_name(name: str) -> str | None:
    """The name that a form written as `name` gets: with `.pdf` where it has no ending, None for another.

    An ending is what follows the last dot: up to five letters and digits, not digits alone. One dot at
    the start hides a file and ends nothing; dots and blanks at the end go.
    """
    name = name.rstrip(". ")
    stem, _dot, ending = name.rpartition(".")
    if not stem.strip(".") or not _ENDING.fullmatch(ending):
        return name + PDF if name.strip(".") else None
    return name if ending.lower() == PDF[1:] else None
