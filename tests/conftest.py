"""What the tests share: a portal on a database of their own, a clock they set, the accounts."""

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher as Argon2

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Entry
from cmi_tui.domain.outcomes import OUTCOMES
from cmi_tui.services import password_hashing
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from cmi_tui.storage import demonstration, sqlite_file
from cmi_tui.storage.journal import Journal
from rig.accounts import PASSWORD, SECRET_KEY, SUPPORT_PASSWORD

if TYPE_CHECKING:
    from rig.postgresql import PostgresServer

pytest_plugins = ["tests.tools", "tests.left_behind"]

# Nothing that is made while tests are collected is garbage.
gc.disable()

SERVER_FOLDER = "CMI_TESTS_POSTGRESQL"
"""The variable that tells the test processes of a run where their PostgreSQL is."""


class FakeClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """Moves the clock, backwards when negative."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def pytest_collection_finish() -> None:
    """What thousands of tests hold is not looked through at each collection: a fifth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Names the PostgreSQL server that the processes of this run share; the first of them stops it.

    Those that xdist starts have too little time for it at their end.
    """
    if SERVER_FOLDER not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"cmi-tui-postgresql-{secrets.token_hex(8)}"
        os.environ[SERVER_FOLDER] = str(folder)
        config.add_cleanup(partial(_stop_postgresql, folder))


def _stop_postgresql(folder: Path) -> None:
    if folder.exists():
        from rig.postgresql import stop_server

        stop_server(folder)


@pytest.fixture(scope="session")
def postgresql() -> "Iterator[PostgresServer]":
    """A PostgreSQL server, started for the first test that wants one."""
    from rig.postgresql import PostgresServer

    server = PostgresServer(Path(os.environ[SERVER_FOLDER]))
    yield server
    server.close()


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """argon2 with its least parameters, the demonstration accounts' hashes too: tests hash often."""
    cheap = partial(Argon2, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password_hashing, "Argon2", cheap)
        patch.setattr(password_hashing, "_NOBODY", cheap().hash("no password"))
        patch.setattr(demonstration, "_HOLDER_HASH", cheap().hash(PASSWORD))
        patch.setattr(demonstration, "_SUPPORT_HASH", cheap().hash(SUPPORT_PASSWORD))
        yield


@pytest.fixture
def real_hashes(cheap_hashes: None) -> Iterator[None]:
    """New hashes with the parameters that holders get."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password_hashing, "Argon2", Argon2)
        yield


@pytest.fixture(scope="session", autouse=True)
def unsynced_commits() -> Iterator[str]:
    """SQLite does not wait for the disk, half of the time of many tests; gives what holders get."""
    holders = sqlite_file._SYNCHRONOUS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_file, "_SYNCHRONOUS", "OFF")
        yield holders


@pytest.fixture(scope="session", autouse=True)
def known_outcomes() -> Iterator[None]:
    """No act ends in the journal in a way that operators are not told of and could not ask for."""
    add = Journal.add

    def checked(journal: Journal, entry: Entry) -> None:
        assert entry.outcome in OUTCOMES[entry.event], entry
        add(journal, entry)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "add", checked)
        yield


@pytest.fixture
def synced_commits(unsynced_commits: str) -> Iterator[None]:
    """SQLite waits for the disk as it does for holders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_file, "_SYNCHRONOUS", unsynced_commits)
        yield


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the demonstration accounts, to be copied."""
    path = tmp_path_factory.mktemp("demonstration") / "portal.db"
    portal = Portal(_settings(f"sqlite:///{path}"))
    portal.open_demonstration()
    portal.close()
    return path


@pytest.fixture
def database_url(tmp_path: Path, demonstration_file: Path) -> str:
    """A new SQLite database; `tests/services` and `tests/storage` have it on PostgreSQL too."""
    return sqlite_copy(demonstration_file, tmp_path)


def sqlite_copy(demonstration_file: Path, folder: Path) -> str:
    """The URL of a copy of the demonstration's database, in `folder`."""
    path = folder / "data" / "portal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(demonstration_file, path)
    return f"sqlite:///{path}"


def _settings(url: str, **others: str) -> Settings:
    environ = {"CMI_DATABASE_URL": url, "CMI_SECRET_KEY": SECRET_KEY, **others}
    return Settings.from_environment(environ)


@pytest.fixture
def portal(tmp_path: Path, database_url: str, clock: FakeClock) -> Iterator[Portal]:
    """A portal with the demonstration accounts, exporting to the folder `exports`."""
    exports = tmp_path / "exports"
    exports.mkdir()
    portal = Portal(_settings(database_url, CMI_EXPORT_DIR=str(exports)), clock)
    portal.open_demonstration()
    yield portal
    portal.close()


@pytest.fixture
def session(portal: Portal) -> Session:
    """Auguste Lambert's session."""
    return portal.open_demonstration()
