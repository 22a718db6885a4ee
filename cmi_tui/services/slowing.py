"""Whether an account is slowed down by wrong passwords, and the end of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.throttling import PASSWORDS, TOGETHER

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction


def slowed_until(transaction: "Transaction", account_id: int) -> datetime | None:
    """When the last counter of the account, or of one of its names, lets tries through; None for now."""
    now = transaction.now
    latest = now
    for whose in _owners(transaction, account_id):
        for key, tries in transaction.throttle.of(whose).items():
            limit = TOGETHER if key == whose else PASSWORDS
            latest = max(latest, now + limit.wait(limit.recent(tries, now), now))
    return latest if latest > now else None


def end_slowing(transaction: "Transaction", account_id: int) -> None:
    """Starts all these counters anew, those of codes included."""
    for whose in _owners(transaction, account_id):
        transaction.throttle.clear(whose)


def _owners(transaction: "Transaction", account_id: int) -> list[str]:
    names = [f"name {transaction.throttle.hidden(key)}" for key in transaction.accounts.keys(account_id)]
    owners = [f"account {account_id}", *names]
    return owners + [f"code {whose}" for whose in owners]
