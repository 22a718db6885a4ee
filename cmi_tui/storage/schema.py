"""The schema's version, and how an older database is brought up to it."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, text
from sqlmodel import SQLModel

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.storage import append_only, tables
from cmi_tui.storage.throttle import NAMES_SECRET

SCHEMA_VERSION = 10
"""The version that this program reads and writes: the number of the last revision."""
APPLICATION_ID = 0x434D4931  # "CMI1": tells our SQLite files from others
Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 0x434D4931
"""The PostgreSQL advisory lock under which one program at a time upgrades."""


def create(connection: Connection) -> None:
    """Makes the current tables in an empty SQLite database, and the marks by which it is known."""
    SQLModel.metadata.create_all(connection)
    secret = {"name": NAMES_SECRET, "value": secrets.token_hex(32)}
    connection.execute(insert(tables.SecretRow).values(secret))
    for statement in append_only.SQLITE:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{SCHEMA_VERSION:04}')")
    _mark(connection)


def version(connection: Connection) -> int:
    """The version of the database, 0 for an empty one.

    Raises Unavailable for one whose versions are not numbers: another program's.
    """
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "0"
        if not found.isdecimal():
            raise Unavailable(Code.DATABASE_NOT_OURS)
        return int(found)
    # The first SQLite files were made before Alembic kept their version.
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return 0


def check_version(found: int) -> None:
    """Raises Unavailable for a database of another version than this program's."""
    if found != SCHEMA_VERSION:
        raise Unavailable(Code.DATABASE_OLDER if found < SCHEMA_VERSION else Code.DATABASE_NEWER)


def upgrade(connection: Connection, progress: Progress) -> int:
    """Plays the missing revisions in the caller's transaction; returns the version found before.

    `progress` is told how many are played, and of how many.

    Raises Unavailable for a database newer than this program, or of another one.
    """
    # Loaded here because only `cmi-tui db upgrade` needs it.
    from alembic import command
    from alembic.config import Config

    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        from cmi_tui.storage.patience import wait_without_end

        wait_without_end(connection)
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    found = version(connection)
    if found > SCHEMA_VERSION:
        raise Unavailable(Code.DATABASE_NEWER)

    def played(*, step: Any, **_: object) -> None:
        progress(int(step.up_revision_id) - found, SCHEMA_VERSION - found)

    config = Config(attributes={"connection": connection, "on_version_apply": played})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    if found and not inspect(connection).has_table("alembic_version"):
        command.stamp(config, f"{found:04}")
    command.upgrade(config, "head")
    if is_sqlite:
        _mark(connection)
    return found


def _mark(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
