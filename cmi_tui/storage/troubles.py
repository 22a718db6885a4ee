"""The database's own errors, told as codes."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from cmi_tui.domain.errors import Code, Unavailable

_BY_EXTENDED_CODE = {sqlite3.SQLITE_IOERR_WRITE: Code.DATABASE_FULL}
_BY_CODE = {
    sqlite3.SQLITE_BUSY: Code.DATABASE_LOCKED,
    sqlite3.SQLITE_LOCKED: Code.DATABASE_LOCKED,
    sqlite3.SQLITE_READONLY: Code.DATABASE_READ_ONLY,
    sqlite3.SQLITE_FULL: Code.DATABASE_FULL,
    sqlite3.SQLITE_CORRUPT: Code.DATABASE_CORRUPT,
    sqlite3.SQLITE_NOTADB: Code.DATABASE_CORRUPT,
    sqlite3.SQLITE_PERM: Code.DATABASE_UNREACHABLE,
    sqlite3.SQLITE_CANTOPEN: Code.DATABASE_UNREACHABLE,
    sqlite3.SQLITE_IOERR: Code.DATABASE_UNREACHABLE,
}

# PostgreSQL's SQLSTATEs, the more telling ones; classes of two characters where all mean the same.
_BY_SQLSTATE = {
    "55P03": Code.DATABASE_LOCKED,  # lock_timeout
    "57014": Code.DATABASE_LOCKED,  # statement_timeout
    "40": Code.DATABASE_LOCKED,  # a deadlock or serialisation failure: the transaction was undone
    "53300": Code.DATABASE_CROWDED,
    "53100": Code.DATABASE_FULL,
    "25006": Code.DATABASE_READ_ONLY,
    "42501": Code.DATABASE_FORBIDDEN,  # a right on a table is missing
    "28": Code.DATABASE_FORBIDDEN,
    "3D000": Code.DATABASE_FORBIDDEN,
    "XX001": Code.DATABASE_CORRUPT,
    "XX002": Code.DATABASE_CORRUPT,
}


# Whoever is not let in is given no SQLSTATE: the server's words, English or French, have to do.
_BY_WORDS = (
    (
        re.compile("FATAL.*(too many|connection slots|trop de|emplacements de connexion)"),
        Code.DATABASE_CROWDED,
    ),
    (
        re.compile(
            "FATAL.*(authenti|not permitted|pas autorisé|permission denied|droit refusé|pg_hba.conf"
            "|does not exist|n'existe pas)"
        ),
        Code.DATABASE_FORBIDDEN,
    ),
)


def trouble_code(error: BaseException | None) -> Code:
    """The code for an error of the driver; DATABASE_UNREACHABLE for one it has no better word for."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2], Code.DATABASE_UNREACHABLE)
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        words = str(error)
        codes = (code for pattern, code in _BY_WORDS if pattern.search(words))
        return next(codes, Code.DATABASE_UNREACHABLE)
    # SQLite keeps the kind of an extended result code in its low byte.
    return _BY_EXTENDED_CODE.get(number) or _BY_CODE.get(number & 0xFF, Code.DATABASE_UNREACHABLE)


@contextmanager
def told_as_codes(file: Path | None = None) -> Iterator[None]:
    """Turns every error of the database inside into `Unavailable`, without its SQL or values.

    `file` is that of a SQLite database.
    """
    try:
        yield
    except DBAPIError as error:
        raise Unavailable(_first_code(error, file)) from None
    except PoolTimeout:
        raise Unavailable(Code.DATABASE_LOCKED) from None
    except SQLAlchemyError:
        raise Unavailable(Code.DATABASE_UNREACHABLE) from None


def _first_code(error: BaseException, file: Path | None) -> Code:
    # A full volume undoes all of a transaction, and then what undoes a part of it fails too: the first
    # error tells why.
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, DBAPIError):
            code = trouble_code(chain.orig)
            if code is not Code.DATABASE_UNREACHABLE:
                return code
        chain = chain.__context__
    return Code.DATABASE_UNREACHABLE if file is None else _why_unreachable(file.parent)


def _why_unreachable(folder: Path) -> Code:
    # SQLite does not tell why it cannot make the file that it needs beside the database to change it.
    try:
        volume = os.statvfs(folder)
    except OSError:
        return Code.DATABASE_UNREACHABLE
    if not volume.f_bavail or (volume.f_files and not volume.f_favail):
        return Code.DATABASE_FULL
    return Code.DATABASE_UNREACHABLE if os.access(folder, os.W_OK) else Code.DATABASE_READ_ONLY
