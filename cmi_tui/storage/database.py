"""The database: one short transaction at a time, its troubles told as codes."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from cmi_tui.domain.clock import utc_now
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.journal import Entry
from cmi_tui.storage import postgresql, schema, sqlite_file
from cmi_tui.storage.accounts import Accounts
from cmi_tui.storage.activations import Activations
from cmi_tui.storage.agents import Agents
from cmi_tui.storage.card_requests import CardRequests
from cmi_tui.storage.history import AccountHistory
from cmi_tui.storage.holder_files import HolderFiles
from cmi_tui.storage.holder_search import HolderSearch
from cmi_tui.storage.journal import Journal
from cmi_tui.storage.order_import import OrderImport
from cmi_tui.storage.outbox import Outbox
from cmi_tui.storage.preferences import StoredPreferences
from cmi_tui.storage.prepared_forms import PreparedForms
from cmi_tui.storage.stop_signals import stops_wait
from cmi_tui.storage.throttle import Throttle
from cmi_tui.storage.troubles import told_as_codes

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Transaction:
    """What a use case may read and change, all of it together or not at all, at the moment `now`."""

    now: datetime
    accounts: Accounts
    card_requests: CardRequests
    journal: Journal
    throttle: Throttle
    activations: Activations
    outbox: Outbox
    agents: Agents
    preferences: StoredPreferences
    prepared_forms: PreparedForms
    holder_search: HolderSearch
    holder_files: HolderFiles
    history: AccountHistory


class Database:
    """The accounts, card requests and journal behind an SQLAlchemy URL.

    A SQLite file that is missing is made if `makes_file`, unless an empty database in memory `stands_in`
    for it. Notices are kept when there is a relay to send
    them. Raises Unavailable when it cannot be used.
    """

    def __init__(
        self,
        url: str,
        clock: Callable[[], datetime] = utc_now,
        *,
        keeps_notices: bool = False,
        makes_file: bool = True,
        stands_in: bool = False,
    ) -> None:
        if stands_in and _is_missing(url):
            self._engine = _stand_in()
        else:
            self._engine = _open(url, makes_file=makes_file)
        is_file = self._engine.dialect.name == "sqlite" and self._engine.url.database
        self._file = Path(self._engine.url.database or "") if is_file else None
        self._clock = clock
        self._keeps_notices = keeps_notices

    @property
    def key_file(self) -> Path | None:
        """Where a SQLite file's secret key lies unless a setting says otherwise: beside it."""
        return self._file and self._file.with_name(f"{self._file.name}.key")

    @property
    def is_shared(self) -> bool:
        """Whether other machines may use the database too."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads. Raises Unavailable."""
        with (
            self._journalling_later() as later,
            stops_wait(),
            told_as_codes(self._file),
            self._engine.connect() as connection,
        ):
            yield self._transaction(connection, later)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction committed when the block ends, undone when it raises. Raises Unavailable."""
        writes = self._engine.execution_options(writes=True)
        with (
            self._journalling_later() as later,
            stops_wait(),
            told_as_codes(self._file),
            writes.connect() as connection,
            connection.begin(),
        ):
            yield self._transaction(connection, later)

    @contextmanager
    def importing(self, *, rehearsal: bool) -> Iterator[OrderImport]:
        """An import of order files on a connection of its own. Raises Unavailable."""
        engine = self._engine.execution_options(writes=not rehearsal)
        with told_as_codes(self._file), engine.connect() as connection:
            # Its temporary tables go with the connection.
            connection.detach()
            yield OrderImport(connection, rehearsal=rehearsal)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def _transaction(self, connection: Connection, later: list[Entry]) -> Transaction:
        session = Session(connection, autoflush=False)
        now = self._clock()
        return Transaction(
            now,
            Accounts(session),
            CardRequests(session),
            Journal(session, now, later),
            Throttle(session),
            Activations(session),
            Outbox(session, now, is_open=self._keeps_notices),
            Agents(session),
            StoredPreferences(session),
            PreparedForms(session, now),
            HolderSearch(session, now),
            HolderFiles(session, now),
            AccountHistory(session),
        )

    @contextmanager
    def _journalling_later(self) -> Iterator[list[Entry]]:
        later: list[Entry] = []
        try:
            yield later
        finally:
            if later:
                self._journal(later)

    def _journal(self, entries: list[Entry]) -> None:
        try:
            with self.writing() as transaction:
                for entry in entries:
                    transaction.journal.add(entry)
        except Unavailable as error:
            events = ", ".join(entry.event for entry in entries)
            _LOG.warning("%s not journalled: %s", events, error.code)


def upgrade(url: str, progress: schema.Progress = lambda _done, _all: None) -> int:
    """Brings the database to this program's version, all or nothing; the version found before.

    `progress` is told how many steps are done, and of how many. A SQLite file is made when it is
    missing. Raises Unavailable.
    """
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        sqlite_file.prepare(Path(engine.url.database or ""), any_version=True)
    writes = engine.execution_options(writes=True)
    try:
        with told_as_codes(), writes.connect() as connection, connection.begin():
            return schema.upgrade(connection, progress)
    finally:
        engine.dispose()


def _is_missing(url: str) -> bool:
    engine = _engine(url)
    return engine.dialect.name == "sqlite" and not os.path.lexists(engine.url.database or "")


def _stand_in() -> Engine:
    """An empty database in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    _configure(engine)
    sqlite_file.create_schema(engine)
    return engine


def _open(url: str, *, makes_file: bool) -> Engine:
    engine = _engine(url)
    if engine.dialect.name != "sqlite":
        try:
            postgresql.check(engine)
        except Unavailable:
            engine.dispose()
            raise
    else:
        sqlite_file.prepare(Path(engine.url.database or ""), makes_file=makes_file)
    return engine


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            return postgresql.open_engine(parsed)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError, TypeError):
        pass
    raise Unavailable(Code.DATABASE_URL_INVALID)


def _sqlite_engine(url: URL) -> Engine:
    # Options and `file:` URLs would open another file than the one that is checked.
    # Memory keeps nothing.
    path = url.database or ""
    if url.query or path in ("", ":memory:") or path.startswith("file:"):
        raise ValueError(path)
    # SQLAlchemy would make a folder named `~`.
    url = url.set(database=os.path.expanduser(path)) if path.startswith("~") else url
    if (url.database or "").startswith("~"):
        raise ValueError(path)
    engine = create_engine(url)
    _configure(engine)
    return engine


def _configure(engine: Engine) -> None:
    sqlite_file.configure(engine)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # A read turned into a write fails at once when another writes, whatever the busy timeout:
        # who means to write says so at the start.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
