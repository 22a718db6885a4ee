"""Finding holders among millions: ranges of composite indexes, and so many rows of them at most."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, null, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from cmi_tui.domain.desk import account_state
from cmi_tui.domain.finding import MOST_ROWS, Found, FoundHolder, NameWanted
from cmi_tui.domain.identity import Role
from cmi_tui.domain.search_key import end_of_range
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import AccountRow, ActivationRow, CodeRequestRow

_MOST_NAMES = 200
"""Different names that are looked through for a first name: more letters make them fewer."""
_MOST_BORN = 500
"""People born on one day, with names that begin alike, that are looked through."""
_id, _name, _first = col(AccountRow.id), col(AccountRow.name_key), col(AccountRow.first_name_key)
_city, _birth = col(AccountRow.city_key), col(AccountRow.birth_date)


class HolderSearch:
    """The holders as one transaction sees them; agents are found by nobody."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def by_login(self, login_key: str) -> Found:
        """The holder who has this identifier."""
        return self._found(select(_id).where(col(AccountRow.login_key) == login_key))

    def by_address(self, email_key: str) -> Found:
        """The holder who has this address."""
        return self._found(select(_id).where(col(AccountRow.email_key) == email_key))

    def by_name(self, wanted: NameWanted) -> Found:
        """Holders whose name begins so, in the order of names.

        What is looked through has a bound; where it is reached, the answer is cut.
        """
        if wanted.birth_date is not None:
            return self._born(wanted)
        if wanted.first_name:
            return self._named(wanted)
        return self._found(self._of_city(select(_id), wanted).where(*_beginning(_name, wanted.name)))

    def _named(self, wanted: NameWanted) -> Found:
        """From name to different name, each with its range of first names: no other row is read."""
        names = self._names(wanted)
        query = self._of_city(select(_id), wanted)
        query = query.where(_name.in_(names), *_beginning(_first, wanted.first_name))
        found = self._found(query)
        return Found(found.holders, found.is_cut or len(names) == _MOST_NAMES)

    def _names(self, wanted: NameWanted) -> list[str]:
        def after(name: Any) -> Any:
            least = self._of_city(select(_name), wanted).where(name, _name < end_of_range(wanted.name))
            return least.order_by(*self._order(wanted, _name)).limit(1).scalar_subquery()

        first = select(after(_name >= wanted.name).label("name"), literal(1).label("place"))
        names = first.cte("names", recursive=True)
        following = select(after(_name > names.c.name), names.c.place + 1).where(
            names.c.name.is_not(null()), names.c.place < _MOST_NAMES
        )
        rows = self._session.execute(select(names.union_all(following).c.name)).scalars()
        return [name for name in rows if name is not None]

    def _born(self, wanted: NameWanted) -> Found:
        born = (
            select(_id, _name, _first, _city)
            .where(_birth == wanted.birth_date, *_beginning(_name, wanted.name))
            .order_by(_birth, _name)
            .limit(_MOST_BORN)
        )
        people = self._session.execute(born).all()
        matching = [
            id_
            for id_, _key, first_name, city in people
            if first_name.startswith(wanted.first_name) and wanted.city in ("", city)
        ]
        found = self._found(select(_id).where(_id.in_(matching[: MOST_ROWS + 1])))
        return Found(found.holders, found.is_cut or len(people) == _MOST_BORN)

    def _of_city(self, query: Select[Any], wanted: NameWanted) -> Select[Any]:
        return query.where(_city == wanted.city) if wanted.city else query

    def _order(self, wanted: NameWanted, *columns: Any) -> tuple[Any, ...]:
        # Named too though it is one city's: the planner then sees that the index has this order.
        return (_city, *columns) if wanted.city else columns

    def _found(self, ids: Select[Any]) -> Found:
        ids = ids.where(col(AccountRow.role) == Role.HOLDER)
        ids = ids.order_by(_name, _first).limit(MOST_ROWS + 1)
        found = self._session.execute(ids).scalars().all()
        if not found:
            return Found(())
        rows = self._session.exec(
            select_rows(AccountRow, ActivationRow.expires_at, CodeRequestRow.asked_at)
            .join(ActivationRow, col(ActivationRow.account_id) == _id, isouter=True)
            .join(CodeRequestRow, col(CodeRequestRow.account_id) == _id, isouter=True)
            .where(_id.in_(found[:MOST_ROWS]))
            .order_by(_name, _first, _id)
        )
        holders = tuple(self._holder(*row) for row in rows)
        return Found(holders, len(found) > MOST_ROWS)

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


def _beginning(column: Any, prefix: str) -> tuple[Any, Any]:
    return column >= prefix, column < end_of_range(prefix)
