"""What can go wrong, as codes; the words for them are in `cmi_tui.messages`."""

from collections.abc import Mapping
from enum import StrEnum


class Code(StrEnum):
    """One kind of refusal or trouble."""

    LOGIN_MISSING = "login_missing"
    PASSWORD_MISSING = "password_missing"
    SIGN_IN_REFUSED = "sign_in_refused"
    PROOF_WRONG = "proof_wrong"
    PROOF_TOO_OLD = "proof_too_old"
    SESSION_ENDED = "session_ended"

    EMAIL_INVALID = "email_invalid"
    EMAIL_UNCHANGED = "email_unchanged"
    EMAILS_DIFFER = "emails_differ"
    EMAIL_CONFIRMATION_INVALID = "email_confirmation_invalid"
    EMAIL_CONFIRMATION_DIFFERS = "email_confirmation_differs"
    EMAIL_TAKEN = "email_taken"

    OLD_PASSWORD_MISSING = "old_password_missing"
    OLD_PASSWORD_WRONG = "old_password_wrong"
    PASSWORD_WEAK = "password_weak"
    PASSWORD_CONFIRMATION_INVALID = "password_confirmation_invalid"

    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    PASSWORD_NOT_COPIED = "password_not_copied"

    PATH_MISSING = "path_missing"
    PATH_INVALID = "path_invalid"
    PATH_EXISTS = "path_exists"
    PATH_NOT_A_FILE = "path_not_a_file"
    PATH_DANGLING_LINK = "path_dangling_link"
    FOLDER_MISSING = "folder_missing"
    FOLDER_FORBIDDEN = "folder_forbidden"
    NAME_TOO_LONG = "name_too_long"
    DISK_FULL = "disk_full"
    WRITE_FAILED = "write_failed"

    DATABASE_LOCKED = "database_locked"
    DATABASE_READ_ONLY = "database_read_only"
    DATABASE_FULL = "database_full"
    DATABASE_CORRUPT = "database_corrupt"
    DATABASE_NOT_OURS = "database_not_ours"
    DATABASE_VERSION = "database_version"
    DATABASE_UNREACHABLE = "database_unreachable"
    DATABASE_URL_INVALID = "database_url_invalid"


class Refused(Exception):
    """A use case declined: `errors` maps field names to codes, at least one; nothing was changed."""

    def __init__(self, errors: Mapping[str, Code]) -> None:
        super().__init__(", ".join(f"{field}: {code}" for field, code in errors.items()))
        self.errors = dict(errors)


class SessionEnded(Exception):
    """Whoever is asking may not act any more: the account is disabled, gone or has another role."""


class Unavailable(Exception):
    """The database cannot serve now, for the reason `code`; nothing was changed."""

    def __init__(self, code: Code) -> None:
        super().__init__(str(code))
        self.code = code


class EmailTaken(Exception):
    """Another account has this address: the database's own constraint says so."""
