"""The sanitiser and the normalisation."""

import pytest

from cmi_tui.domain.charset import likely_charset
from cmi_tui.domain.text import normalised, printable
from cmi_tui.domain.unseen import stripped, unseen_in, with_plain_spaces


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Œuvre d'Élodie", "Œuvre d'Élodie"),
        ("a\x1b]2;PWN\x1b\\b", "a^[]2;PWN^[\\b"),
        ("\x00\x07\x7f", "^@^G^?"),
        ("\x9d52;c;x\x9c", "<U+009D>52;c;x<U+009C>"),
        ("abc\u202edcba", "abc<U+202E>dcba"),
        ("deux\nlignes\r", "deux^Jlignes^M"),
        ("10\u00a0€ 👩\u200d🦽", "10\u00a0€ 👩\u200d🦽"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_text_that_was_read_wrongly_is_taken_for_what_reads_most_like_french() -> None:
    assert likely_charset("Zoé Œuvre".encode("cp1252")) == "Windows-1252"
    assert likely_charset("prénom à".encode("mac_roman")) == "MacRoman"
    assert likely_charset("prénom à".encode("cp850")) == "DOS (cp850)"
    assert likely_charset("\x81é".encode("latin-1")) == "Windows-1252", "0x81 means nothing there"


def test_blanks_of_all_widths_become_plain_ones_and_control_characters_stay() -> None:
    assert with_plain_spaces("\u00a0a\u2009b\u3000 ") == "a b"
    assert with_plain_spaces("\ta b\t") == "a b"
    assert with_plain_spaces("\x1fa\x0b") == "\x1fa\x0b"


@pytest.mark.parametrize("character", ["\x00", "\u200b", "\u2800", "\ufffc", "\ufffd", "\u0378"])
def test_the_first_character_that_nobody_sees_is_found(character: str) -> None:
    assert unseen_in(f"a{character}b\u3164") == character
    assert unseen_in("a b é") == ""


def test_sanitising_twice_changes_nothing_more() -> None:
    everything = "".join(map(chr, range(0x300))) + "\u202e\u2066\ufeff\ud800"
    once = printable(everything)
    assert printable(once) == once
    assert not any(ord(character) < 32 or 0x7F <= ord(character) <= 0x9F for character in once)


def test_an_accent_is_the_same_however_it_is_composed() -> None:
    assert normalised("e\u0301te\u0301") == "été"


def test_what_is_copied_along_goes_and_the_blanks_of_a_password_stay() -> None:
    assert stripped("\u200b\n\u3164 a\u00a0b \u00a0\t\u200b") == "a\u00a0b"
    kept = stripped("\u200b\n\u3164 \u00a0a \u00a0\t\u200b", keeps_blanks=True)
    assert kept == " \u00a0a \u00a0" and stripped("\u200b \n") == ""
