"""Email addresses and the key by which two spellings are one."""

from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTPUTF8

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmi_tui.domain.email_address import lookup_key, parse_email


@pytest.mark.parametrize(
    "text",
    [
        "", "fsfsfsdfdsffff", "a@b", "a b@mail.fr", "a@@mail.fr", "@mail.fr", "a@mail.fr\r\nBcc: x@y.fr",
        "a@mail.fr,b@mail.fr", '"a b"@mail.fr', "a@" + "m" * 250 + ".fr",
        "a@\x1b[2Jmail.fr", "a@-mail.fr", "`id`@mail.fr", "a@mail.fr.", "a@mail..fr", "a@[127.0.0.1]",
        "a" * 65 + "@mail.fr", "é" * 33 + "@mail.fr", "😀" * 17 + "@mail.fr", "a@" + "m" * 64 + ".fr",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    assert parse_email(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?q?a=0Ab?=@mail.fr", "=?utf-8?q?a?=@mail.fr", "=?utf-8?b?YQ==?=@mail.fr", "x=?y@mail.fr",
        '"a"@mail.fr', '"a\\ b"@mail.fr', '"a@b"@mail.fr', "Nom <a@mail.fr>", "a(nom)@mail.fr",
        "a:b@mail.fr", "\ud800" * 64 + "a@mail.fr",
        "a\ufffd@mail.fr", "a\x00@mail.fr", "a\x7f@mail.fr", "a\u0085b@mail.fr", "a\ud800@mail.fr",
        "a\u3164@mail.fr", "a\u200bb@mail.fr", "a\u00adb@mail.fr", "a\u202e@mail.fr",
        "a\u2028b@mail.fr", "a\u00a0b@mail.fr", "a\u2800@mail.fr", "a\ue000@mail.fr",
    ],
)  # fmt: skip
def test_what_no_mail_can_carry_is_refused(text: str) -> None:
    assert parse_email(text) is None


@pytest.mark.parametrize("local_part", ["a" * 64, "é" * 32, "?=x", "a=b", "o'neil", "a!b%c", "=a?"])
def test_the_longest_and_the_oddest_addresses_are_taken(local_part: str) -> None:
    email = parse_email(f"{local_part}@mail.fr")
    assert email and email.shown == f"{local_part}@mail.fr"


@pytest.mark.parametrize("end", ["fr", "é" * 20 + ".fr"], ids=["plain_domain", "accented_domain"])
@pytest.mark.parametrize("local_part", ["a" * 64, "é" + "a" * 62], ids=["plain", "accented"])
def test_an_address_has_254_octets_at_most_as_it_is_shown_and_as_it_is_sent(
    local_part: str, end: str
) -> None:
    taken = []
    for length in range(1, 64):
        email = parse_email(f"{local_part}@{'b' * 63}.{'c' * 63}.{'d' * length}.{end}")
        if email is not None:
            taken.append(max(len(email.shown.encode()), len(email.key.encode())))
    assert max(taken) == 254


@given(
    st.emails()
    | st.text(st.sampled_from("ab=?_.+-'!qQbé\u200b\ufffd\n\\\"()<>,;:0A"), min_size=1, max_size=20).map(
        lambda local_part: f"{local_part}@mail.fr"
    )
)
@example("=?utf-8?q?a=0Ab?=@mail.fr")
@example("=?utf-8?q?a?=@mail.fr")
def test_every_address_taken_goes_into_a_message_and_comes_out_the_same(text: str) -> None:
    email = parse_email(text)
    if email is None:
        return
    address = f"{email.shown.rpartition('@')[0]}@{email.key.rpartition('@')[2]}"
    message = EmailMessage()
    message["To"] = address
    written = message.as_bytes(policy=SMTPUTF8).decode("utf-8")
    read = message_from_string(written, policy=SMTPUTF8)
    assert [(each.username, each.domain) for each in read["To"].addresses] == [
        (address.rpartition("@")[0], address.rpartition("@")[2])
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élodie@mail.fr", "élodie@MAIL.fr"),
        ("e\u0301lodie@mail.fr", "élodie@mail.fr"),
        ("a@exämple.fr", "a@xn--exmple-cua.fr"),
        (" a@mail.fr ", "a@mail.fr"),
        ("\u200ba@mail.fr\u00ad", "a@mail.fr"),
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


def test_what_is_no_address_has_a_key_of_its_own() -> None:
    assert lookup_key(" No@Body@ ") == "no@body@" != lookup_key("nobody")


def test_an_address_is_shown_as_it_was_given() -> None:
    email = parse_email("ChabotClemence@JourRapide.com")
    assert email and email.shown == "ChabotClemence@jourrapide.com"
