"""What a terminal sends: pastes are one event each, keys are keys, what means nothing is nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Event, Key, Paste

from cmi_tui.wire.input import PASTE_SILENCE, InputReader

_LIMIT = 100


def told(pieces: list[str | Event]) -> list[str]:
    """What came out, in words; neighbouring texts joined."""
    words: list[str] = []
    for piece in pieces:
        if isinstance(piece, Paste):
            words.append(f"paste {piece.text}")
        elif isinstance(piece, Key):
            words.append(f"key {piece.key}")
        else:
            assert isinstance(piece, str)
            if words and words[-1].startswith("text "):
                words[-1] += piece
            else:
                words.append(f"text {piece}")
    return words


def played(*reads: tuple[float, str]) -> list[str]:
    """Feed what was read at each time; the silences between are noticed."""
    reader = InputReader(_LIMIT, joins_bursts=True)
    pieces: list[str | Event] = []
    last = 0.0
    for now, text in reads:
        if reader.patience and now - last > reader.patience:
            pieces += reader.silence(last + reader.patience)
        pieces += reader.feed(text, now)
        last = now
    if reader.patience:
        pieces += reader.silence(last + reader.patience)
    return told(pieces)


def test_typed_keys_pass() -> None:
    assert played((0, "a"), (0.01, "\x1b[A"), (0.02, "é\r")) == ["text a\x1b[Aé\r"]


def test_a_bracketed_paste_is_one_event() -> None:
    assert played((0, "x\x1b[200~one\rtwo\x1b[201~y")) == ["text x", "paste one\rtwo", "text y"]


@given(st.lists(st.integers(0, 40), max_size=6))
def test_a_bracketed_paste_may_be_cut_anywhere(cuts: list[int]) -> None:
    text = "x\x1b[200~ab\x1b[1mc\x1b[201~y\x1b[0nz"
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    reads = [(0.0, text[start:end]) for start, end in pairwise(places)]
    assert played(*reads) == ["text x", "paste ab\x1b[1mc", "text yz"]


def test_a_long_paste_keeps_one_character_more_than_the_limit() -> None:
    for text in ("\x1b[200~" + "é" * 5000 + "\x1b[201~", "é" * 5000 + "\r"):
        assert played((0, text))[0] == "paste " + "é" * (_LIMIT + 1)


def test_a_paste_without_brackets_is_one_event() -> None:
    reads = [(0.01 * number, "word " * 20) for number in range(10)]
    assert played(*reads) == ["paste " + ("word " * 200)[: _LIMIT + 1]]


def test_a_burst_ends_with_a_control_or_a_silence() -> None:
    assert played((0, "a" * 70 + "\rb")) == ["paste " + "a" * 70, "text \rb"]
    assert played((0, "a" * 70), (1, "b")) == ["paste " + "a" * 70, "text b"]
    assert played((0, "a" * 70), (0.01, "b"), (0.02, "\x1b[A")) == [
        "paste " + "a" * 70 + "b",
        "text \x1b[A",
    ]


def test_many_keys_of_a_slow_link_stay_keys() -> None:
    assert played((0, "a" * 63)) == ["text " + "a" * 63]


def test_a_lone_escape_is_the_key() -> None:
    assert played((0, "\x1b"), (1, "a")) == ["key escape", "text a"]
    assert played((0, "\x1b"), (0.01, "[A")) == ["text \x1b[A"]


def test_answers_are_taken_out_and_counted() -> None:
    reader = InputReader(_LIMIT)
    assert told(reader.feed("a\x1b[0nb\x1b[3n\x1b[", 0) + reader.feed("0nc", 0)) == ["text abc"]
    assert (reader.take_answers(), reader.take_answers()) == (3, 0)


_MEANINGLESS = [
    "\x1b[97;1:3u", "\x1b[9999999u", "\x1b[1114112u", "\x1b[55296u", "\x1b[97;0u", "\x1b[97;999u",
    "\x1bP>|XTerm(390)\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1bOl",
    "\x1bOw", "\x1bOp", "\x1b\x1bOl", "\x1b[?1;2c", "\x1b[>0;276;0c", "\x1b[10;20R",
    "\x1b[?2026;2$y", "\x1b[48;24;80;0;0t", "\x1b[I", "\x1b[O", "\x1b\x1b[D", "\x1b[1;1;1;1X",
    "\x1b[99;1~", "\x1b[ q", "\x1b[!p", "\x1b]11;rgb:0/0/0\x07", "\x1b]11;rgb:0/0/0\x1b\\",
    "\x1bP1$r0m\x1b\\", "\x1b_G\x1b\\", "\x1b(B", "\x1b7", "\x1bc", "\x1ba", "\x1bé", "\x9b5n",
    "\x85", "\x1b[201~", "\x1b[M !!", "\x1b[32;5;5M", "\x1b[[Z", "\x1b[25;3;9v", "\x8fl", "\x1bO5Z",
]  # fmt: skip


@given(st.sampled_from(_MEANINGLESS), st.integers(1, 20))
def test_what_means_nothing_is_swallowed_whole_wherever_it_is_cut(sequence: str, cut: int) -> None:
    whole = played((0, f"a{sequence}b"))
    assert whole == ["text ab"]
    if not sequence.startswith("\x1b[M "):  # such a report comes in one piece or not at all
        at = 1 + min(cut, len(sequence) - 1)
        for pause in (0.01, 0.5, 2.0):
            if pause > 0.03 and at == 2 and sequence[1] not in "[O]":
                continue  # nothing tells an escape and a letter, each by itself, from two keys
            pieces = played((0, f"a{sequence}"[:at]), (pause, f"{sequence}b"[at - 1 :]))
            words = [word for word in pieces if not word.startswith("key escape")]
            assert "".join(words).replace("text ", "") == "ab", (sequence, at, pause)


@pytest.mark.parametrize("pause", [0.01, 0.15, 2.5])
def test_a_key_that_the_line_splits_is_that_key_and_takes_the_escape_back(pause: float) -> None:
    for before, after in (
        ("\x1b", "[D"),
        ("\x1b[", "D"),
        ("\x1b", "OP"),
        ("\x1b[1", "5~"),
        ("\x1b[<0;1", ";1M"),
    ):
        is_escape = before == "\x1b" and pause > 0.1
        expected = ["key escape", "key escape_undone"] * is_escape + [f"text {before}{after}x"]
        assert played((0, before), (pause, f"{after}x")) == expected


@pytest.mark.parametrize("pause", [0.05, 0.12])
def test_an_answer_between_the_halves_of_a_key_leaves_it_the_key(pause: float) -> None:
    escapes = ["key escape", "key escape_undone"] * (pause > 0.1)
    reads = [(0.0, "\x1b"), (pause, "\x1b[0n"), (pause + 0.06, "[Dx")]
    assert played(*reads) == [*escapes, "text \x1b[Dx"]


def test_an_escape_before_a_key_in_one_read_is_the_key_escape() -> None:
    assert played((0, "\x1b\r")) == ["key escape", "text \r"]
    assert played((0, "\x1b\x1b")) == ["key escape", "key escape"]
    assert played((0, "\x1b"), (0.05, "a")) == ["key escape", "text a"]


def test_letters_long_after_an_escape_are_letters() -> None:
    assert played((0, "\x1b"), (4, "[D")) == ["key escape", "text [D"]


@pytest.mark.parametrize(
    "sequence", ["\x1bOM", "\x1b[7~", "\x1b[[A", "\x1b[1;5D", "\x1b[97;5u", "\x1b[3~"]
)
def test_keys_of_many_terminals_pass(sequence: str) -> None:
    assert played((0, sequence)) == [f"text {sequence}"]


def test_a_paste_without_an_end_ends_with_a_silence() -> None:
    assert played((0, "\x1b[200~ab"), (1, "c"), (1 + 2 * PASTE_SILENCE, "x")) == ["paste abc", "text x"]


@pytest.mark.parametrize("key", ["\x03", "\x11"])
def test_a_key_with_ctrl_leaves_a_paste_without_an_end(key: str) -> None:
    assert played((0, "\x1b[200~ab"), (0.5, key)) == ["paste ab", f"text {key}"]
    assert played((0, f"\x1b[200~ab{key}")) == ["paste ab", f"text {key}"]
    assert played((0, f"\x1b[200~{key}")) == [f"text {key}"]
    assert played((0, f"\x1b[200~a{key}\x1b[201~")) == [f"paste a{key}"]


def test_typing_without_a_pause_ends_a_paste_without_an_end() -> None:
    reads = [(0.0, "\x1b[200~"), *((1.0 + number, "abcdefgh"[number]) for number in range(8))]
    assert played(*reads) == ["paste ab", "text cdefgh"]


def test_a_paste_beyond_the_limit_is_told_at_once_and_its_rest_swallowed() -> None:
    reads = [(0.0, "\x1b[200~" + "a" * 150), (1.0, "b" * 150), (2.0, "c\x1b[201~d")]
    assert played(*reads) == ["paste " + "a" * (_LIMIT + 1), "text d"]


def test_without_a_limit_and_bursts_nothing_is_cut_and_keys_stay_keys() -> None:
    reader = InputReader()
    assert told(reader.feed("k" * 5000, 0)) == ["text " + "k" * 5000]
    text = "word\r" * 40_000
    assert told(reader.feed(f"\x1b[200~{text}\x1b[201~", 1)) == [f"paste {text}"]


def test_the_focus_of_the_window_is_told_to_who_asks() -> None:
    reader = InputReader()
    assert reader.feed("\x1b[I\x1b[O", 0) == []
    reader.focus_events = True
    assert told(reader.feed("\x1b[I\x1b[O", 0)) == ["text \x1b[I\x1b[O"]


@given(st.integers(0, 3), st.integers(0, 12), st.sampled_from([0.01, 0.15, 2.0]))
def test_an_answer_within_a_paste_is_no_text_wherever_it_is_cut(
    place: int, cut: int, pause: float
) -> None:
    text = "x\x1b[200~" + "abc"[:place] + "\x1b[0n" + "abc"[place:] + "\x1b[201~y"
    cut = min(7 + cut, len(text))
    assert played((0, text[:cut]), (pause, text[cut:])) == ["text x", "paste abc", "text y"]


@pytest.mark.parametrize("pause", [0.2, 2.0, 20.0])
@pytest.mark.parametrize("parts", [("\x1b[", "0nx"), ("\x1b[0", "nx"), ("\x1b[", "0", "nx")])
def test_an_answer_that_the_line_splits_for_long_is_no_text(
    parts: tuple[str, ...], pause: float
) -> None:
    reader = InputReader()
    reader.expects_answer = True
    pieces: list[str | Event] = []
    for number, part in enumerate(parts):
        pieces += reader.feed(part, number * pause)
        if reader.patience:
            pieces += reader.silence(number * pause + reader.patience)
    assert (told(pieces), reader.take_answers()) == (["text x"], 1)


def test_the_rest_of_an_answer_after_a_paste_that_was_given_up_is_no_text() -> None:
    reads = [(0.0, "\x1b[200~ab\x1b"), (1 + PASTE_SILENCE, "[0nx")]
    assert played(*reads) == ["paste ab", "text x"]


@pytest.mark.parametrize("answer", ["P>|XTerm(390)\x1b\\", "_Gi=1;OK\x1b\\", "]11;rgb:0/0/0\x07"])
def test_a_late_answer_split_after_its_escape_is_swallowed(answer: str) -> None:
    assert played((0, "a\x1b"), (0.5, f"{answer}b")) == [
        "text a", "key escape", "key escape_undone", "text b",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["\x1b]", "\x1bP", "\x1b_", "\x1b]11;rgb:"])
def test_a_key_breaks_off_a_string_without_an_end(start: str) -> None:
    assert played((0, f"{start}\x03")) == ["text \x03"]
    assert played((0, start), (0.5, "\x11")) == ["text \x11"]
    assert played((0, start), (0.5, "a"), (1.0, "b")) == ["text ab"]


def test_a_key_of_rxvt_eats_no_letter() -> None:
    assert played((0, "\x1b[6$X")) == ["text X"]
    assert played((0, "\x1b[7$X")) == ["text \x1b[7$X"]
    assert played((0, "\x1b[3$7")) == ["text \x1b[3$7"]


def test_a_mouse_left_of_the_window_is_no_escape() -> None:
    assert played((0, "\x1b[<35;-1;5Mx")) == ["text \x1b[<35;-1;5Mx"]


@pytest.mark.parametrize(
    "sequence, key",
    [
        ("\x1b[97;1:1u", "\x1b[97;1u"),
        ("\x1b[1;1:2D", "\x1b[1;1D"),
        ("\x1b[1:2Q", "\x1b[1;1Q"),
        ("\x1b[97:65;2u", "\x1b[97;2u"),
    ],
)
def test_a_key_in_kittys_words_is_that_key(sequence: str, key: str) -> None:
    assert played((0, sequence)) == [f"text {key}"]


def test_on_a_line_that_splits_keys_escape_is_waited_for() -> None:
    reads = [(0.0, "\x1b"), (0.5, "[D"), (5.0, "\x1b"), (6.5, "[C"), (12.0, "\x1b"), (20.0, "a")]
    assert played(*reads) == [
        "key escape", "key escape_undone", "text \x1b[D\x1b[C", "key escape", "text a",
    ]  # fmt: skip


_SENT = [
    "\x1b", "[", "O", "]", "P", "<", ";", ":", "0", "1", "9", "97",
    "1114112", "u", "~", "D", "M", "$", "\\", "\x07", "\x9b", "é", "a", "\r",
]  # fmt: skip
_PIECES = st.sampled_from(_SENT)


@given(st.lists(st.lists(_PIECES, max_size=12).map("".join), max_size=4))
def test_nothing_that_is_sent_makes_textuals_parser_fall_over(reads: list[str]) -> None:
    reader, parser = InputReader(_LIMIT), XTermParser()
    for number, text in enumerate(reads):
        for piece in reader.feed(text, number * 0.05):
            if isinstance(piece, str):
                list(parser.feed(piece))
