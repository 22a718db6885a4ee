"""The notices that tell a holder of a change, and how long a relay may keep them waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice tells, and to which address of the holder."""

    EMAIL_CHANGED_TO_OLD = "email_changed_to_old"
    EMAIL_CHANGED_TO_NEW = "email_changed_to_new"
    PASSWORD_CHANGED = "password_changed"
    SECOND_FACTOR_ENROLLED = "second_factor_enrolled"
    SECOND_FACTOR_RESET = "second_factor_reset"
    CODE_ASKED = "code_asked"
    SLOWING_ENDED = "slowing_ended"
    SESSIONS_ENDED = "sessions_ended"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    AGENT_LIMIT = "agent_limit"


@dataclass(frozen=True)
class Notice:
    """A notice to send; `token` is random and the same at each try; never shown with its address.

    `about` is the agent that a notice to the operator is about.
    """

    notice_id: int
    account_id: int
    kind: NoticeKind
    recipient: str
    token: str
    created_at: datetime
    tries: int
    about: str = ""

    def __repr__(self) -> str:
        return f"Notice(notice_id={self.notice_id})"


LEASE = timedelta(minutes=5)
"""For how long whoever took a notice to send has it alone."""
LONGEST_DELAY = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)


def next_try(tries: int) -> timedelta:
    """How long to wait after so many tries that failed: a minute, doubling to an hour."""
    return min(timedelta(minutes=1 << min(tries - 1, 10)), LONGEST_DELAY)
