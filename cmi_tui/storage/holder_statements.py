"""The statements that find holders by their names, each made once: that takes as long as to run it.

`least` and `end` bound the names, `first_least` and `first_end` the first names, `most` what is looked
through; `city` is asked only of those that are of a city.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Select,
    String,
    any_,
    bindparam,
    literal,
    null,
    select,
    tuple_,
)
from sqlmodel import col

from cmi_tui.domain.finding import MOST_ROWS
from cmi_tui.domain.identity import Role
from cmi_tui.storage.tables import AccountRow, ActivationRow, CodeRequestRow

_id: Any = col(AccountRow.id)
_name: Any = col(AccountRow.name_key)
_first: Any = col(AccountRow.first_name_key)
_city: Any = col(AccountRow.city_key)
_birth: Any = col(AccountRow.birth_date)
_least: Any = bindparam("least")
_end: Any = bindparam("end")


def holders(*conditions: Any, of_city: bool = False) -> Select[Any]:
    """The ids of holders in the order of names, one more than is shown."""
    query = select(_id).where(*conditions, col(AccountRow.role) == Role.HOLDER)
    return query.order_by(*_ordered(_name, _first, of_city=of_city)).limit(MOST_ROWS + 1)


@cache
def beginning(*, of_city: bool) -> Select[Any]:
    """The ids of those whose name begins so."""
    if not of_city:
        return holders(_name >= _least, _name < _end)
    # As pairs: the planner takes a name in a city for rarer than it is, and reads all of that name.
    place: Any = tuple_(_city, _name)
    city: Any = bindparam("city")
    return holders(place >= tuple_(city, _least), place < tuple_(city, _end), of_city=True)


@cache
def different_names(*, of_city: bool) -> Select[Any]:
    """The different names that begin so, from one to the next; the last may be null."""
    first = select(_after(_name >= _least, of_city=of_city).label("name"), literal(1).label("place"))
    names = first.cte("names", recursive=True)
    following = select(_after(_name > names.c.name, of_city=of_city), names.c.place + 1).where(
        names.c.name.is_not(null()), names.c.place < bindparam("most")
    )
    return select(names.union_all(following).c.name)


def _after(begins: Any, *, of_city: bool) -> Any:
    query = select(_name).where(begins, _name < _end, *_in_city(of_city))
    return query.order_by(*_ordered(_name, of_city=of_city)).limit(1).scalar_subquery()


@cache
def of_names(*, of_city: bool, takes_arrays: bool) -> Select[Any]:
    """The ids of those who have one of the `names`, and whose first name begins so.

    One parameter for all the names, where the database takes it, is read sooner than one for each.
    """
    if takes_arrays:
        has_name = _name == any_(bindparam("names", type_=ARRAY(String)))
    else:
        has_name = _name.in_(bindparam("names", expanding=True))
    begins = _first >= bindparam("first_least"), _first < bindparam("first_end")
    return holders(has_name, *begins, *_in_city(of_city), of_city=of_city)


@cache
def born() -> Select[Any]:
    """Ids, first names and cities of those born on `birth_date` whose name begins so."""
    query = select(_id, _first, _city)
    query = query.where(_birth == bindparam("birth_date"), _name >= _least, _name < _end)
    return query.order_by(_birth, _name).limit(bindparam("most"))


@cache
def shown() -> Select[Any]:
    """What is shown of those who have one of the `ids`, in the order of names."""
    columns: list[Any] = [AccountRow, ActivationRow.expires_at, CodeRequestRow.asked_at]
    return (
        select(*columns)
        .join(ActivationRow, col(ActivationRow.account_id) == _id, isouter=True)
        .join(CodeRequestRow, col(CodeRequestRow.account_id) == _id, isouter=True)
        .where(_id.in_(bindparam("ids", expanding=True)))
        .order_by(_name, _first, _id)
    )


def _in_city(of_city: bool) -> list[Any]:
    return [_city == bindparam("city")] if of_city else []


def _ordered(*columns: Any, of_city: bool) -> tuple[Any, ...]:
    # Named too though it is one city's: the planner then sees that the index has this order.
    return (_city, *columns) if of_city else columns
