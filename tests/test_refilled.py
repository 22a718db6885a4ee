"""The tests' own PostgreSQL: a database whose rows are put back is as good as a new one."""

import psycopg
import pytest

from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, PASSWORD
from rig.postgresql import PostgresServer
from tests.storage.rows import column, execute

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
EMAIL = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}


def stored(url: str) -> dict[str, list[object]]:
    return {
        str(table): column(url, f"SELECT t::text FROM {table} t ORDER BY 1")
        for table in column(url, TABLES)
    }


def use(url: str) -> list[object]:
    """Signs in and changes an address; the journal's line numbers and the sessions' accounts."""
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    portal.change_email(portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, "192.0.2.7"), EMAIL)
    portal.close()
    return column(url, "SELECT id FROM journal ORDER BY id")


def test_what_a_test_has_done_to_a_database_is_gone_for_the_next(postgresql: PostgresServer) -> None:
    with postgresql.database() as url:
        new = stored(url)
    with postgresql.refilled() as url:
        assert stored(url) == new
        numbers = use(url)
        assert numbers and stored(url) != new
        forgotten = psycopg.connect(url)
        forgotten.execute("LOCK TABLE account")
        name = column(url, "SELECT current_database()")[0]
        execute(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with postgresql.refilled() as again:
        assert again == url and stored(again) == new
        with pytest.raises(psycopg.OperationalError, match="terminat"):
            forgotten.execute("SELECT 1")
        forgotten.close()
        assert use(again) == numbers, "the counters start where they started"
