"""The portal's secret key: 32 octets that are not in the database, kept in a file of their own."""

import os
import secrets
import stat
from pathlib import Path

from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.services.private_file import write_private

KEY_OCTETS = 32
_MOST_OCTETS = 200
"""What is read of a file at most."""


def key_of(digits: str) -> bytes:
    """The key that a setting holds, in the 64 hexadecimal digits that it has been judged to be."""
    return bytes.fromhex(digits)


def _parse(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text.strip()) if text.isascii() else b""
    except ValueError:
        return None
    return key if len(key) == KEY_OCTETS else None


def passing_key() -> bytes:
    """A key for a database that goes with its process."""
    return secrets.token_bytes(KEY_OCTETS)


def key_in(path: Path, *, is_made: bool) -> bytes:
    """The key in the file `path`, which `is_made` when it is missing.

    Raises Unavailable: SECRET_KEY_MISSING, or SECRET_KEY_UNUSABLE for a file that others may read, that
    is none, or that holds no key.
    """
    try:
        try:
            return _read(path)
        except FileNotFoundError:
            if not is_made:
                raise Unavailable(Code.SECRET_KEY_MISSING) from None
        _make(path)
        return _read(path)
    except OSError:
        raise Unavailable(Code.SECRET_KEY_UNUSABLE) from None


def _read(path: Path) -> bytes:
    # Never through a link, and without waiting for the other end of a FIFO.
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(file)
        is_private = stat.S_ISREG(status.st_mode) and not status.st_mode & 0o077
        key = _parse(os.read(file, _MOST_OCTETS).decode("utf-8", "replace")) if is_private else None
    finally:
        os.close(file)
    if key is None:
        raise Unavailable(Code.SECRET_KEY_UNUSABLE)
    return key


def _make(path: Path) -> None:
    try:
        write_private(path, f"{secrets.token_hex(KEY_OCTETS)}\n".encode("ascii"), replace=False)
    except Refused as refusal:
        # Another process made it first: its key is everyone's.
        if Code.PATH_EXISTS not in refusal.errors.values():
            raise Unavailable(Code.SECRET_KEY_UNUSABLE) from None
