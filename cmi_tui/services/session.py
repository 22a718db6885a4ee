"""Who is signed in, and the check that each use case makes of it anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import SessionEnded
from cmi_tui.domain.identity import Identity, Role

if TYPE_CHECKING:  # at run time the database is loaded when it is first needed
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Transaction

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


@dataclass
class Session:
    """An account that has signed in; `proved_at` is when its password was last given."""

    account_id: int
    role: Role
    identity: Identity
    proved_at: datetime


def authorised(transaction: "Transaction", session: Session, role: Role = Role.HOLDER) -> "Credentials":
    """The asker's credentials, read anew; SessionEnded when the account may not act as `role`."""
    credentials = transaction.accounts.credentials(session.account_id)
    if credentials is None or not credentials.enabled or credentials.role is not role:
        raise SessionEnded
    return credentials
