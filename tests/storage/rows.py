"""Looks into a SQLite database behind the portal's back."""

import sqlite3


def column(url: str, query: str) -> list[object]:
    """The first column of a query's rows."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return [row[0] for row in connection.execute(query)]
    finally:
        connection.close()
