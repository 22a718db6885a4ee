"""Pastes become one event each, however they are cut; keys and answers go their ways."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual.events import Event, Key, Paste

from cmi_tui.wire.paste import InputGuard

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
    guard = InputGuard(_LIMIT)
    pieces: list[str | Event] = []
    last = 0.0
    for now, text in reads:
        if guard.patience and now - last > guard.patience:
            pieces += guard.silence()
        pieces += guard.feed(text, now)
        last = now
    if guard.patience:
        pieces += guard.silence()
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
    guard = InputGuard(_LIMIT)
    assert told(guard.feed("a\x1b[0nb\x1b[3n\x1b[", 0) + guard.feed("0nc", 0)) == ["text abc"]
    assert (guard.take_answers(), guard.take_answers()) == (3, 0)


def test_a_cursor_report_is_not_an_answer() -> None:
    assert played((0, "\x1b[10;20R\x1b[0;1R")) == ["text \x1b[10;20R\x1b[0;1R"]
