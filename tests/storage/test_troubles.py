"""The databases' own errors, each told by the code that helps."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from cmi_tui.composition import Portal
from cmi_tui.domain.email_address import EmailAddress
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.messages.errors import TEXTS, error_text
from cmi_tui.services.session import Session
from cmi_tui.storage.database import Database
from cmi_tui.storage.troubles import told_as_codes, trouble_code
from tests.storage.rows import column, execute


@pytest.fixture
def server_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with request.getfixturevalue("postgresql").database() as url:
        yield url


@pytest.fixture
def role(server_url: str) -> Iterator[str]:
    """A role without any right in the database."""
    name = f"role_{secrets.token_hex(4)}"
    execute(server_url, f"CREATE ROLE {name} LOGIN")
    yield name
    execute(server_url, f"DROP ROLE {name}")


def trouble(url: str, role: str) -> Code:
    with pytest.raises(Unavailable) as caught:
        Database(make_url(url).set(username=role).render_as_string(hide_password=False))
    return caught.value.code


def test_a_role_without_rights_is_told(server_url: str, role: str) -> None:
    assert trouble(server_url, role) is Code.DATABASE_FORBIDDEN
    assert trouble(server_url, "nobody_here") is Code.DATABASE_FORBIDDEN
    execute(server_url, f"ALTER ROLE {role} NOLOGIN")
    assert trouble(server_url, role) is Code.DATABASE_FORBIDDEN


def test_too_many_connections_are_told(server_url: str, role: str) -> None:
    execute(server_url, f"ALTER ROLE {role} CONNECTION LIMIT 0")
    assert trouble(server_url, role) is Code.DATABASE_CROWDED


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("FATAL:  sorry, too many clients already", Code.DATABASE_CROWDED),
        ("FATAL:  désolé, trop de clients sont déjà connectés", Code.DATABASE_CROWDED),
        ("FATAL:  remaining connection slots are reserved", Code.DATABASE_CROWDED),
        ('FATAL:  password authentication failed for user "x"', Code.DATABASE_FORBIDDEN),
        ("FATAL:  authentification par mot de passe échouée", Code.DATABASE_FORBIDDEN),
        ("FATAL:  the database system is starting up", Code.DATABASE_UNREACHABLE),
        ("Connection refused", Code.DATABASE_UNREACHABLE),
    ],
)
def test_the_words_of_a_server_that_lets_nobody_in_are_understood(words: str, code: Code) -> None:
    assert trouble_code(Exception(f"connection failed: {words}")) is code


def test_a_serializable_server_has_nothing_done_again(server_url: str) -> None:
    name = make_url(server_url).database
    execute(server_url, f"ALTER DATABASE {name} SET default_transaction_isolation = serializable")
    database = Database(server_url)
    with database.writing() as first, database.writing() as second:
        for number, transaction in enumerate((first, second), 1):
            transaction.throttle.take([f"account {number}"])
            transaction.throttle.peek(["account 1", "account 2"])
            transaction.throttle.put({f"account {number}": [transaction.now]})
    assert column(server_url, "SELECT count(*) FROM throttle") == [2]
    database.close()


def test_a_volume_that_fills_in_a_part_of_a_change_is_told_as_full(
    portal: Portal, session: Session
) -> None:
    with portal.database.reading() as transaction:
        connection = transaction.accounts._session.connection()
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    long = "x" * 100_000
    with pytest.raises(Unavailable) as caught, portal.database.writing() as transaction:
        transaction.accounts.set_email(session.account_id, EmailAddress(long, long), transaction.now)
    assert caught.value.code is Code.DATABASE_FULL
    assert portal.read_information(session).email == "mail0455@mail.fr"


@pytest.mark.parametrize(
    ("free", "writable", "code"),
    [
        (0, True, Code.DATABASE_FULL),
        (9, False, Code.DATABASE_READ_ONLY),
        (9, True, Code.DATABASE_UNREACHABLE),
    ],
)
def test_a_journal_file_that_cannot_be_made_is_told_by_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, writable: bool, code: Code
) -> None:
    class Volume:
        f_bavail, f_files, f_favail = free, 9, 9

    monkeypatch.setattr(os, "statvfs", lambda _folder: Volume())
    monkeypatch.setattr(os, "access", lambda _folder, _mode: writable)
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    with pytest.raises(Unavailable) as caught, told_as_codes(tmp_path / "portal.db"):
        raise OperationalError("", None, error)
    assert caught.value.code is code


@pytest.mark.parametrize("code", list(Code))
def test_no_sentence_shows_a_place_for_a_value_that_is_not_there(code: Code) -> None:
    assert code in TEXTS and "{" not in error_text(code)
