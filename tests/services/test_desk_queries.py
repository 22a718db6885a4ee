"""Every look-up of the desk is on an index, whatever the number of accounts and of journal lines."""

from sqlalchemy import event

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Hidden
from cmi_tui.domain.journal import JournalFilter
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, SUPPORT
from tests.conftest import FakeClock
from tests.services.agents import agent
from tests.services.test_sign_in_queries import plan_in_postgresql, plan_in_sqlite

SEARCHES = (
    {"wanted": AUGUSTE}, {"wanted": "mail0455@mail.fr"}, {"wanted": "lam"},
    {"wanted": "lam", "first_name": "aug"}, {"wanted": "lam", "city": "lille"},
    {"wanted": "lam", "first_name": "aug", "city": "lille"},
    {"wanted": "lam", "birth_date": "12/03/1948"},
)  # fmt: skip


def test_no_query_of_the_desk_looks_through_a_table(
    portal: Portal, session: Session, clock: FakeClock, database_url: str
) -> None:
    desk = agent(portal, clock)
    statements: list[tuple[str, tuple[object, ...]]] = []
    engine = portal.database._engine

    @event.listens_for(engine, "before_cursor_execute")
    def keep(_connection: object, _cursor: object, statement: str, parameters: tuple[object, ...],
             *_rest: object) -> None:  # fmt: skip
        statements.append((statement, parameters))

    for search in SEARCHES:
        values = {"first_name": "", "city": "", "birth_date": "", **search}
        assert portal.desk.find(desk, values).holders
    portal.desk.cards.open(desk, 1, {"motive": "call", "words": ""})
    portal.desk.cards.reveal(desk, 1, Hidden.EMAIL)
    portal.desk.cards.history(desk, 1, 10**6)
    portal.who_looked(session)
    list(portal.audit.show(JournalFilter(agent=SUPPORT), "root"))
    event.remove(engine, "before_cursor_execute", keep)
    plan = plan_in_sqlite if database_url.startswith("sqlite") else plan_in_postgresql
    # The secret is one row; the counters of PostgreSQL are sought in another order than its index has.
    small = ("FROM secret", "COLLATE", "pg_catalog")
    looked = [
        query
        for query in statements
        if query[0].startswith(("SELECT", "WITH")) and not any(name in query[0] for name in small)
    ]
    assert len(looked) > 30
    for query in looked:
        told = plan(portal, *query)
        scans = [
            line
            for line in told.splitlines()
            if ("SCAN" in line or "Seq Scan" in line or "CTE Scan" in line or "WorkTable" in line)
            and not any(name in line for name in ("CONSTANT ROW", "names", "json_each"))
        ]
        assert not scans, f"{query[0]}\n{told}"
