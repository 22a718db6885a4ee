"""How often forms are made for an account: each takes a core for a while."""

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.journal import Event
from cmi_tui.domain.throttling import EXPORTS

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction


class ExportLimit:
    """Counts the forms of this process itself: those of all are in a journal that may be unwritable."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[int, list[datetime]] = {}

    def take(self, transaction: "Transaction", account_id: int) -> None:
        """Counts a form that is about to be made. Raises Unavailable (TOO_MANY_FORMS)."""
        now = transaction.now
        stored = transaction.journal.count(account_id, Event.EXPORT, now - EXPORTS.window)
        with self._lock:
            # Who made none lately is not remembered, so that a minute's accounts are all there are.
            self._made = {
                whose: recent
                for whose, made in self._made.items()
                if (recent := EXPORTS.recent(made, now))
            }
            made = self._made.get(account_id, [])
            if max(stored, len(made)) >= EXPORTS.most:
                raise Unavailable(Code.TOO_MANY_FORMS)
            self._made[account_id] = [*made, now]
