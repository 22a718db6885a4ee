"""The database's own errors, told as codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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
    "53300": Code.DATABASE_LOCKED,  # too many connections
    "53100": Code.DATABASE_FULL,
    "25006": Code.DATABASE_READ_ONLY,
    "XX001": Code.DATABASE_CORRUPT,
    "XX002": Code.DATABASE_CORRUPT,
}


def trouble_code(error: BaseException | None) -> Code:
    """The code for an error of the driver; DATABASE_UNREACHABLE for one it has no better word for."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2], Code.DATABASE_UNREACHABLE)
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return Code.DATABASE_UNREACHABLE
    # SQLite keeps the kind of an extended result code in its low byte.
    return _BY_EXTENDED_CODE.get(number) or _BY_CODE.get(number & 0xFF, Code.DATABASE_UNREACHABLE)


@contextmanager
def told_as_codes() -> Iterator[None]:
    """Turns every error of the database inside into `Unavailable`, without its SQL or values."""
    try:
        yield
    except DBAPIError as error:
        raise Unavailable(trouble_code(error.orig)) from None
    except PoolTimeout:
        raise Unavailable(Code.DATABASE_LOCKED) from None
    except SQLAlchemyError:
        raise Unavailable(Code.DATABASE_UNREACHABLE) from None
