"""Finding holders among millions: ranges of composite indexes, and so many rows of them at most."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from cmi_tui.domain.desk import account_state
from cmi_tui.domain.finding import MOST_ROWS, Found, FoundHolder, NameWanted
from cmi_tui.domain.search_key import end_of_range
from cmi_tui.domain.text import printable
from cmi_tui.storage import holder_statements as statements
from cmi_tui.storage.tables import AccountRow

_MOST_NAMES = 200
"""Different names that are looked through for a first name: more letters make them fewer."""
_MOST_BORN = 500
"""People born on one day, with names that begin alike, that are looked through."""


class HolderSearch:
    """The holders as one transaction sees them; agents are found by nobody."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def by_login(self, login_key: str) -> Found:
        """The holder who has this identifier."""
        return self._shown(self._ids(statements.holders(col(AccountRow.login_key) == login_key)))

    def by_address(self, email_key: str) -> Found:
        """The holder who has this address."""
        return self._shown(self._ids(statements.holders(col(AccountRow.email_key) == email_key)))

    def by_name(self, wanted: NameWanted) -> Found:
        """Holders whose name begins so, in the order of names.

        What is looked through has a bound; where it is reached, the answer is cut.
        """
        values = {"least": wanted.name, "end": end_of_range(wanted.name)}
        if wanted.birth_date is not None:
            return self._born(wanted, values)
        if wanted.city:
            values["city"] = wanted.city
        if wanted.first_name:
            return self._named(wanted, values)
        return self._shown(self._ids(statements.beginning(of_city=bool(wanted.city)), **values))

    def _named(self, wanted: NameWanted, values: dict[str, str]) -> Found:
        """From name to different name, each with its range of first names: no other row is read."""
        of_city = bool(wanted.city)
        each = statements.different_names(of_city=of_city)
        rows = self._session.execute(each, {**values, "most": _MOST_NAMES}).scalars()
        names = [name for name in rows if name is not None]
        takes_arrays = self._session.get_bind().dialect.name == "postgresql"
        ids = self._ids(
            statements.of_names(of_city=of_city, takes_arrays=takes_arrays), **values, names=names,
            first_least=wanted.first_name, first_end=end_of_range(wanted.first_name),
        )  # fmt: skip
        found = self._shown(ids)
        return Found(found.holders, found.is_cut or len(names) == _MOST_NAMES)

    def _born(self, wanted: NameWanted, values: dict[str, str]) -> Found:
        born = {**values, "birth_date": wanted.birth_date, "most": _MOST_BORN}
        people = self._session.execute(statements.born(), born).all()
        matching = [
            id_
            for id_, first_name, city in people
            if first_name.startswith(wanted.first_name) and wanted.city in ("", city)
        ]
        ids = self._ids(statements.holders(col(AccountRow.id).in_(matching[: MOST_ROWS + 1])))
        found = self._shown(ids)
        return Found(found.holders, found.is_cut or len(people) == _MOST_BORN)

    def _ids(self, statement: Any, **values: Any) -> list[int]:
        return list(self._session.execute(statement, values).scalars())

    def _shown(self, ids: list[int]) -> Found:
        if not ids:
            return Found(())
        rows = self._session.execute(statements.shown(), {"ids": ids[:MOST_ROWS]})
        holders = tuple(self._holder(*row) for row in rows)
        return Found(holders, len(ids) > MOST_ROWS)

    def _holder(
        self, row: AccountRow, expires_at: datetime | None, asked_at: datetime | None
    ) -> FoundHolder:
        state = account_state(
            enabled=row.enabled,
            reason=row.disabled_reason,
            has_password=row.password_hash is not None,
            has_code=expires_at is not None and expires_at > self._now,
            code_is_asked=asked_at is not None,
        )
        name = row.company_name or f"{row.first_name} {row.last_name}".strip()
        return FoundHolder(row.id or 0, printable(name), printable(row.city), state)
