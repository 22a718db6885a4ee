"""How often an account may change: each change is a line of the journal and mail to whom it names."""

from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.journal import Event
from cmi_tui.domain.throttling import CHANGES

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction


def check_pace(
    transaction: "Transaction", account_id: int, change: Event, *, field: str = "new"
) -> None:
    """Raises Refused, TOO_MANY_TRIES at `field`, when there were too many of these changes lately."""
    now = transaction.now
    times = transaction.journal.times(account_id, change, now - CHANGES.window, CHANGES.most)
    wait = CHANGES.wait(CHANGES.recent(times, now), now)
    if wait:
        raise Refused({field: Code.TOO_MANY_TRIES}, wait)
