"""The portal's secret key: 32 octets that are not in the database, kept in a file of their own."""

import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.services.private_file import write_private

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

KEY_OCTETS = 32
_MOST_OCTETS = 200
"""What is read of a file at most."""


class KeySettings(Protocol):
    """What is set of the key: its 64 hexadecimal digits, or the file they are in; empty for neither."""

    @property
    def secret_key(self) -> str:
        """The digits."""

    @property
    def secret_key_file(self) -> str:
        """The path."""


def secret_key(settings: KeySettings, database: "Database") -> bytes:
    """The key that is set, else the one in the file beside the database.

    Raises Unavailable as `key_in` does: machines that share a database share its key, and one made here
    would open nothing there.
    """
    if settings.secret_key:
        return bytes.fromhex(settings.secret_key)
    path = Path(settings.secret_key_file) if settings.secret_key_file else database.key_file
    if path is not None:
        return key_in(path, is_made=not database.is_shared)
    if database.is_shared:
        raise Unavailable(Code.SECRET_KEY_MISSING)
    # A database in memory goes with its process, and its key too.
    return secrets.token_bytes(KEY_OCTETS)


def _parse(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text.strip()) if text.isascii() else b""
    except ValueError:
        return None
    return key if len(key) == KEY_OCTETS else None


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
