"""How far a sign-in has come, and what is told of the sign-ins before it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignInStep(StrEnum):
    """What a session is for: the one thing it may do before all is open, or, once DONE, all of it."""

    CHOOSE_PASSWORD = "choose_password"
    ENROLMENT = "enrolment"
    SECOND_FACTOR = "second_factor"
    DONE = "done"


@dataclass(frozen=True)
class EarlierSignIns:
    """When and from where the account was signed in to before, None for never; failures since."""

    at: datetime | None
    source: str
    failures: int
