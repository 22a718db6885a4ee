"""Email addresses: their form, and the key by which two spellings are one address."""

import re
from functools import lru_cache
from typing import NamedTuple

from cmi_tui.domain.text import normalised
from cmi_tui.domain.unseen import is_unseen, stripped

MAX_LENGTH = 254
"""Characters of an address at most (RFC 5321, section 4.5.3.1.3, less the angle brackets)."""

_MAX_LOCAL_PART = 64
"""Octets of what stands before the @ at most (RFC 5321, section 4.5.3.1.1)."""
_PLAIN = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")


class EmailAddress(NamedTuple):
    """A valid address, as it is shown, and the key that is unique among accounts."""

    shown: str
    key: str


def parse_email(text: str) -> EmailAddress | None:
    """The address in `text`, internationalised ones included, or None; no DNS look-up is made."""
    text = stripped(normalised(text))
    local_part, _at, domain = text.rpartition("@")
    if len(local_part) > _MAX_LOCAL_PART or not _PLAIN.fullmatch(local_part):
        return _validated(text)
    # Most local parts are plain, and most domains have been seen before: an import has millions.
    of_domain = _validated_domain(domain)
    if of_domain is None:
        return None
    shown, key = of_domain.shown, of_domain.key
    # Both begin with the one letter that the domain was judged with.
    if len(local_part) - 1 + max(len(shown.encode()), len(key)) > MAX_LENGTH:
        return None
    return EmailAddress(local_part + shown[1:], local_part.lower() + key[1:])


def _can_be_mailed(local_part: str) -> bool:
    """Whether a message can be written to this address and arrives there and nowhere else.

    `=?` begins an encoded word (RFC 2047): what reads the message would decode it. RFC 5322 allows a
    backtick; no holder's address has one, and a shell would run what is in it. U+FFFD stands for what
    could not be read.
    """
    if any(sign in local_part for sign in ("=?", "`", "\ufffd")) or any(map(is_unseen, local_part)):
        return False
    return len(local_part.encode("utf-8", "surrogatepass")) <= _MAX_LOCAL_PART


@lru_cache(maxsize=10_000)
def _validated_domain(domain: str) -> EmailAddress | None:
    return _validated(f"x@{domain}")


def _validated(text: str) -> EmailAddress | None:
    if not _can_be_mailed(text.rpartition("@")[0]):
        return None
    # Loaded here because the sign-in screen, which asks no address, must open fast.
    from email_validator import EmailNotValidError, validate_email

    try:
        valid = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return None
    return EmailAddress(valid.normalized, _key(valid.local_part, valid.ascii_domain))


def lookup_key(text: str) -> str:
    """The key under which a typed address would be stored; for text that is none, a key nobody has."""
    email = parse_email(text)
    return email.key if email else _key(*stripped(text).rpartition("@")[::2])


def _key(local_part: str, ascii_domain: str) -> str:
    return normalised(f"{local_part}@{ascii_domain}".lower())
