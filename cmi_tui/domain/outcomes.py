"""How each act in the journal may have ended: what operators can ask it for."""

from collections.abc import Mapping
from enum import StrEnum

from cmi_tui.domain.errors import Code
from cmi_tui.domain.journal import DONE, STARTED, Ending, Event


class NoticeEnd(StrEnum):
    """How a notice that was not delivered came to its end."""

    GIVEN_UP = "given_up"
    UNCERTAIN = "uncertain"
    UNWRITABLE = "unwritable"


class NotServed(StrEnum):
    """What nobody is granted over SSH."""

    SESSION = "session"
    COMMAND = "command"
    SUBSYSTEM = "subsystem"
    PORT_FORWARDING = "port_forwarding"
    SOCKET_FORWARDING = "socket_forwarding"
    TUNNEL = "tunnel"
    X11 = "x11"
    AGENT = "agent"


_OF_ACCOUNT = (DONE, Code.ACCOUNT_UNKNOWN)
_OF_SESSION = (Code.SESSION_ENDED, Code.SESSION_ENDED_ELSEWHERE, Code.SESSION_EXPIRED)
_OF_CARD = (DONE, Code.CARD_NOT_OPEN, Code.HOLDER_UNKNOWN)
_OF_ACT = (*_OF_CARD, Code.ACT_NOT_ALLOWED, Code.TOO_MANY_ACTS)
_OF_IMPORT = (
    *(code for code in Code if code.startswith("order_")),
    Code.DATABASE_LOCKED, Code.DATABASE_READ_ONLY, Code.DATABASE_FULL, Code.DATABASE_CORRUPT,
    Code.DATABASE_CROWDED, Code.DATABASE_FORBIDDEN, Code.DATABASE_UNREACHABLE,
)  # fmt: skip

OUTCOMES: Mapping[Event, tuple[str, ...]] = {
    Event.SIGN_IN: (
        STARTED, DONE, Code.SIGN_IN_REFUSED, Code.SECOND_FACTOR_WRONG, Code.TOO_MANY_TRIES,
    ),
    Event.PROOF: (DONE, Code.PROOF_WRONG, Code.TOO_MANY_TRIES),
    Event.EMAIL_CHANGE: (DONE, Code.EMAIL_TAKEN, Code.TOO_MANY_TRIES),
    Event.PASSWORD_CHANGE: (DONE, Code.OLD_PASSWORD_WRONG, Code.TOO_MANY_TRIES),
    Event.PREFERENCES: (DONE,),
    Event.PREPARATION: (DONE,),
    Event.EXPORT: (DONE,),
    Event.IMPORT: (STARTED, DONE, Code.INTERRUPTED, Code.SERVICE_BUSY, *_OF_IMPORT),
    Event.REFUSAL: (*_OF_SESSION, *NotServed),
    Event.SIGN_OUT: (*Ending, Code.SESSION_IDLE, *_OF_SESSION),
    Event.ENROLMENT: (DONE,),
    Event.SECOND_FACTOR_RESET: (*_OF_ACCOUNT, Code.ACCOUNT_NOT_AGENT),
    Event.SEARCH: (DONE,),
    Event.CARD: _OF_CARD,
    Event.REVEAL: _OF_CARD,
    Event.VERIFICATION: (*_OF_CARD, Code.TOO_MANY_VERIFICATIONS),
    Event.CODE_REQUEST: _OF_ACT,
    Event.SLOWING_END: _OF_ACT,
    Event.SESSIONS_END: _OF_ACT,
    Event.AGENT_LIMIT: (Code.TOO_MUCH_ASKED,),
    Event.CREATION: (
        DONE, Code.LOGIN_INVALID, Code.NAME_INVALID, Code.EMAIL_INVALID, Code.LOGIN_TAKEN,
        Code.EMAIL_TAKEN,
    ),
    Event.LISTING: (DONE,),
    Event.READING: _OF_ACCOUNT,
    Event.CODE: (*_OF_ACCOUNT, Code.ACCOUNT_DISABLED),
    Event.DISABLING: (*_OF_ACT, Code.ACCOUNT_UNKNOWN),
    Event.ENABLING: (*_OF_ACT, Code.ACCOUNT_UNKNOWN),
    Event.ROLE: _OF_ACCOUNT,
    Event.NOTICE: (DONE, *NoticeEnd),
    Event.CONSULTATION: _OF_ACCOUNT,
    Event.PURGE: (DONE, Code.CLOCK_DOUBTFUL),
    Event.UPGRADE: (DONE,),
}  # fmt: skip
"""By act; the tests hold that no line of the journal has another."""
