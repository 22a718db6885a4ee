"""What the audit journal tells: who did what to whom, from where, and how it ended; never a value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cmi_tui.domain.source import LOCAL_SOURCE


class Event(StrEnum):
    """An act that the journal keeps, in the words of OWASP's logging vocabulary where it has one."""

    SIGN_IN = "authn_login"
    PROOF = "authn_proof"
    EMAIL_CHANGE = "user_email_change"
    PASSWORD_CHANGE = "authn_password_change"
    PREFERENCES = "user_preferences_change"
    PREPARATION = "form_preparation"
    EXPORT = "form_export"
    IMPORT = "accounts_import"
    REFUSAL = "authz_fail"
    SIGN_OUT = "session_end"
    ENROLMENT = "second_factor_enrol"
    SECOND_FACTOR_RESET = "second_factor_reset"
    SEARCH = "holder_search"
    CARD = "holder_card_open"
    REVEAL = "holder_card_reveal"
    VERIFICATION = "holder_card_verify"
    CODE_REQUEST = "account_code_ask"
    SLOWING_END = "account_slowing_end"
    SESSIONS_END = "account_sessions_end"
    AGENT_LIMIT = "agent_limit"
    CREATION = "user_created"
    LISTING = "account_list"
    READING = "account_show"
    CODE = "account_code"
    DISABLING = "account_disable"
    ENABLING = "account_enable"
    ROLE = "account_role"
    NOTICE = "notice_send"
    CONSULTATION = "journal_read"
    PURGE = "journal_purge"
    UPGRADE = "database_upgrade"


STARTED = "started"
"""The outcome of an act that takes long and may yet be cut off."""
DONE = "done"
"""The outcome of an act that took place; another outcome is the code of its refusal."""


@dataclass(frozen=True)
class Entry:
    """A line of the journal less its time, which is that of the transaction.

    `actor_id` did `event` on `subject_id`; both are None where no account is known. At the command
    line, which knows no account, `operator` is the system's name of the user. `detail` holds counts,
    a reason, or the keyed hash of an unknown name.
    """

    event: Event
    outcome: str
    actor_id: int | None = None
    subject_id: int | None = None
    source: str = LOCAL_SOURCE
    operator: str = ""
    detail: str = ""


@dataclass(frozen=True)
class JournalFilter:
    """Which lines are wanted: empty and None mean all; `login` is that of actor or subject.

    `agent` is the login of who did it. `until` is the first moment that is left out.
    """

    login: str = ""
    event: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
    agent: str = ""


@dataclass(frozen=True)
class JournalLine:
    """A line of the journal as it is shown; logins are empty where no account is known."""

    at: datetime
    event: str
    outcome: str
    actor: str
    subject: str
    source: str
    operator: str
    detail: str


class Ending(StrEnum):
    """How a remote session came to its end."""

    LEFT = "left"
    SIGNED_OUT = "signed_out"
    DROPPED = "connection_lost"
    UNREAD = "client_stopped_reading"
    CROWDED = "too_many_sessions"
    NOT_SERVED = "not_served"
    SHUT_DOWN = "server_shut_down"
    CRASHED = "crashed"
