"""Who holds an account, and where the holder's card requests stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What an account may do."""

    HOLDER = "user"
    SUPPORT = "support"


@dataclass(frozen=True)
class Identity:
    """What the portal knows of an account's holder; never editable here.

    An organisation has a `company_name` (raison sociale) and neither names nor birth date.
    """

    login: str
    first_name: str
    last_name: str
    company_name: str
    birth_date: date | None
    street: str
    postal_code: str
    city: str

    @property
    def display_name(self) -> str:
        """The company name, or first and last name."""
        return self.company_name or f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Information:
    """All that the page « Mes informations » shows; `email` is empty where there is none."""

    identity: Identity
    email: str


class Step(StrEnum):
    """Where a card request (demande) can stand, in the words of the order files."""

    RECEIVED = "recue"
    IN_PRODUCTION = "en_production"
    SENT = "expediee"
    DELIVERED = "distribuee"
    RETURNED = "retournee"


@dataclass(frozen=True)
class CardRequest:
    """A request for a card (demande): its number, and its dated steps, oldest first."""

    number: str
    steps: tuple[tuple[Step, date], ...]


def newest(requests: Sequence[CardRequest]) -> CardRequest | None:
    """The request that was received last, of two of one day the one with the higher number."""
    begun = [request for request in requests if request.steps]
    return max(begun, key=lambda request: (request.steps[0][1], request.number), default=None)
