"""The agent's desk: the states of a holder's account, and what an agent may do in each."""

from collections.abc import Mapping
from enum import StrEnum


class HolderState(StrEnum):
    """How a holder's account stands, in the words of the command line."""

    NEVER_ACTIVATED = "never-activated"
    CODE_ASKED = "code-asked"
    """An operator is to print an activation code."""
    CODE_SENT = "code-sent"
    ACTIVE = "active"
    DISABLED = "disabled"
    BARRED = "barred"
    """Disabled for fraud, or for a reason that is not known: only an operator enables it."""


class DisablingReason(StrEnum):
    """Why an account is disabled, at the desk and at the command line."""

    FRAUD = "fraude"
    DEATH = "deces"
    REQUEST = "demande"
    DUPLICATE = "doublon"
    END_OF_RIGHTS = "fin-de-droits"


def account_state(
    *, enabled: bool, reason: str | None, has_password: bool, has_code: bool, code_is_asked: bool
) -> HolderState:
    """The state that follows from what is stored."""
    if not enabled:
        is_known = reason in set(DisablingReason) - {DisablingReason.FRAUD}
        return HolderState.DISABLED if is_known else HolderState.BARRED
    if code_is_asked:
        return HolderState.CODE_ASKED
    if has_code:
        return HolderState.CODE_SENT
    return HolderState.ACTIVE if has_password else HolderState.NEVER_ACTIVATED


class Act(StrEnum):
    """What an agent may do to a holder's account."""

    ASK_CODE = "ask_code"
    END_SLOWING = "end_slowing"
    END_SESSIONS = "end_sessions"
    DISABLE = "disable"
    ENABLE = "enable"


_WHILE_ENABLED = frozenset({Act.END_SLOWING, Act.END_SESSIONS, Act.DISABLE})
ALLOWED: Mapping[HolderState, frozenset[Act]] = {
    HolderState.NEVER_ACTIVATED: frozenset({Act.ASK_CODE, Act.END_SLOWING, Act.DISABLE}),
    HolderState.CODE_ASKED: _WHILE_ENABLED,
    HolderState.CODE_SENT: _WHILE_ENABLED | {Act.ASK_CODE},
    HolderState.ACTIVE: _WHILE_ENABLED | {Act.ASK_CODE},
    HolderState.DISABLED: frozenset({Act.ENABLE}),
    HolderState.BARRED: frozenset(),
}
"""The acts of each state; END_SLOWING only where the account is slowed down, too."""


def allowed_acts(state: HolderState, *, is_slowed: bool) -> frozenset[Act]:
    """What an agent may do to an account that stands so."""
    return ALLOWED[state] if is_slowed else ALLOWED[state] - {Act.END_SLOWING}


class Motive(StrEnum):
    """Why an agent opens a holder's card."""

    CALL = "call"
    LETTER = "letter"
    CARD = "card"
    CHECK = "check"


class Hidden(StrEnum):
    """What a card masks until it is asked for."""

    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"


class Claim(StrEnum):
    """What a caller may say, to be compared with the record."""

    BIRTH_DATE = "birth_date"
    POSTAL_CODE = "postal_code"
    REQUEST_NUMBER = "request_number"
