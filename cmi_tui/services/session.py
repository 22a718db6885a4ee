"""Who is signed in, and the check that each use case makes of it anew."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, SessionEnded
from cmi_tui.domain.identity import CardRequest, Identity, Role
from cmi_tui.domain.journal import Entry, Event
from cmi_tui.domain.preferences import Preferences
from cmi_tui.domain.session_limits import (
    AGENT_LIMIT,
    AGENT_SIGN_IN_LIMIT,
    IDLE_LIMIT,
    LONGER_IDLE_LIMIT,
)
from cmi_tui.domain.sign_ins import EarlierSignIns, SignInStep

if TYPE_CHECKING:  # at run time the database is loaded when it is first needed
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Transaction

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""
_CLOCK_SLIP = timedelta(minutes=1)
"""How far the clock may be set back before a session is taken to be from another time."""


@dataclass
class OpenCard:
    """A holder's card that an agent has open: whose it is."""

    account_id: int
    name: str


@dataclass
class Session:
    """An account that has signed in from `source`.

    `proved_at` is when its password was last given; `generation` that of the account's sessions,
    which a change of password begins anew. Before its `step` is DONE a session may do that step and
    nothing else: one that may choose a password was opened by the activation code `activation_id`, one
    that may enrol has been shown `offered_seed`. `cards` are an agent's last five. `signed_in_as` is the
    hidden name that was typed, on which its wrong passwords count too. `earlier` and `newest_request`
    are what the first page tells, as it was when the session was opened.
    """

    account_id: int
    role: Role
    identity: Identity
    generation: int
    opened_at: datetime
    expires_at: datetime
    proved_at: datetime
    source: str
    step: SignInStep = SignInStep.DONE
    activation_id: int | None = None
    offered_seed: str = field(default="", repr=False)
    cards: list[OpenCard] = field(default_factory=list)
    earlier: EarlierSignIns | None = None
    newest_request: CardRequest | None = None
    signed_in_as: str = ""
    preferences: Preferences = field(default_factory=Preferences)
    is_over: bool = False

    @property
    def must_choose_password(self) -> bool:
        """Whether the only thing that this session may do is to choose a password."""
        return self.step is SignInStep.CHOOSE_PASSWORD

    @property
    def idle_limit(self) -> timedelta:
        """After how long without a key the session ends; agents get no more time than others."""
        has_more = self.preferences.more_time and self.role is Role.HOLDER
        return LONGER_IDLE_LIMIT if has_more else IDLE_LIMIT

    def entry(self, event: Event, outcome: str, detail: str = "") -> Entry:
        """The line of the journal for what this session does to its own account."""
        return Entry(event, outcome, self.account_id, self.account_id, self.source, detail=detail)


def authorised(
    transaction: "Transaction",
    session: Session,
    role: Role = Role.HOLDER,
    step: SignInStep = SignInStep.DONE,
) -> "Credentials":
    """The asker's credentials, read anew; the gate of every use case.

    Raises SessionEnded, journalled and for good, when the account may not act as `role`, when the
    session is over, or when it is at another step than `step`.
    """
    credentials = transaction.accounts.credentials(session.account_id)
    try:
        if credentials is None:
            raise SessionEnded
        _check(session, credentials, transaction.now)
        if not credentials.role is session.role is role or session.step is not step:
            raise SessionEnded
    except SessionEnded as refusal:
        if not session.is_over:
            session.is_over = True
            transaction.journal.add_later(session.entry(Event.REFUSAL, refusal.code))
        raise
    return credentials


def next_step(transaction: "Transaction", account: "Credentials") -> SignInStep:
    """What an account that has proved its password has to do next: an agent owes a second factor."""
    if account.role is not Role.SUPPORT:
        return SignInStep.DONE
    is_enrolled = transaction.agents.second_factor(account.account_id) is not None
    return SignInStep.SECOND_FACTOR if is_enrolled else SignInStep.ENROLMENT


def longest(role: Role, step: SignInStep, holders: timedelta) -> timedelta:
    """How long a session at this step lasts at most; `holders` is what a holder's does."""
    if role is not Role.SUPPORT:
        return holders
    return AGENT_LIMIT if step is SignInStep.DONE else AGENT_SIGN_IN_LIMIT


def _check(session: Session, credentials: "Credentials", now: datetime) -> None:
    if session.is_over or not credentials.enabled:
        raise SessionEnded
    if credentials.generation != session.generation:
        raise SessionEnded(Code.SESSION_ENDED_ELSEWHERE)
    if not session.opened_at - _CLOCK_SLIP <= now < session.expires_at:
        raise SessionEnded(Code.SESSION_EXPIRED)
