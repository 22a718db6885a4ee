"""Lines of the journal that anybody could make come without end: counted, and told once a minute."""

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.journal import Entry
from cmi_tui.services.journalling import journal_if_possible

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

_PERIOD = timedelta(minutes=1)
_MOST_KINDS = 100
"""Kinds of a line that are told apart in a period; those beyond them share one line."""
_OTHERS = ""


@dataclass
class _Tally:
    since: datetime
    entry: Entry
    count: int = 0


class TalliedJournal:
    """The first line of a kind is written at once, those of the next minute as one with their number."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._lock = threading.Lock()
        self._tallies: dict[str, _Tally] = {}

    def add(self, kind: str, entry: Entry, now: datetime) -> None:
        """Counts a line, writes it if it is the first of its kind, and what else is due."""
        with self._lock:
            due = self._due(now)
            if kind not in self._tallies and len(self._tallies) >= _MOST_KINDS:
                kind = _OTHERS
                entry = replace(entry, actor_id=None, subject_id=None, source="", detail="")
            if tally := self._tallies.get(kind):
                tally.count += 1
                # Where it comes from now is what an operator can act upon.
                tally.entry = entry
            else:
                self._tallies[kind] = _Tally(now, entry)
                due.append(entry)
        self._write(due)

    def flush(self) -> None:
        """Writes what has been counted and not yet told."""
        with self._lock:
            counted = [_told(tally) for tally in self._tallies.values() if tally.count]
            self._tallies.clear()
        self._write(counted)

    def _due(self, now: datetime) -> list[Entry]:
        due = []
        for kind, tally in list(self._tallies.items()):
            if not tally.since <= now < tally.since + _PERIOD:
                if tally.count:
                    due.append(_told(tally))
                    self._tallies[kind] = _Tally(now, tally.entry)
                else:
                    del self._tallies[kind]
        return due

    def _write(self, entries: list[Entry]) -> None:
        for entry in entries:
            journal_if_possible(self._database, entry)


def _told(tally: _Tally) -> Entry:
    return replace(tally.entry, detail=f"{tally.entry.detail} count={tally.count}".strip())
