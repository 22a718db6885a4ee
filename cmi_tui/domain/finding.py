"""What an agent looks for, and what is found."""

from dataclasses import dataclass
from datetime import date

from cmi_tui.domain.desk import HolderState
from cmi_tui.domain.forms import Values
from cmi_tui.domain.french_day import french_day
from cmi_tui.domain.search_key import search_key

MOST_ROWS = 20


@dataclass(frozen=True)
class NameWanted:
    """The beginning of a name, and what is known beside it: keys, empty for what is not.

    The first name may be its beginning, the city is whole.
    """

    name: str
    first_name: str = ""
    city: str = ""
    birth_date: date | None = None

    def __repr__(self) -> str:
        return "NameWanted()"


@dataclass(frozen=True)
class FoundHolder:
    """A row of the answer: who it may be, where, and how the account stands."""

    account_id: int
    name: str
    city: str
    state: HolderState


@dataclass(frozen=True)
class Found:
    """At most MOST_ROWS holders by name; `is_cut` when there may be more, and more has to be told."""

    holders: tuple[FoundHolder, ...]
    is_cut: bool = False


def may_be_name(text: str) -> bool:
    """Whether what an agent looks for may be a name: it is no address, and letters are in it."""
    return "@" not in text and not search_key(text).isdigit()


def name_wanted(values: Values) -> NameWanted:
    """What the fields of the form FIND, which its rules have found right, say of a name."""
    return NameWanted(
        search_key(values["wanted"]),
        search_key(values["first_name"]),
        search_key(values["city"]),
        french_day(values["birth_date"]),
    )
