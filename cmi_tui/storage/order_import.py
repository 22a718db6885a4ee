"""Writing the lines of an order file, a batch a transaction: look up what is known, write the rest."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from cmi_tui.domain.errors import EmailTaken
from cmi_tui.domain.identity import Role
from cmi_tui.domain.order_file import OrderLine
from cmi_tui.domain.order_problems import Finding
from cmi_tui.domain.search_key import holder_key, search_key
from cmi_tui.storage import postgresql
from cmi_tui.storage.many_keys import execute
from cmi_tui.storage.order_batch import Known, KnownHolder, OrderBatch, judge
from cmi_tui.storage.order_rehearsal import copy_what_is_touched, shadow_tables
from cmi_tui.storage.stop_signals import stops_wait
from cmi_tui.storage.waiting_addresses import WaitingAddresses

_IDENTITY = ("first_name", "last_name", "company_name", "birth_date", "street", "postal_code", "city")
_KEYS = ("name_key", "first_name_key", "city_key")
_ACCOUNT = ("id", "login", "login_key", "email", "email_key", *_IDENTITY, "role", "enabled", *_KEYS)
_REQUEST = ("id", "account_id", "number")
_STEP = ("request_id", "step", "day")
_HOLDERS = f"""
    SELECT login_key, id, login, role, email, email_key, email_by_holder, {", ".join(_IDENTITY)}
    FROM account WHERE login_key IN :keys
"""
_ADDRESSES = "SELECT email_key, id FROM account WHERE email_key IN :keys"
_REQUESTS = "SELECT number, id, account_id FROM card_request WHERE number IN :keys"
_STEPS = """
    SELECT r.number, s.step, s.day FROM card_request r JOIN request_step s ON s.request_id = r.id
    WHERE r.number IN :keys
"""
_CHANGE_HOLDER = text(f"""
    UPDATE account SET {", ".join(f"{name} = :{name}" for name in (*_IDENTITY, *_KEYS))},
        email = CASE WHEN email_by_holder THEN email ELSE :email END,
        email_key = CASE WHEN email_by_holder THEN email_key ELSE :email_key END
    WHERE id = :id
""")
_CHANGE_STEP = text("UPDATE request_step SET day = :day WHERE request_id = :request_id AND step = :step")
_CACHE_KIB = 49_152


class BatchResult(NamedTuple):
    """What a batch changed, and what it has to say of some of its lines."""

    created: int
    updated: int
    steps: int
    findings: list[Finding]


class OrderImport:
    """An import on one connection; a rehearsal does the same to copies and changes nothing."""

    def __init__(self, connection: Connection, *, rehearsal: bool) -> None:
        self._connection = connection
        self._rehearsal = rehearsal
        self._is_sqlite = connection.dialect.name == "sqlite"
        with connection.begin():
            if self._is_sqlite:
                # The indexes of millions of accounts are written all over: a larger cache pays.
                connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if rehearsal:
                shadow_tables(connection)
            self._waiting = WaitingAddresses(connection)

    def write(self, lines: Sequence[OrderLine]) -> BatchResult:
        """Writes the lines in one transaction; the last line of a holder is what its data become.

        An address that somebody else has waits for `move_addresses`. Raises EmailTaken when someone
        else took an address or added a holder meanwhile: then nothing is written, and the same lines may
        be written again. Raises Unavailable.
        """
        with self._transaction():
            known = self._look_up(lines)
            batch = judge(lines, known)
            account_ids = self._add_holders(batch, known)
            changed = self._change_holders(batch, known)
            steps = self._write_requests(batch, known, account_ids)
            new = account_ids.keys() - known.holders.keys()
            self._waiting.note(batch, changed | new)
        return BatchResult(len(new), len(changed), steps, batch.findings)

    def move_addresses(self) -> BatchResult:
        """Gives the addresses that waited to who can have them, after the last batch.

        Raises as `write` does.
        """
        with self._transaction():
            moved, findings = self._waiting.move()
        return BatchResult(0, moved, 0, findings)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            # Who stops the program in the midst of it would keep everybody else from signing in.
            with stops_wait(), self._connection.begin():
                if not self._is_sqlite:
                    self._connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                yield
        except IntegrityError:
            raise EmailTaken from None

    def _look_up(self, lines: Sequence[OrderLine]) -> Known:
        logins = {line.login_key for line in lines}
        addresses = {line.email_key for line in lines if line.email_key}
        numbers = {line.request_number for line in lines if line.request_number}
        if self._rehearsal:
            copy_what_is_touched(self._connection, logins, addresses, numbers)
        requests = {number: (id_, owner) for number, id_, owner in self._rows(_REQUESTS, numbers)}
        return Known(
            {
                key: KnownHolder(id_, login, role, email, email_key, by_holder, _as_in_a_line(identity))
                for key, id_, login, role, email, email_key, by_holder, *identity in self._rows(
                    _HOLDERS, logins
                )
            },
            {address: account_id for address, account_id in self._rows(_ADDRESSES, addresses)},
            self._waiting.first_to_ask(addresses),
            requests,
            {(number, step): str(day) for number, step, day in self._rows(_STEPS, requests)},
        )

    def _add_holders(self, batch: OrderBatch, known: Known) -> dict[str, int]:
        """Adds the new holders; the ids of all, by login key."""
        ids = {key: holder.id for key, holder in known.holders.items()}
        # All imports take keys in order, so that no two wait for each other.
        new = sorted(batch.holders.keys() - ids.keys())
        ids.update(zip(new, self._new_ids("account", len(new)), strict=True))
        rows = []
        for key in new:
            line, wish = batch.holders[key], batch.addresses.get(key)
            address = (wish.email, wish.email_key) if wish else ("", None)
            rows.append(
                (ids[key], line.login, key, *address, *line.identity, Role.HOLDER, True, *_keys(line))
            )
        self._add("account", _ACCOUNT, rows)
        return ids

    def _change_holders(self, batch: OrderBatch, known: Known) -> set[str]:
        """Gives known holders their new identity and address; the keys of those who had other ones."""
        changed = {}
        for key in sorted(batch.holders.keys() & known.holders.keys()):
            line, holder, wish = batch.holders[key], known.holders[key], batch.addresses.get(key)
            email, email_key = (wish.email, wish.email_key) if wish else (holder.email, holder.email_key)
            if (line.identity, email) != (holder.identity, holder.email):
                identity = dict(zip(_IDENTITY, line.identity, strict=True))
                identity.update(zip(_KEYS, _keys(line), strict=True))
                changed[key] = {"id": holder.id, "email": email, "email_key": email_key, **identity}
        if changed:
            self._connection.execute(_CHANGE_HOLDER, list(changed.values()))
        return set(changed)

    def _write_requests(self, batch: OrderBatch, known: Known, account_ids: dict[str, int]) -> int:
        """Adds new requests and steps, and changes the days of known steps; how many steps in all."""
        ids = {number: request_id for number, (request_id, _account_id) in known.requests.items()}
        new = sorted(batch.requests.keys() - ids.keys())
        ids.update(zip(new, self._new_ids("card_request", len(new)), strict=True))
        rows = [(ids[number], account_ids[batch.requests[number]], number) for number in new]
        self._add("card_request", _REQUEST, rows)
        steps = batch.steps.items()
        added = [
            (ids[number], step, day) for (number, step), day in steps if (number, step) not in known.days
        ]
        self._add("request_step", _STEP, added)
        changed = [
            {"request_id": ids[number], "step": step, "day": day}
            for (number, step), day in steps
            if (number, step) in known.days
        ]
        if changed:
            self._connection.execute(_CHANGE_STEP, changed)
        return len(batch.steps)

    def _rows(self, query: str, keys: Collection[str]) -> Iterable[Any]:
        return execute(self._connection, query, keys) if keys else ()

    def _new_ids(self, table: str, count: int) -> Iterable[int]:
        if self._is_sqlite:
            # Nobody else adds rows before this transaction ends.
            last = self._connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0
            return range(last + 1, last + 1 + count)
        query = f"SELECT array_agg(nextval('{table}_id_seq')) FROM generate_series(1, {count})"
        ids: list[int] | None = self._connection.exec_driver_sql(query).scalar()
        return ids or ()

    def _add(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        if not self._is_sqlite:
            postgresql.copy(self._connection, table, columns, rows)
            return
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        self._connection.exec_driver_sql(statement, list(rows))


def _keys(line: OrderLine) -> tuple[str, str, str]:
    name = holder_key(line.last_name, line.company_name)
    return name, search_key(line.first_name), search_key(line.city)


def _as_in_a_line(values: Iterable[object]) -> tuple[str | None, ...]:
    # SQLite keeps dates as the ISO texts that lines have, PostgreSQL has a type for them.
    return tuple(None if value is None else str(value) for value in values)
