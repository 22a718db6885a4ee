"""The database file: private, never made over what is there, its troubles told as codes."""

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.services.session import Session
from cmi_tui.storage import sqlite_file
from cmi_tui.storage.database import Database
from cmi_tui.storage.tables import UtcDateTime
from tests.storage.rows import column

EMAIL = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}


def trouble(url: str) -> Code:
    with pytest.raises(Unavailable) as caught:
        Database(url)
    return caught.value.code


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_the_file_and_its_folder_are_private(portal: Portal, database_url: str) -> None:
    path = file_of(database_url)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Code.DATABASE_CORRUPT),
        (b"not a database at all" * 100, Code.DATABASE_CORRUPT),
        (b"SQLite format 3\0" + b"\xff" * 4096, Code.DATABASE_CORRUPT),
    ],
)
def test_a_broken_file_is_refused_and_kept(tmp_path: Path, content: bytes, code: Code) -> None:
    path = tmp_path / "portal.db"
    path.write_bytes(content)
    assert trouble(f"sqlite:///{path}") is code
    assert path.read_bytes() == content


def test_a_database_of_something_else_or_of_another_version_is_refused(
    tmp_path: Path, portal: Portal, database_url: str
) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    assert trouble(f"sqlite:///{tmp_path / 'other.db'}") is Code.DATABASE_NOT_OURS
    portal.close()
    newer = sqlite3.connect(file_of(database_url))
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert trouble(database_url) is Code.DATABASE_NEWER


@pytest.mark.parametrize("url", [
        "nonsense", "nosuch://x/y", "mysql+nosuch://x", "postgresql://u:p@h:abc/db", "sqlite:///:memory:",
        "sqlite://", "sqlite:///",
        "sqlite:///x.db?timeout=abc", "sqlite:///file:x.db?uri=true",
    ],
)  # fmt: skip
def test_a_url_that_means_nothing_is_told(url: str) -> None:
    assert trouble(url) is Code.DATABASE_URL_INVALID


def test_a_tilde_means_the_home_folder_and_never_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Database("sqlite:///~/x.db").close()
    assert (tmp_path / "home" / "x.db").exists()
    assert trouble("sqlite:///~no.such.user/x.db") is Code.DATABASE_URL_INVALID
    assert os.listdir(tmp_path) == ["home"]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert trouble(f"sqlite:///{tmp_path}") is Code.DATABASE_NOT_A_FILE
    (tmp_path / "file").touch()
    assert trouble(f"sqlite:///{tmp_path / 'file' / 'portal.db'}") is Code.DATABASE_NOT_A_FILE


def test_a_place_where_nothing_can_be_made_or_looked_at_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trouble("sqlite:////proc/folder/portal.db") is Code.DATABASE_NOT_MADE

    def lstat(path: Path) -> None:
        raise PermissionError(errno.EACCES, str(path))

    monkeypatch.setattr(Path, "lstat", lstat)
    assert trouble(f"sqlite:///{tmp_path / 'portal.db'}") is Code.DATABASE_FORBIDDEN


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock is waited for less long than holders wait for it."""
    monkeypatch.setattr(sqlite_file, "_BUSY_TIMEOUT_MS", 200)


def test_a_locked_database_refuses_and_changes_nothing(
    little_patience: None, portal: Portal, session: Session, database_url: str
) -> None:
    other = sqlite3.connect(file_of(database_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as caught:
        portal.change_email(session, EMAIL)
    assert caught.value.code is Code.DATABASE_LOCKED
    other.execute("ROLLBACK")
    other.close()
    assert portal.read_information(session).email == "mail0455@mail.fr"
    portal.change_email(session, EMAIL)


def test_a_read_only_database_can_still_be_read(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = {"login": "mail0455@mail.fr", "password": "Mobilite2026!"}
    portal.sign_in(login, "192.0.2.7")
    with portal.database.reading() as transaction:
        transaction.accounts._session.connection().exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Unavailable) as caught:
        portal.change_email(session, EMAIL)
    assert caught.value.code is Code.DATABASE_READ_ONLY
    assert portal.sign_in(login, "192.0.2.7")
    assert portal.read_information(session).email == "mail0455@mail.fr"


def test_a_full_database_refuses_and_keeps_the_old_value(
    portal: Portal, session: Session, database_url: str
) -> None:
    with portal.database.reading() as transaction:
        connection = transaction.accounts._session.connection()
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    code = None
    for _ in range(200):  # the file's last page still takes some lines of the journal
        try:
            with portal.database.writing() as transaction:
                transaction.journal.add(session.entry(Event.PROOF, DONE, "x" * 500))
        except Unavailable as error:
            code = error.code
            break
    assert code is Code.DATABASE_FULL
    assert portal.read_information(session).email == "mail0455@mail.fr"


CUT_OFF = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE account SET email = 'torn@mail.fr'")
for number in range(200):
    connection.execute("INSERT INTO secret VALUES (?, ?)", (str(number), "x" * 500))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_change_that_was_cut_off_is_undone_at_the_next_start(
    portal: Portal, session: Session, database_url: str
) -> None:
    portal.close()
    path = file_of(database_url)
    killed = subprocess.run([sys.executable, "-c", CUT_OFF, str(path)])
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name(f"{path.name}-journal").stat().st_size, "the file holds half a change"
    database = Database(database_url)
    with database.reading() as transaction:
        assert transaction.accounts.information(session.account_id).email == "mail0455@mail.fr"
    database.close()


LIMITED = """
import resource, sys
from cmi_tui.domain.errors import Unavailable
from cmi_tui.storage import sqlite_file
from cmi_tui.storage.database import Database
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    Database(sys.argv[1])
except Unavailable as error:
    print(error.code)
"""


def test_a_disk_too_full_for_a_new_file_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'portal.db'}"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, url], capture_output=True, text=True, check=True
    )
    assert done.stdout == "database_full\n"
    assert os.listdir(tmp_path) == []


def test_a_transaction_that_fails_leaves_nothing(
    portal: Portal, session: Session, database_url: str
) -> None:
    with pytest.raises(ZeroDivisionError), portal.database.writing() as transaction:
        transaction.accounts.replace_password_hash(1, "x", "y")
        transaction.journal.add(session.entry(Event.PROOF, str(1 / 0)))
    assert column(database_url, "SELECT count(*) FROM journal") == [0]


def test_a_naive_datetime_is_refused() -> None:
    from datetime import datetime

    with pytest.raises(TypeError):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]


def test_what_is_read_is_sanitised(portal: Portal, session: Session) -> None:
    with portal.database.writing() as transaction:
        transaction.accounts._session.connection().exec_driver_sql(
            "UPDATE account SET last_name = char(27) || ']2;PWN' || char(0) || char(8238)"
        )
    assert portal.read_information(session).identity.last_name == "^[]2;PWN^@<U+202E>"


def test_what_is_committed_is_on_disk_and_references_are_checked(
    synced_commits: None, portal: Portal
) -> None:
    with portal.database.reading() as transaction:
        connection = transaction.accounts._session.connection()
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert found == {
        "synchronous": full, "journal_mode": "delete", "foreign_keys": 1, "busy_timeout": 5000
    }  # fmt: skip
