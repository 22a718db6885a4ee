"""Identifiers: two ways of typing one have one key, which is written in small letters."""

from cmi_tui.domain.login import login_key


def test_the_key_is_in_small_letters_without_what_groups_them() -> None:
    assert login_key("Ab-1 2.3\u202f4") == "ab1234"
