"""Writing the lines of an order file, a batch a transaction, by statements on whole sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from cmi_tui.domain.errors import EmailTaken
from cmi_tui.domain.order_file import LineProblem, OrderLine
from cmi_tui.storage.order_rehearsal import copy_what_is_touched, shadow_tables

if TYPE_CHECKING:
    import psycopg

_HOLDER = (
    "login", "login_key", "email", "email_key", "first_name", "last_name", "company_name",
    "birth_date", "street", "postal_code", "city",
)  # fmt: skip
_STEP = ("login_key", "number", "step", "day")
_STAGES = {
    "order_holder": (
        "line INTEGER, login VARCHAR, login_key VARCHAR PRIMARY KEY, email VARCHAR, email_key VARCHAR,"
        " first_name VARCHAR, last_name VARCHAR, company_name VARCHAR, birth_date DATE,"
        " street VARCHAR, postal_code VARCHAR, city VARCHAR"
    ),
    "order_step": (
        "line INTEGER, login_key VARCHAR, number VARCHAR, step VARCHAR, day DATE,"
        " PRIMARY KEY (number, step)"
    ),
}
_NOT_HOLDERS = """
    SELECT h.login_key FROM order_holder h JOIN account a ON a.login_key = h.login_key
    WHERE a.role <> 'user'
"""
_REQUESTS_OF_OTHERS = """
    SELECT s.number FROM order_step s
    JOIN card_request r ON r.number = s.number JOIN account a ON a.id = r.account_id
    WHERE a.login_key <> s.login_key
"""
_ADDRESSES_OF_OTHERS = """
    SELECT h.login_key, h.line FROM order_holder h JOIN account a ON a.email_key = h.email_key
    WHERE a.login_key <> h.login_key
"""
_IDENTITY = _HOLDER[4:]
_PLAIN = [name for name in _IDENTITY if name != "birth_date"]
_OF_ACCOUNT = ", ".join(f"account.{name}" for name in _PLAIN)
_OF_LINE = ", ".join(f"h.{name}" for name in _PLAIN)
_NEW_ADDRESS = "NOT account.email_by_holder AND h.email_key IS NOT NULL AND account.email <> h.email"
_CHANGE_HOLDERS = f"""
    UPDATE account SET
        {", ".join(f"{name} = h.{name}" for name in _IDENTITY)},
        email = CASE WHEN {_NEW_ADDRESS} THEN h.email ELSE account.email END,
        email_key = CASE WHEN {_NEW_ADDRESS} THEN h.email_key ELSE account.email_key END
    FROM order_holder h WHERE account.login_key = h.login_key AND (
        ({_OF_ACCOUNT}) <> ({_OF_LINE})
        OR coalesce(account.birth_date, '0001-01-01') <> coalesce(h.birth_date, '0001-01-01')
        OR ({_NEW_ADDRESS})
    )
"""
_ADD_HOLDERS = f"""
    INSERT INTO account ({", ".join(_HOLDER)}, role, enabled)
    SELECT {", ".join(_HOLDER)}, 'user', true FROM order_holder h
    WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.login_key = h.login_key)
    ORDER BY login_key ON CONFLICT (login_key) DO NOTHING
"""
_ADD_REQUESTS = """
    INSERT INTO card_request (account_id, number)
    SELECT DISTINCT a.id, s.number FROM order_step s JOIN account a ON a.login_key = s.login_key
    WHERE NOT EXISTS (SELECT 1 FROM card_request r WHERE r.number = s.number)
    ORDER BY s.number ON CONFLICT (number) DO NOTHING
"""
_CHANGE_STEPS = """
    UPDATE request_step SET day = s.day
    FROM order_step s JOIN card_request r ON r.number = s.number
    WHERE request_step.request_id = r.id AND request_step.step = s.step AND request_step.day <> s.day
"""
_ADD_STEPS = """
    INSERT INTO request_step (request_id, step, day)
    SELECT r.id, s.step, s.day FROM order_step s JOIN card_request r ON r.number = s.number
    WHERE NOT EXISTS (SELECT 1 FROM request_step t WHERE t.request_id = r.id AND t.step = s.step)
    ORDER BY r.id, s.step ON CONFLICT (request_id, step) DO NOTHING
"""
_CACHE_KIB = 65_536


@dataclass
class BatchResult:
    """What a batch changed, and the lines that the database had something against."""

    created: int = 0
    updated: int = 0
    steps: int = 0
    problems: list[tuple[int, LineProblem]] = field(default_factory=list)


class OrderImport:
    """An import on one connection; a rehearsal does the same to copies and changes nothing."""

    def __init__(self, connection: Connection, *, rehearsal: bool) -> None:
        self._connection = connection
        self._rehearsal = rehearsal
        self._is_sqlite = connection.dialect.name == "sqlite"
        with connection.begin():
            for name, columns in _STAGES.items():
                self._run(f"DROP TABLE IF EXISTS {name}")
                self._run(f"CREATE TEMPORARY TABLE {name} ({columns})")
            if self._is_sqlite:
                # The indexes of millions of accounts are written all over: a larger cache pays.
                self._run(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if rehearsal:
                shadow_tables(connection)

    def write(self, lines: Sequence[OrderLine]) -> BatchResult:
        """Writes the lines in one transaction; the last line of a holder is what its data become.

        Raises EmailTaken when someone else took an address meanwhile: then nothing is written, and
        the same lines may be written again. Raises Unavailable.
        """
        try:
            with self._connection.begin():
                if not self._is_sqlite:
                    # A batch is small beside the tables: look each line up, whatever the statistics.
                    self._run("SET LOCAL enable_hashjoin = off")
                    self._run("SET LOCAL enable_mergejoin = off")
                    self._run("SET LOCAL jit = off")
                    self._run("SET LOCAL statement_timeout = 0")
                return self._write(lines)
        except IntegrityError:
            raise EmailTaken from None

    def _write(self, lines: Sequence[OrderLine]) -> BatchResult:
        result = BatchResult()
        while rejected := self._stage(lines, result):
            numbers = {number for number, _problem in rejected}
            lines = [line for line in lines if line.number not in numbers]
            result = BatchResult(problems=result.problems + rejected)
        for login_key, line in self._connection.exec_driver_sql(_ADDRESSES_OF_OTHERS).all():
            result.problems.append((line, LineProblem.EMAIL_OF_ANOTHER))
            self._connection.execute(
                text("UPDATE order_holder SET email = '', email_key = NULL WHERE login_key = :key"),
                {"key": login_key},
            )
        result.updated = self._run(_CHANGE_HOLDERS)
        result.created = self._run(_ADD_HOLDERS)
        self._run(_ADD_REQUESTS)
        result.steps = self._run(_CHANGE_STEPS) + self._run(_ADD_STEPS)
        return result

    def _stage(self, lines: Sequence[OrderLine], result: BatchResult) -> list[tuple[int, LineProblem]]:
        """Stages holders and steps; the lines that must not be imported, after which to try again."""
        rejected: list[tuple[int, LineProblem]] = []
        without_address: list[tuple[int, LineProblem]] = []
        holders: dict[str, OrderLine] = {}
        steps: dict[tuple[str, str], tuple[object, ...]] = {}
        claims: dict[str, str] = {}
        owners: dict[str, str] = {}
        for line in lines:
            key, number = line.login_key, line.request_number
            if number is not None and line.step is not None:
                if owners.setdefault(number, key) != key:
                    rejected.append((line.number, LineProblem.REQUEST_OF_ANOTHER))
                    continue
                steps[number, line.step] = (line.number, key, number, line.step, line.day)
            if line.email_key is not None and claims.setdefault(line.email_key, key) != key:
                without_address.append((line.number, LineProblem.EMAIL_OF_ANOTHER))
                line = line._replace(email="", email_key=None)
            holders[key] = line
        self._fill("order_holder", ("line", *_HOLDER), [line[:12] for line in holders.values()])
        self._fill("order_step", ("line", *_STEP), steps.values())
        if self._rehearsal:
            copy_what_is_touched(self._connection)
        others = self._first_column(_REQUESTS_OF_OTHERS)
        agents = self._first_column(_NOT_HOLDERS)
        if others or agents:
            for line in lines:
                if line.login_key in agents:
                    rejected.append((line.number, LineProblem.NOT_A_HOLDER))
                elif line.request_number in others:
                    rejected.append((line.number, LineProblem.REQUEST_OF_ANOTHER))
        if not rejected:
            result.problems += without_address
        return rejected

    def _fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        names = ", ".join(columns)
        if self._is_sqlite:
            self._run(f"DELETE FROM {table}")
            marks = ", ".join("?" * len(columns))
            batch = [tuple(row) for row in rows]
            if batch:
                self._connection.exec_driver_sql(
                    f"INSERT INTO {table} ({names}) VALUES ({marks})", batch
                )
            return
        self._run(f"TRUNCATE {table}")
        driver = cast("psycopg.Connection", self._connection.connection.dbapi_connection)
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _run(self, statement: str) -> int:
        return self._connection.exec_driver_sql(statement).rowcount

    def _first_column(self, query: str) -> set[str]:
        return set(self._connection.exec_driver_sql(query).scalars())
