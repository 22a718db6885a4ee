"""Looks into a database, and changes it, behind the portal's back."""

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool


def column(url: str, query: str) -> list[object]:
    """The first column of a query's rows."""
    with _engine(url).connect() as connection:
        return [row[0] for row in connection.exec_driver_sql(query)]


def execute(url: str, statement: str) -> None:
    """Runs one statement and commits it."""
    with _engine(url).begin() as connection:
        connection.exec_driver_sql(statement)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, poolclass=NullPool)
