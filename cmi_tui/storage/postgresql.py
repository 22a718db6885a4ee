"""PostgreSQL: how it is reached, that the database there is ours and of our version, and COPY."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from cmi_tui.storage import schema
from cmi_tui.storage.troubles import told_as_codes

# A sentence comes within ten seconds: what is lost at rest is found out and sought anew meanwhile.
_CONNECT_SECONDS = 3
_LOCK_MS = 5000
_STATEMENT_MS = 7000
_IDLE_IN_TRANSACTION_MS = 60000
_LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1"})


def open_engine(url: URL) -> Engine:
    """An engine whose connections wait for nothing without end, and are replaced when they are lost."""
    # Loaded here because SQLite needs no driver of PostgreSQL.
    from cmi_tui.storage.patience import wait_with_patience

    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=connect_arguments(url),
        # Rows are locked where it matters: whatever the server's default, nothing has to be done again.
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_timeout=_LOCK_MS / 1000,
    )
    wait_with_patience(engine)
    return engine


def connect_arguments(url: URL) -> dict[str, str | int]:
    """What libpq is told beside the URL; what the URL itself says goes before it."""
    arguments: dict[str, str | int] = {
        "application_name": "cmi-tui",
        "connect_timeout": _CONNECT_SECONDS,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": _STATEMENT_MS,
        "options": (
            f"-c lock_timeout={_LOCK_MS} -c statement_timeout={_STATEMENT_MS}"
            f" -c idle_in_transaction_session_timeout={_IDLE_IN_TRANSACTION_MS}"
        ),
    }
    host = url.host or url.query.get("host", "")
    if not (isinstance(host, str) and (host in _LOCAL_HOSTS or host.startswith("/"))):
        # Accounts cross no network unencrypted, nor towards a server that cannot prove its name.
        arguments["sslmode"] = "verify-full"
        arguments["sslrootcert"] = "system"
    return {name: value for name, value in arguments.items() if name not in url.query}


def check(engine: Engine) -> None:
    """Raises Unavailable when the server is out of reach, or its database of another version."""
    with told_as_codes(), engine.connect() as connection:
        found = schema.version(connection)
    schema.check_version(found)


def copy(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Adds rows by COPY. Raises SQLAlchemy's IntegrityError and DBAPIError, as its own statements do."""
    import psycopg

    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    driver = cast(psycopg.Connection, connection.connection.dbapi_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as target:
            for row in rows:
                target.write_row(row)
    except psycopg.IntegrityError as error:
        raise IntegrityError(statement, None, error) from None
    except psycopg.Error as error:
        raise DBAPIError(statement, None, error) from None
