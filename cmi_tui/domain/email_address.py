"""Email addresses: their form, and the key by which two spellings are one address."""

from dataclasses import dataclass

from cmi_tui.domain.text import normalised

MAX_LENGTH = 254
"""Characters of an address at most (RFC 5321, section 4.5.3.1.3, less the angle brackets)."""


@dataclass(frozen=True)
class EmailAddress:
    """A valid address, as it is shown, and the key that is unique among accounts."""

    shown: str
    key: str


def parse_email(text: str) -> EmailAddress | None:
    """The address in `text`, internationalised ones included, or None; no DNS look-up is made."""
    # Loaded here because the sign-in screen, which asks no address, must open fast.
    from email_validator import EmailNotValidError, validate_email

    try:
        valid = validate_email(normalised(text).strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return EmailAddress(valid.normalized, _key(valid.local_part, valid.ascii_domain))


def lookup_key(text: str) -> str:
    """The key under which a typed address would be stored; for text that is none, a key nobody has."""
    email = parse_email(text)
    return email.key if email else _key(*text.strip().rpartition("@")[::2])


def _key(local_part: str, ascii_domain: str) -> str:
    return normalised(f"{local_part}@{ascii_domain}".lower())
