"""The people of an order file, gathered before a line of it is written."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cmi_tui.domain.errors import Unavailable
from cmi_tui.storage.troubles import trouble_code

_CACHE_KIB = 16_384
_TABLE = (
    "CREATE TABLE person (login TEXT, name TEXT, birth TEXT, PRIMARY KEY (login, name, birth))"
    " WITHOUT ROWID"
)
_ADD = "INSERT OR IGNORE INTO person VALUES (?, ?, ?)"
_OF_SEVERAL = (
    "SELECT login FROM person GROUP BY login"
    " HAVING count(DISTINCT name) > 1 OR count(DISTINCT nullif(birth, '')) > 1"
)


class OrderPeople:
    """The people of a file by identifier, in a file without a name that goes with this object."""

    def __init__(self) -> None:
        # A million people would not fit in the memory an import may have.
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute(_TABLE)

    def add(self, people: Iterable[tuple[str, str, str]]) -> None:
        """Takes in login keys, keys of names and ISO dates of birth (or ""). Raises Unavailable."""
        with _told_as_codes():
            self._connection.execute("BEGIN")
            self._connection.executemany(_ADD, people)
            self._connection.execute("COMMIT")

    def of_several_people(self) -> frozenset[str]:
        """The login keys that have two names, or two dates of birth. Raises Unavailable."""
        with _told_as_codes():
            return frozenset(login for (login,) in self._connection.execute(_OF_SEVERAL))

    def close(self) -> None:
        """Gives the space back."""
        self._connection.close()


@contextmanager
def _told_as_codes() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise Unavailable(trouble_code(error)) from None
