"""Email addresses and the key by which two spellings are one."""

import pytest

from cmi_tui.domain.email_address import lookup_key, parse_email


@pytest.mark.parametrize(
    "text",
    [
        "", "fsfsfsdfdsffff", "a@b", "a b@mail.fr", "a@@mail.fr", "@mail.fr", "a@mail.fr\r\nBcc: x@y.fr",
        "a@mail.fr,b@mail.fr", '"a b"@mail.fr', "a@" + "m" * 250 + ".fr",
        "a@\x1b[2Jmail.fr", "a@-mail.fr", "`id`@mail.fr",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    assert parse_email(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élodie@mail.fr", "élodie@MAIL.fr"),
        ("e\u0301lodie@mail.fr", "élodie@mail.fr"),
        ("a@exämple.fr", "a@xn--exmple-cua.fr"),
        (" a@mail.fr ", "a@mail.fr"),
    ],
)
def test_two_spellings_of_one_address_have_one_key(one: str, other: str) -> None:
    first, second = parse_email(one), parse_email(other)
    assert first and second and first.key == second.key == lookup_key(one)


@pytest.mark.parametrize(
    ("one", "other"), [("mıke@mail.fr", "mike@mail.fr"), ("user+tag@mail.fr", "user@mail.fr")]
)
def test_distinct_addresses_keep_distinct_keys(one: str, other: str) -> None:
    assert lookup_key(one) != lookup_key(other)


def test_an_address_is_shown_as_it_was_given() -> None:
    email = parse_email("ChabotClemence@JourRapide.com")
    assert email and email.shown == "ChabotClemence@jourrapide.com"
