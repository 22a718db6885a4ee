"""The database: one short transaction at a time, its troubles told as codes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.storage import sqlite_file
from cmi_tui.storage.accounts import Accounts
from cmi_tui.storage.card_requests import CardRequests
from cmi_tui.storage.journal import Journal
from cmi_tui.storage.troubles import told_as_codes


@dataclass(frozen=True)
class Transaction:
    """What a use case may read and change, all of it together or not at all."""

    accounts: Accounts
    card_requests: CardRequests
    journal: Journal


class Database:
    """The accounts, card requests and journal behind an SQLAlchemy URL.

    A SQLite file is made when it is missing. Raises Unavailable when it cannot be used.
    """

    def __init__(self, url: str) -> None:
        self._engine = _open(url)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads. Raises Unavailable."""
        with told_as_codes(), self._engine.connect() as connection:
            yield _transaction(connection)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction committed when the block ends, undone when it raises. Raises Unavailable."""
        writes = self._engine.execution_options(writes=True)
        with told_as_codes(), writes.connect() as connection, connection.begin():
            yield _transaction(connection)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()


def _transaction(connection: Connection) -> Transaction:
    session = Session(connection, autoflush=False)
    return Transaction(Accounts(session), CardRequests(session), Journal(session))


def _open(url: str) -> Engine:
    in_memory = url == "sqlite://"
    try:
        engine = create_engine(url, **({"poolclass": StaticPool} if in_memory else {}))
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError, TypeError):
        raise Unavailable(Code.DATABASE_URL_INVALID) from None
    if engine.dialect.name == "sqlite":
        # Options and `file:` URLs would open another file than the one that is checked.
        path = engine.url.database or ""
        if engine.url.query or path == ":memory:" or path.startswith("file:"):
            raise Unavailable(Code.DATABASE_URL_INVALID)
        sqlite_file.configure(engine)
        _begin_by_hand(engine)
        if in_memory:
            sqlite_file.create_schema(engine)
        else:
            sqlite_file.prepare(Path(path))
    return engine


def _begin_by_hand(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A read turned into a write fails at once when another writes, whatever the busy timeout:
        # who means to write says so at the start.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
