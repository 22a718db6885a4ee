"""What was being typed when a session ended by itself, kept for whoever typed it."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cmi_tui.domain.forms import Form, Kind
from cmi_tui.services.session import Clock

LIFETIME = timedelta(minutes=10)
_MOST = 1000
"""Drafts kept at once; beyond it the oldest goes."""


@dataclass(frozen=True)
class _Draft:
    form: str
    values: dict[str, str]
    expires_at: datetime

    def __repr__(self) -> str:
        return f"_Draft(form={self.form!r})"


class Drafts:
    """One draft an account, in this process's memory only; passwords are never kept."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._drafts: dict[int, _Draft] = {}

    def keep(self, account_id: int, form: Form, values: Mapping[str, str]) -> bool:
        """Keeps what the fields of a form hold; False when there is nothing to keep."""
        kept = {
            field.name: values[field.name]
            for field in form.fields
            if field.kind not in (Kind.PASSWORD, Kind.READ_ONLY) and values.get(field.name)
        }
        if not kept:
            return False
        with self._lock:
            self._drafts.pop(account_id, None)
            self._drafts[account_id] = _Draft(form.name, kept, self._clock() + LIFETIME)
            if len(self._drafts) > _MOST:
                del self._drafts[next(iter(self._drafts))]
        return True

    def form_of(self, account_id: int) -> str:
        """The name of the form of which something is kept for the account; empty for none."""
        with self._lock:
            self._forget_old_ones()
            draft = self._drafts.get(account_id)
            return draft.form if draft else ""

    def take(self, account_id: int, form: Form) -> dict[str, str]:
        """What was kept of the form for the account, once; empty for nothing."""
        with self._lock:
            self._forget_old_ones()
            draft = self._drafts.get(account_id)
            if draft is None or draft.form != form.name:
                return {}
            return self._drafts.pop(account_id).values

    def _forget_old_ones(self) -> None:
        now = self._clock()
        for account_id in [key for key, draft in self._drafts.items() if draft.expires_at <= now]:
            del self._drafts[account_id]
