"""What a holder is told of the sign-ins before this one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EarlierSignIns:
    """When and from where the account was signed in to before, None for never; failures since."""

    at: datetime | None
    source: str
    failures: int
