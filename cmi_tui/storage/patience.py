"""How long a PostgreSQL that says nothing is waited for: its own time limits end with it."""

from collections.abc import Generator
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

PING_SECONDS = 2.0
"""For the answer of a connection that has been at rest."""
STATEMENT_SECONDS = 8.0
"""For that to a statement: longer than the server lets it take."""
SILENCE_SECONDS = 5.0
"""How long a server that did not answer is not asked again: others need not wait for it in turn."""
_LOOK_SECONDS = 0.1
"""How often the driver, which waits, lets its work look at the time."""


class PatientConnection(psycopg.Connection[Any]):
    """Closes itself when the server says nothing for longer than its patience, in seconds."""

    patience = PING_SECONDS

    def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
        """The generator's result, as the base class gives it. Raises ConnectionTimeout."""
        return super().wait(self._impatiently(gen), *arguments, **options)

    # What is yielded and sent is the driver's own: what it waits for, and what has come of that.
    def _impatiently(self, steps: Any) -> Generator[Any, Any, Any]:
        # Counted in looks that found nothing: a process that had no time to look has not waited in vain.
        silence = 0.0
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                silence = 0.0 if ready else silence + _LOOK_SECONDS
                if silence > self.patience:
                    self.close()
                    raise psycopg.errors.ConnectionTimeout("the server does not answer")
                wanted = steps.send(ready)
        except StopIteration as end:
            return end.value


def wait_with_patience(engine: Engine) -> None:
    """Makes the engine's connections patient ones, and asks a silent server no more for a moment."""
    silent_until = 0.0

    @event.listens_for(engine, "do_connect")
    def _connect(
        _dialect: Dialect, _record: ConnectionPoolEntry, arguments: Any, options: Any
    ) -> PatientConnection:
        nonlocal silent_until
        if monotonic() < silent_until:
            raise psycopg.errors.ConnectionTimeout("the server did not answer a moment ago")
        try:
            return PatientConnection.connect(*arguments, **options)
        except psycopg.errors.ConnectionTimeout:
            silent_until = monotonic() + SILENCE_SECONDS
            raise

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        _driver(connection).patience = STATEMENT_SECONDS

    @event.listens_for(engine, "checkin")
    def _on_checkin(connection: DBAPIConnection | None, _record: ConnectionPoolEntry) -> None:
        if connection is not None:
            connection.patience = PING_SECONDS


def wait_without_end(connection: Connection) -> None:
    """Lets this connection's statements take as long as they need."""
    _driver(connection).patience = float("inf")


def _driver(connection: Connection) -> PatientConnection:
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, PatientConnection)
    return driver
