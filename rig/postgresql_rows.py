"""The rows of a PostgreSQL database, noted once and put back as often as wanted."""

import psycopg
from psycopg.sql import SQL, Identifier

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Rows:
    """What the tables and sequences of the database at `url` hold now."""

    def __init__(self, url: str) -> None:
        self._url = url
        with psycopg.connect(url) as connection:
            self._tables = {
                name: self._copied(connection, Identifier(name))
                for (name,) in connection.execute(_TABLES).fetchall()
            }
            self._sequences = {
                name: connection.execute(
                    SQL("SELECT last_value, is_called FROM {}").format(Identifier(name))
                ).fetchone()
                for (name,) in connection.execute(_SEQUENCES).fetchall()
            }

    @staticmethod
    def _copied(connection: psycopg.Connection, table: Identifier) -> bytes:
        with connection.cursor().copy(SQL("COPY {} TO STDOUT").format(table)) as copy:
            return b"".join(bytes(block) for block in copy)

    def put_back(self) -> None:
        """Ends whoever still is in the database, and leaves in it what was noted and nothing else."""
        with psycopg.connect(self._url) as connection:
            connection.execute(_OTHERS)
            # Neither the journal's own guard nor the order of references stands in the way.
            connection.execute("SET session_replication_role = replica")
            for name, rows in self._tables.items():
                table = Identifier(name)
                connection.execute(SQL("DELETE FROM {}").format(table))
                if rows:
                    with connection.cursor().copy(SQL("COPY {} FROM STDIN").format(table)) as copy:
                        copy.write(rows)
            for name, state in self._sequences.items():
                assert state
                connection.execute("SELECT setval(%s, %s, %s)", (name, *state))
