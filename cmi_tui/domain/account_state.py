"""Where an account stands, as an operator sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cmi_tui.domain.identity import Role


class AccountState(StrEnum):
    """The state of an account: the first of these that holds."""

    DISABLED = "disabled"
    CODE_ASKED = "code-asked"
    CODE_SENT = "code-sent"
    NEVER_ACTIVATED = "never-activated"
    ACTIVE = "active"


def account_state(
    *, is_enabled: bool, code_is_asked: bool, has_code: bool, has_password: bool
) -> AccountState:
    """The state; `has_code` is whether a code waits that can be used now."""
    if not is_enabled:
        return AccountState.DISABLED
    if code_is_asked:
        return AccountState.CODE_ASKED
    if has_code:
        return AccountState.CODE_SENT
    return AccountState.ACTIVE if has_password else AccountState.NEVER_ACTIVATED


@dataclass(frozen=True)
class AccountLine:
    """An account in a list of them."""

    login: str
    name: str
    role: Role
    state: AccountState


@dataclass(frozen=True)
class AccountSheet:
    """What an operator sees of one account.

    `email` is empty and the moments are None where there is none; `last_sign_in_from` is a source, and
    `failures` are those since then.
    """

    line: AccountLine
    email: str
    email_by_holder: bool
    code_expires_at: datetime | None
    last_sign_in_at: datetime | None
    last_sign_in_from: str
    failures: int
