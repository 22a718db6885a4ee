"""Databases of other versions: refused with a sentence, brought up by `cmi-tui db upgrade`."""

import sqlite3
from pathlib import Path
from time import monotonic

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.settings import Settings
from cmi_tui.storage import schema
from cmi_tui.storage.database import Database, upgrade
from rig.accounts import PASSWORD
from rig.postgresql import PostgresServer
from tests.storage.rows import column, execute


def trouble(url: str) -> Code:
    with pytest.raises(Unavailable) as caught:
        Database(url)
    return caught.value.code


def shape(url: str) -> dict[str, object]:
    """Tables, columns, indexes and triggers, less what the two ways of making them may spell apart."""
    inspector = inspect(create_engine(url))
    return {
        table: (
            {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            },
            sorted(map(str, (index["column_names"] for index in inspector.get_indexes(table)))),
            sorted(map(str, (key["column_names"] for key in inspector.get_unique_constraints(table)))),
            inspector.get_pk_constraint(table)["constrained_columns"],
            column(
                url,
                f"SELECT sql FROM sqlite_master WHERE type='trigger' AND tbl_name='{table}' ORDER BY 1",
            ),
        )
        for table in inspector.get_table_names()
    }


@pytest.fixture
def first_file(tmp_path: Path) -> str:
    """A SQLite file of the first version."""
    connection = sqlite3.connect(tmp_path / "first.db")
    script = Path(__file__).with_name("first_schema.sql").read_text(encoding="utf-8")
    connection.executescript(script)
    connection.close()
    (tmp_path / "first.db").chmod(0o600)
    return f"sqlite:///{tmp_path / 'first.db'}"


def test_the_program_knows_the_last_revision() -> None:
    heads = ScriptDirectory(str(Path(schema.__file__).parent / "migrations")).get_heads()
    assert heads == [f"{schema.SCHEMA_VERSION:04}"]


def test_a_file_of_the_first_version_is_refused_then_brought_up_with_all_it_holds(
    first_file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CMI_DATABASE_URL", first_file)
    assert trouble(first_file) is Code.DATABASE_OLDER
    assert main(["db", "upgrade"]) == 0
    said = capsys.readouterr().out
    assert str(schema.SCHEMA_VERSION) in said
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": first_file}))
    session = portal.sign_in({"login": "dds@hotmail.fr", "password": PASSWORD})
    assert portal.read_information.requests(session)[0].number == "2018-0001000"
    assert column(first_file, "SELECT count(*) FROM journal WHERE event = 'user_email_change'") == [1]
    portal.close()
    assert main(["db", "upgrade"]) == 0
    assert "à jour" in capsys.readouterr().out


def test_a_made_file_and_an_upgraded_one_have_one_schema(first_file: str, tmp_path: Path) -> None:
    upgrade(first_file)
    made = f"sqlite:///{tmp_path / 'made.db'}"
    Database(made).close()
    assert shape(made) == shape(first_file)
    for url in (made, first_file):
        assert column(url, "SELECT version_num FROM alembic_version") == [f"{schema.SCHEMA_VERSION:04}"]
        assert column(url, "PRAGMA user_version") == [schema.SCHEMA_VERSION]


def test_an_upgrade_that_fails_changes_nothing(first_file: str) -> None:
    execute(first_file, "CREATE TABLE throttle (mine INTEGER)")
    with pytest.raises(Unavailable):
        upgrade(first_file)
    assert column(first_file, "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'") == []
    assert column(first_file, "PRAGMA user_version") == [1]


def test_an_empty_postgresql_is_refused_until_it_is_upgraded(postgresql: PostgresServer) -> None:
    with postgresql.database(empty=True) as url:
        assert trouble(url) is Code.DATABASE_OLDER
        assert upgrade(url) == 0
        Database(url).close()
        assert upgrade(url) == schema.SCHEMA_VERSION


def test_a_postgresql_of_another_program_is_refused_also_by_the_upgrade(
    postgresql: PostgresServer,
) -> None:
    with postgresql.database() as url:
        execute(url, "UPDATE alembic_version SET version_num = '1975ea83b712'")
        assert trouble(url) is Code.DATABASE_NOT_OURS
        with pytest.raises(Unavailable) as caught:
            upgrade(url)
        assert caught.value.code is Code.DATABASE_NOT_OURS


def test_a_refused_postgresql_keeps_no_connection(postgresql: PostgresServer) -> None:
    with postgresql.database() as url:
        execute(url, "UPDATE alembic_version SET version_num = '0099'")
        with pytest.raises(Unavailable) as caught:
            Database(url)
        others = "FROM pg_stat_activity WHERE datname = current_database()"
        ours = f"SELECT count(*) {others} AND pid <> pg_backend_pid()"
        longest = monotonic() + 5
        while column(url, ours) != [0]:
            assert monotonic() < longest
        assert caught.value.code is Code.DATABASE_NEWER


def test_a_newer_postgresql_is_refused_also_by_the_upgrade(postgresql: PostgresServer) -> None:
    with postgresql.database() as url:
        execute(url, "UPDATE alembic_version SET version_num = '0099'")
        assert trouble(url) is Code.DATABASE_NEWER
        with pytest.raises(Unavailable) as caught:
            upgrade(url)
        assert caught.value.code is Code.DATABASE_NEWER
