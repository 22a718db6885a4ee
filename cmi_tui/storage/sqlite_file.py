"""The SQLite file: made whole or not at all, private, and never made over what is there."""

import os
import secrets
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import SQLModel

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.storage import tables as tables  # registers the tables
from cmi_tui.storage.troubles import told_as_codes, trouble_code

SCHEMA_VERSION = 1
_APPLICATION_ID = 0x434D4931  # "CMI1": tells our files from other SQLite files
_BUSY_TIMEOUT_MS = 5000


def configure(engine: Engine) -> None:
    """Gives each connection its PRAGMAs and leaves BEGIN to `Database`."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver must not open transactions of its own: `Database` says BEGIN IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()


def create_schema(engine: Engine) -> None:
    """Makes the tables and the marks by which `check` knows the file."""
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def prepare(path: Path) -> None:
    """Makes the database at `path` when nothing is there, else checks that it is one of ours.

    Raises Unavailable when the file is damaged, not ours, of another version or out of reach.
    """
    try:
        if not os.path.lexists(path):
            _create(path)
        _check(path)
    except OSError as error:
        read_only = isinstance(error, PermissionError) or error.errno == 30
        raise Unavailable(Code.DATABASE_READ_ONLY if read_only else Code.DATABASE_UNREACHABLE) from None


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


def _check(path: Path) -> None:
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Unavailable(trouble_code(error)) from None
    if application != _APPLICATION_ID:
        empty = path.stat().st_size == 0
        raise Unavailable(Code.DATABASE_CORRUPT if empty else Code.DATABASE_NOT_OURS)
    if version != SCHEMA_VERSION:
        raise Unavailable(Code.DATABASE_VERSION)
