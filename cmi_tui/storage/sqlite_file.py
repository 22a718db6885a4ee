"""The SQLite file: made whole or not at all, private, and never made over what is there."""

import errno
import os
import secrets
import sqlite3
import stat
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.storage import schema
from cmi_tui.storage.troubles import told_as_codes, trouble_code

_BUSY_TIMEOUT_MS = 5000
_SYNCHRONOUS = "FULL"
"""What has been saved is on the disk: a power cut takes nothing back."""
_ID_AT = 68
"""Where SQLite keeps the application's number in a file (its file format, 1.3)."""
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FOR_OTHERS_TO_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CODES = {
    errno.EACCES: Code.DATABASE_FORBIDDEN,
    errno.EPERM: Code.DATABASE_FORBIDDEN,
    errno.EISDIR: Code.DATABASE_NOT_A_FILE,
    errno.ENOTDIR: Code.DATABASE_NOT_A_FILE,
    errno.EEXIST: Code.DATABASE_NOT_A_FILE,
    errno.ENOSPC: Code.DATABASE_FULL,
    errno.EDQUOT: Code.DATABASE_FULL,
}
_NOT_TO_BE_MADE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT)


def configure(engine: Engine) -> None:
    """Gives each connection its PRAGMAs and leaves BEGIN to `Database`."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver must not open transactions of its own: `Database` says BEGIN IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA synchronous = {_SYNCHRONOUS}")
        cursor.close()


def create_schema(engine: Engine) -> None:
    """Makes the tables and the marks by which `prepare` knows the file."""
    with engine.begin() as connection:
        schema.create(connection)


def prepare(path: Path, *, any_version: bool = False, makes_file: bool = True) -> None:
    """Makes the database at `path` when nothing is there and it may, else checks that it is one of ours.

    Raises Unavailable when the file is damaged, not ours, out of reach, of another version, or when
    others than its owner can read it, or change it or what SQLite keeps beside it, or something else
    lies in that one's place.
    """
    try:
        if _is_missing(path):
            if not makes_file:
                raise Unavailable(Code.DATABASE_MISSING)
            _make(path)
        _check_neighbours(path)
        if _is_ours(path) and not _is_private(path):
            raise Unavailable(Code.DATABASE_OPEN_TO_OTHERS)
        version = _checked_version(path)
    except OSError as error:
        raise Unavailable(_CODES.get(error.errno or 0, Code.DATABASE_UNREACHABLE)) from None
    if not any_version:
        schema.check_version(version)


def _is_missing(path: Path) -> bool:
    # Raises OSError for what cannot be looked at, which `exists` takes for missing.
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    return False


def _make(path: Path) -> None:
    try:
        _create(path)
    except OSError as error:
        if error.errno in _NOT_TO_BE_MADE:
            raise Unavailable(Code.DATABASE_NOT_MADE) from None
        raise


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        engine = create_engine(f"sqlite:///{draft}")
        configure(engine)
        with told_as_codes():
            create_schema(engine)
        engine.dispose()
        # A link, unlike a rename, fails where another process has made the file meanwhile.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _is_ours(path: Path) -> bool:
    # Read before SQLite opens the file, which changes it where a journal lies beside it.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        header = file.read(_ID_AT + 4)
    return header[_ID_AT:] == schema.APPLICATION_ID.to_bytes(4, "big")


def _neighbours(path: Path) -> list[os.stat_result]:
    # What a change that was cut off left beside the file is played back into it, whoever wrote it.
    path = path.resolve()
    beside = (path.with_name(path.name + suffix) for suffix in ("-journal", "-wal", "-shm"))
    return [os.lstat(file) for file in beside if os.path.lexists(file)]


def _check_neighbours(path: Path) -> None:
    # SQLite follows a link, and waits for ever for the other end of a FIFO.
    owner = path.stat().st_uid
    for status in _neighbours(path):
        if not stat.S_ISREG(status.st_mode) or status.st_uid != owner:
            raise Unavailable(Code.DATABASE_ODD_NEIGHBOUR)


def _is_private(path: Path) -> bool:
    files = [path.stat(), *_neighbours(path)]
    return not path.resolve().parent.stat().st_mode & _FOR_OTHERS_TO_WRITE and not any(
        status.st_mode & _FOR_OTHERS for status in files
    )


def _checked_version(path: Path) -> int:
    try:
        # Not read-only: what a process killed in the middle of a change left must be undone first.
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=5)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Unavailable(trouble_code(error)) from None
    if application != schema.APPLICATION_ID:
        empty = path.stat().st_size == 0
        raise Unavailable(Code.DATABASE_CORRUPT if empty else Code.DATABASE_NOT_OURS)
    return int(version)
