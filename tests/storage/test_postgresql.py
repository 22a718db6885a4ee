"""PostgreSQL's own troubles: lost connections, locks, time-outs, an unreachable server."""

from collections.abc import Sequence
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, make_url

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.order_file import OrderLine
from cmi_tui.services.session import Session
from cmi_tui.storage import order_import
from cmi_tui.storage import postgresql as adapter
from cmi_tui.storage.database import Database
from cmi_tui.storage.order_batch import Known, OrderBatch, judge
from rig.order_files import address, write_order_file
from tests.conftest import FakeClock
from tests.storage.rows import execute

EMAIL = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}

# Of this database alone: other tests use the same server meanwhile.
END_OURS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'cmi-tui'"
)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> object:
    with request.getfixturevalue("postgresql").database() as url:
        yield url


def test_a_connection_lost_at_rest_is_replaced(
    portal: Portal, session: Session, database_url: str
) -> None:
    portal.read_information(session)
    execute(
        database_url,
        END_OURS,
    )
    assert portal.read_information(session).email == "mail0455@mail.fr"


def test_a_connection_lost_in_a_change_is_told_and_the_next_try_works(
    portal: Portal, session: Session, database_url: str
) -> None:
    with pytest.raises(Unavailable) as caught, portal.database.writing() as transaction:
        transaction.accounts.credentials(session.account_id)
        execute(
            database_url,
            f"{END_OURS} AND state = 'idle in transaction'",
        )
        transaction.accounts.information(session.account_id)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    portal.change_email(session, EMAIL)
    assert portal.read_information(session).email == "dds@hotmail.fr"


def test_a_connection_lost_in_an_import_is_told_and_the_next_one_ends(
    portal: Portal, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "commande.csv"
    write_order_file(file, 10)

    def lose(connection: Connection, table: str, *rest: object) -> None:
        monkeypatch.undo()
        execute(
            database_url,
            f"{END_OURS} AND state = 'idle in transaction'",
        )
        adapter.copy(connection, table, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(adapter, "copy", lose)
    with pytest.raises(Unavailable) as caught:
        portal.import_orders(file, "operator", lambda _done: None)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    assert portal.import_orders(file, "operator", lambda _done: None).created == 5


def test_an_address_that_is_taken_while_a_batch_is_written_is_looked_at_again(
    portal: Portal, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "commande.csv"
    write_order_file(file, 10)

    def judge_late(lines: Sequence[OrderLine], known: Known) -> OrderBatch:
        monkeypatch.undo()
        execute(database_url, f"UPDATE account SET email_key = '{address(1)}' WHERE id = 1")
        return judge(lines, known)

    monkeypatch.setattr(order_import, "judge", judge_late)
    summary = portal.import_orders(file, "operator", lambda _done: None)
    assert (summary.created, summary.without_address, summary.steps) == (5, 2, 10)


@pytest.mark.parametrize("limit", ["lock_timeout=200", "statement_timeout=300"])
def test_a_lock_held_too_long_is_told_and_nothing_changes(
    portal: Portal,
    session: Session,
    database_url: str,
    limit: str,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portal.close()
    hasty = Database(f"{database_url}&options=-c%20{limit.replace('=', '%3D')}", clock)
    other = psycopg.connect(database_url)
    other.execute("SELECT * FROM account FOR UPDATE")
    monkeypatch.setattr(portal, "_database", hasty)
    with pytest.raises(Unavailable) as caught:
        portal.change_email(session, EMAIL)
    assert caught.value.code is Code.DATABASE_LOCKED
    other.rollback()
    assert portal.read_information(session).email == "mail0455@mail.fr"
    other.close()
    hasty.close()


def test_a_database_that_is_read_only_can_still_be_read(
    portal: Portal, session: Session, database_url: str
) -> None:
    name = make_url(database_url).database
    execute(database_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    portal.database.close()
    with pytest.raises(Unavailable) as caught:
        portal.change_email(session, EMAIL)
    assert caught.value.code is Code.DATABASE_READ_ONLY
    assert portal.read_information(session).email == "mail0455@mail.fr"


def test_a_server_that_is_not_there_is_told() -> None:
    for url in ("postgresql://127.0.0.1:1/portal?connect_timeout=2", "postgresql:///x?host=/nowhere"):
        with pytest.raises(Unavailable) as caught:
            Database(url)
        assert caught.value.code is Code.DATABASE_UNREACHABLE


def test_no_network_is_crossed_unencrypted_unless_the_url_says_so() -> None:
    remote = adapter.connect_arguments(make_url("postgresql://db.example/portal"))
    assert remote["sslmode"] == "verify-full"
    chosen = make_url("postgresql://db.example/portal?sslmode=verify-ca")
    assert "sslmode" not in adapter.connect_arguments(chosen)
    for local in ("postgresql:///portal", "postgresql://localhost/portal", "postgresql:///x?host=/run"):
        assert "sslmode" not in adapter.connect_arguments(make_url(local))
