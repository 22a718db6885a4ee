"""What means nothing to a line is not typed: keys of many terminals, late answers, slow lines."""

import pytest

from cmi_tui.linear.keyboard import ARROW, Keyboard

SWALLOWED = [
    "\x1b[A", "\x1b[3~", "\x1b[1;5C", "\x1b[15;2~", "\x1bOP", "\x1bOA", "\x1bO5P", "\x1bOl", "\x1bOM",
    "\x1b[[A", "\x1b[[E", "\x1b[7$", "\x1b[7^", "\x1b[7@", "\x1b[M", "\x1b[a", "\x1b\x1b[D",
    "\x1b\x1bOD", "\x1bx", "\x1b\x1bx", "\x1b1", "\x1bé", "\x1b(B", "\x1b F", "\x1b[200~",
    "\x1b[201~", "\x1b[?1;2c",
    "\x1b[>0;276;0c", "\x1b[?2026;2$y", "\x1b[4;2$y", "\x1b[12;40R", "\x1b[0n", "\x1b[<0;1;1M",
    "\x1b]11;rgb:0000/0000/0000\x07", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1bP1$r0m\x1b\\",
    "\x1b_Gi=1;OK\x1b\\", "\x1b[97;5u", "\x1b[I", "\x9bA", "\x8fP", "\x9d0;titre\x9c",
]  # fmt: skip


def read(*typed: tuple[float, str]) -> str:
    keyboard = Keyboard()
    return "".join(keyboard.read(text.encode(), at) for at, text in typed).replace(ARROW, "")


@pytest.mark.parametrize("sequence", SWALLOWED)
@pytest.mark.parametrize("pause", [0, 0.3])
def test_a_sequence_is_swallowed_whole_at_once_and_byte_by_byte(sequence: str, pause: float) -> None:
    assert read((10, f"a{sequence}b")) == "ab"
    slowly = [(10 + at * pause, letter) for at, letter in enumerate(f"a{sequence}b", start=1)]
    assert read(*slowly) == "ab"


ARROWS = ["\x1b[A", "\x1b[D", "\x1b[1;5C", "\x1bOA", "\x1bOd", "\x1b[a", "\x1b\x1b[D", "\x9bA"]


@pytest.mark.parametrize("sequence", SWALLOWED)
def test_an_arrow_is_told_from_all_that_is_swallowed(sequence: str) -> None:
    is_arrow = sequence in ARROWS or sequence == "\x1b\x1bOD"
    assert (ARROW in Keyboard().read(sequence.encode(), 10)) is is_arrow


@pytest.mark.parametrize("sequence", ARROWS)
def test_an_arrow_is_one_however_it_comes(sequence: str) -> None:
    keyboard = Keyboard()
    letters = [keyboard.read(letter.encode(), 10 + at * 0.3) for at, letter in enumerate(sequence)]
    assert "".join(letters) == ARROW


@pytest.mark.parametrize("sequence", ["\x1b[A", "\x1b[1;5C", "\x1b]0;t\x1b\\"])
def test_a_line_that_stalls_for_two_seconds_splits_nothing(sequence: str) -> None:
    for at in range(1, len(sequence)):
        # Only the bracket is awaited so long after Escape alone: letters follow it too.
        if at > 1 or sequence[1] == "[":
            assert read((10, f"a{sequence[:at]}"), (12, f"{sequence[at:]}b")) == "ab"


def test_escape_alone_takes_no_later_letter_with_it() -> None:
    assert read((10, "\x1b"), (11.1, "oui\r")) == "oui\r"
    assert read((10, "\x1b"), (11.1, "Oui\r")) == "Oui\r"
    assert read((10, "\x1b"), (20, "[a]\r")) == "[a]\r"


def test_what_was_begun_and_never_ended_is_broken_off_by_time_or_by_a_key() -> None:
    assert read((10, "\x1b["), (16, "oui")) == "oui"
    assert read((10, "\x1b]0;t"), (16, "oui")) == "oui"
    assert read((10, "\x1b]0;t\roui\r")) == "\roui\r"
    assert read((10, "\x1b[12\x03")) == "\x03"
    assert read((10, "\x1b\r")) == "\r"


def test_an_eight_bit_terminal_is_read_in_its_own_letters() -> None:
    keyboard = Keyboard("iso8859-1")
    assert keyboard.read(b"\xe9\x9bA\x1b[Bt\xe9", 0) == f"é{ARROW * 2}té"
    assert Keyboard("cp1252").read(b"\x9b", 0) == "›"


@pytest.mark.parametrize("rest", ["OP", "OD", "[D", "]11;rgb:0/0/0\x07", "P>|XTerm(390)\x1b\\"])
def test_a_sequence_split_after_its_escape_by_a_stall_is_swallowed(rest: str) -> None:
    assert read((0, "a\x1b"), (2.1, rest), (2.2, "b")) == "ab"


def test_words_typed_long_after_escape_are_typed() -> None:
    keyboard = Keyboard()
    assert keyboard.read(b"\x1b", 0) + keyboard.read(b"OPERA", 2.1) == "OPERA"
