"""What the audit journal tells: who did what to whom, and how it ended; never a value."""

from enum import StrEnum


class Event(StrEnum):
    """An act that the journal keeps, in the words of OWASP's logging vocabulary where it has one."""

    SIGN_IN = "authn_login"
    PROOF = "authn_proof"
    EMAIL_CHANGE = "user_email_change"
    PASSWORD_CHANGE = "authn_password_change"
    EXPORT = "form_export"


DONE = "done"
"""The outcome of an act that took place; another outcome is the code of its refusal."""
