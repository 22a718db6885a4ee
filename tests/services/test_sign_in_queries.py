"""Every look-up of a sign-in is on an index, whatever the number of accounts."""

import contextlib

from sqlalchemy import event

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from rig.accounts import AUGUSTE, PASSWORD
from tests.storage.rows import column


def test_no_query_of_a_sign_in_looks_through_a_table(portal: Portal, database_url: str) -> None:
    statements: list[tuple[str, tuple[object, ...]]] = []
    engine = portal.database._engine

    @event.listens_for(engine, "before_cursor_execute")
    def keep(_connection: object, _cursor: object, statement: str, parameters: tuple[object, ...],
             *_rest: object) -> None:  # fmt: skip
        statements.append((statement, parameters))

    tries = [(AUGUSTE, PASSWORD), ("mail0455@mail.fr", "wrong"), ("nobody", "x"), ("a@b.fr", "x")]
    for login, password in tries:
        with contextlib.suppress(Refused):
            portal.sign_in({"login": login, "password": password}, "192.0.2.7")
    event.remove(engine, "before_cursor_execute", keep)
    looked = [
        (statement, parameters)
        for statement, parameters in statements
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) and "FROM secret" not in statement
    ]
    assert len(looked) > 20
    if database_url.startswith("sqlite"):
        plans = [plan_in_sqlite(portal, *query) for query in looked]
    else:
        plans = [plan_in_postgresql(portal, *query) for query in looked]
    for (statement, _parameters), plan in zip(looked, plans, strict=True):
        assert "SCAN" not in plan and "Seq Scan" not in plan, f"{statement}\n{plan}"
    assert column(database_url, "SELECT count(*) FROM journal") == [len(tries)]


def plan_in_sqlite(portal: Portal, statement: str, parameters: tuple[object, ...]) -> str:
    with portal.database.reading() as transaction:
        connection = transaction.accounts._session.connection()
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    return "\n".join(str(row[3]) for row in rows)


def plan_in_postgresql(portal: Portal, statement: str, parameters: tuple[object, ...]) -> str:
    with portal.database.reading() as transaction:
        connection = transaction.accounts._session.connection()
        # A table of four rows is read whole unless that is forbidden.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all()
    return "\n".join(str(row[0]) for row in rows)
