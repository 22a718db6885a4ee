"""The sanitiser and the normalisation."""

import pytest

from cmi_tui.domain.text import normalised, printable


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


def test_sanitising_twice_changes_nothing_more() -> None:
    everything = "".join(map(chr, range(0x300))) + "\u202e\u2066\ufeff\ud800"
    once = printable(everything)
    assert printable(once) == once
    assert not any(ord(character) < 32 or 0x7F <= ord(character) <= 0x9F for character in once)


def test_an_accent_is_the_same_however_it_is_composed() -> None:
    assert normalised("e\u0301te\u0301") == "été"
