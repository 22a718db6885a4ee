"""What can go wrong, as codes; the words for them are in `cmi_tui.messages`."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class Code(StrEnum):
    """One kind of refusal or trouble."""

    LOGIN_MISSING = "login_missing"
    PASSWORD_MISSING = "password_missing"
    SIGN_IN_REFUSED = "sign_in_refused"
    PROOF_WRONG = "proof_wrong"
    PROOF_TOO_OLD = "proof_too_old"
    SECOND_FACTOR_MISSING = "second_factor_missing"
    SECOND_FACTOR_WRONG = "second_factor_wrong"
    SESSION_ENDED = "session_ended"
    SESSION_EXPIRED = "session_expired"
    SESSION_ENDED_ELSEWHERE = "session_ended_elsewhere"
    SESSION_IDLE = "session_idle"
    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_NOT_AGENT = "account_not_agent"
    LOGIN_INVALID = "login_invalid"
    LOGIN_TAKEN = "login_taken"
    NAME_INVALID = "name_invalid"
    TOO_MANY_TRIES = "too_many_tries"
    TRIES_NOT_COUNTED = "tries_not_counted"
    SERVICE_BUSY = "service_busy"
    TOO_MANY_FORMS = "too_many_forms"

    EMAIL_INVALID = "email_invalid"
    EMAIL_UNCHANGED = "email_unchanged"
    EMAIL_CHANGED_MEANWHILE = "email_changed_meanwhile"
    EMAILS_DIFFER = "emails_differ"
    EMAIL_CONFIRMATION_INVALID = "email_confirmation_invalid"
    EMAIL_CONFIRMATION_DIFFERS = "email_confirmation_differs"
    EMAIL_TAKEN = "email_taken"

    OLD_PASSWORD_MISSING = "old_password_missing"
    OLD_PASSWORD_WRONG = "old_password_wrong"
    PASSWORD_WEAK = "password_weak"
    PASSWORD_CONFIRMATION_INVALID = "password_confirmation_invalid"
    PASSWORD_UNCHANGED = "password_unchanged"
    PASSWORD_IS_CODE = "password_is_code"
    PASSWORD_BLANK_ENDS = "password_blank_ends"

    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"

    CHOICE_UNKNOWN = "choice_unknown"
    CARD_NUMBER_INVALID = "card_number_invalid"
    CARD_NUMBERS_SAME = "card_numbers_same"

    PATH_MISSING = "path_missing"
    PATH_INVALID = "path_invalid"
    PATH_OF_WINDOWS = "path_of_windows"
    PATH_NOT_PDF = "path_not_pdf"
    PATH_EXISTS = "path_exists"
    PATH_NOT_A_FILE = "path_not_a_file"
    PATH_DANGLING_LINK = "path_dangling_link"
    FOLDER_MISSING = "folder_missing"
    FOLDER_FORBIDDEN = "folder_forbidden"
    NAME_TOO_LONG = "name_too_long"
    DISK_FULL = "disk_full"
    WRITE_FAILED = "write_failed"

    ORDER_FILE_MISSING = "order_file_missing"
    ORDER_FILE_FORBIDDEN = "order_file_forbidden"
    ORDER_FILE_NOT_A_FILE = "order_file_not_a_file"
    ORDER_FILE_UNREADABLE = "order_file_unreadable"
    ORDER_FILE_HEADER = "order_file_header"
    ORDER_REPORT_UNWRITABLE = "order_report_unwritable"

    INTERRUPTED = "interrupted"

    CLOCK_DOUBTFUL = "clock_doubtful"

    SEARCH_MISSING = "search_missing"
    NAME_TOO_SHORT = "name_too_short"
    DAY_INVALID = "day_invalid"
    MOTIVE_MISSING = "motive_missing"
    REASON_MISSING = "reason_missing"
    CLAIM_MISSING = "claim_missing"
    HOLDER_UNKNOWN = "holder_unknown"
    CARD_NOT_OPEN = "card_not_open"
    ACT_NOT_ALLOWED = "act_not_allowed"
    TOO_MANY_ACTS = "too_many_acts"
    TOO_MANY_VERIFICATIONS = "too_many_verifications"
    TOO_MUCH_ASKED = "too_much_asked"

    SECRET_KEY_MISSING = "secret_key_missing"
    SECRET_KEY_UNUSABLE = "secret_key_unusable"
    SECRET_KEY_WRONG = "secret_key_wrong"

    DATABASE_MISSING = "database_missing"
    DATABASE_NOT_MADE = "database_not_made"
    DATABASE_NOT_A_FILE = "database_not_a_file"
    DATABASE_LOCKED = "database_locked"
    DATABASE_READ_ONLY = "database_read_only"
    DATABASE_FULL = "database_full"
    DATABASE_CORRUPT = "database_corrupt"
    DATABASE_NOT_OURS = "database_not_ours"
    DATABASE_OLDER = "database_older"
    DATABASE_NEWER = "database_newer"
    DATABASE_CROWDED = "database_crowded"
    DATABASE_FORBIDDEN = "database_forbidden"
    DATABASE_OPEN_TO_OTHERS = "database_open_to_others"
    DATABASE_ODD_NEIGHBOUR = "database_odd_neighbour"
    DATABASE_UNREACHABLE = "database_unreachable"
    DATABASE_URL_INVALID = "database_url_invalid"


class Refused(Exception):
    """A use case declined: `errors` maps field names to codes, at least one; nothing was changed.

    `wait` is how long to wait before trying again, where a code's sentence says so.
    """

    def __init__(self, errors: Mapping[str, Code], wait: timedelta | None = None) -> None:
        super().__init__(", ".join(f"{field}: {code}" for field, code in errors.items()))
        self.errors = dict(errors)
        self.wait = wait


class SessionEnded(Exception):
    """Whoever is asking may not act any more, for the reason `code`; `wait` is as in Refused."""

    def __init__(self, code: Code = Code.SESSION_ENDED, wait: timedelta | None = None) -> None:
        super().__init__(str(code))
        self.code = code
        self.wait = wait


class Unavailable(Exception):
    """The database, or the service, cannot serve now, for the reason `code`; nothing was changed."""

    def __init__(self, code: Code) -> None:
        super().__init__(str(code))
        self.code = code


class EmailTaken(Exception):
    """Another account has this address: the database's own constraint says so."""
