"""The card of a holder, as an agent sees it: what is hidden is not in it."""

from dataclasses import dataclass
from datetime import datetime

from cmi_tui.domain.desk import Act, Hidden, HolderState
from cmi_tui.domain.identity import CardRequest


@dataclass(frozen=True)
class Standing:
    """How an account stands, with what an act needs to know of it; None where there is nothing."""

    state: HolderState
    disabled_at: datetime | None = None
    disabled_reason: str | None = None
    code_asked_at: datetime | None = None
    code_expires_at: datetime | None = None
    email_changed_at: datetime | None = None


@dataclass(frozen=True)
class SeenSignIn:
    """A sign-in: when and from where."""

    at: datetime
    source: str


@dataclass(frozen=True)
class HolderCard:
    """What an agent sees of a holder; `hidden` names what there is beside it and can be asked for.

    `acts` are those that are allowed now. `slowed_until` is when the last of the account's counters
    lets tries through again; None while none waits.
    """

    account_id: int
    login: str
    name: str
    is_company: bool
    city: str
    hidden: frozenset[Hidden]
    standing: Standing
    slowed_until: datetime | None
    sign_ins: tuple[SeenSignIn, ...]
    failures: int
    requests: tuple[CardRequest, ...]
    acts: frozenset[Act]


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened to an account; `number` is that of its line in the journal.

    `agent` is the number of the agent who did it, None where it was none; `operator` tells that an
    operator did. `detail` is a motive, a field, a reason; never free words.
    """

    number: int
    at: datetime
    event: str
    outcome: str
    agent: int | None
    is_operator: bool
    source: str
    detail: str


@dataclass(frozen=True)
class History:
    """Lines, newest first; `older` continues them, None where there are no more."""

    lines: tuple[HistoryLine, ...]
    older: int | None
