"""Addresses that an order file gives to one holder while another has them, until the file's end.

Only then is it known who gives an address up for another: two holders may swap theirs, several may
pass them on in a circle, thousands of lines apart. Kept in a temporary table, which has room for all.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from cmi_tui.domain.order_problems import Finding, LineProblem, Outcome
from cmi_tui.storage.many_keys import execute
from cmi_tui.storage.order_batch import OrderBatch

_TABLE = (
    "CREATE TEMPORARY TABLE address_wish (number BIGINT PRIMARY KEY, login_key TEXT NOT NULL,"
    " email TEXT NOT NULL, email_key TEXT NOT NULL, is_counted BOOLEAN NOT NULL,"
    " is_vain BOOLEAN NOT NULL)",
    "CREATE INDEX address_wish_login ON address_wish (login_key)",
    "CREATE INDEX address_wish_email ON address_wish (email_key, number)",
)
_FIRST_TO_ASK = (
    "SELECT email_key, login_key FROM address_wish WHERE email_key IN :keys ORDER BY number DESC"
)
_FORGET = "DELETE FROM address_wish WHERE login_key IN :keys"
_FORGET_OTHER = text("DELETE FROM address_wish WHERE login_key = :key AND email_key <> :email_key")
_ADD = text("INSERT INTO address_wish VALUES (:number, :key, :email, :email_key, :is_counted, false)")
_FORGET_CHOSEN = """
    DELETE FROM address_wish WHERE EXISTS
    (SELECT 1 FROM account a WHERE a.login_key = address_wish.login_key AND a.email_by_holder)
"""
# In vain asks who asks for the address of a holder that asks for none or asks in vain, and who is not
# the first to ask for it.
_MARK_VAIN = """
    WITH RECURSIVE vain (login_key) AS (
        SELECT w.login_key FROM address_wish w JOIN account a ON a.email_key = w.email_key
        WHERE NOT EXISTS (SELECT 1 FROM address_wish o WHERE o.login_key = a.login_key)
        UNION
        SELECT w.login_key FROM address_wish w WHERE w.login_key <> (
            SELECT f.login_key FROM address_wish f WHERE f.email_key = w.email_key
            ORDER BY f.number LIMIT 1
        )
        UNION
        SELECT w.login_key FROM vain v JOIN account a ON a.login_key = v.login_key
        JOIN address_wish w ON w.email_key = a.email_key
    )
    UPDATE address_wish SET is_vain = true WHERE login_key IN (SELECT login_key FROM vain)
"""
_TOLD = """
    SELECT w.number, a.email FROM address_wish w JOIN account a ON a.login_key = w.login_key
    WHERE w.is_vain ORDER BY w.number
"""
_MOVED = "SELECT count(DISTINCT login_key) FROM address_wish WHERE NOT is_vain AND NOT is_counted"
_GIVE_UP = """
    UPDATE account SET email = '', email_key = NULL
    WHERE login_key IN (SELECT login_key FROM address_wish WHERE NOT is_vain)
"""
_TAKE = """
    UPDATE account SET (email, email_key) =
    (SELECT w.email, w.email_key FROM address_wish w WHERE w.login_key = account.login_key LIMIT 1)
    WHERE login_key IN (SELECT login_key FROM address_wish WHERE NOT is_vain)
"""


class WaitingAddresses:
    """The wishes of the batches so far; each call belongs to the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._has_some = False
        for statement in _TABLE:
            connection.exec_driver_sql(statement)

    def first_to_ask(self, addresses: set[str]) -> dict[str, str]:
        """The login key of who asked first for each of these addresses (keys) that is waited for."""
        if not self._has_some:
            return {}
        rows: Iterable[Any] = execute(self._connection, _FIRST_TO_ASK, addresses)
        return {address: key for address, key in rows}

    def note(self, batch: OrderBatch, counted: set[str]) -> None:
        """Keeps the wishes of a batch; what the same holders asked for before is past.

        `counted` are the login keys of the holders that the batch has made or changed.
        """
        if self._has_some and batch.addresses:
            execute(self._connection, _FORGET, batch.addresses)
        if not batch.waiting:
            return
        self._has_some = True
        self._connection.execute(
            _FORGET_OTHER,
            [{"key": key, "email_key": wish.email_key} for key, wish in batch.waiting.items()],
        )
        self._connection.execute(
            _ADD,
            [
                {
                    "number": number, "key": key, "email": wish.email, "email_key": wish.email_key,
                    "is_counted": key in counted,
                }
                for key, wish in batch.waiting.items()
                for number in wish.numbers
            ],
        )  # fmt: skip

    def move(self) -> tuple[int, list[Finding]]:
        """Gives the addresses to who can have them; how many holders changed, and who asked in vain.

        The holders that were counted already are not among them.
        """
        if not self._has_some:
            return 0, []
        for statement in (_FORGET_CHOSEN, _MARK_VAIN, _GIVE_UP, _TAKE):
            self._connection.exec_driver_sql(statement)
        findings = [
            Finding(
                number,
                LineProblem.EMAIL_OF_ANOTHER,
                Outcome.ADDRESS_KEPT if email else Outcome.WITHOUT_ADDRESS,
            )
            for number, email in self._connection.exec_driver_sql(_TOLD)
        ]
        return self._connection.exec_driver_sql(_MOVED).scalar_one(), findings
