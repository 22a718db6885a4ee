"""What stands elsewhere is moved there, on terminals that can, and is right on those that cannot."""

from __future__ import annotations

import os
from dataclasses import replace

import pyte
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cmi_tui.wire.capabilities import TABLE, Capabilities
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output
from rig.emulator import KINDS, Emulator, Kind
from tests.wire.test_exact import Pair, same_cursor, wanted_rows

_EXAMPLES = int(os.environ.get("WIRE_EXAMPLES", "10"))
_WIDTH, _HEIGHT = 24, 9
_BAND = "\x1b[7m Portail      Bonjour \x1b[m"
_FOOT = "\x1b[7m F1 Aide   F10 Quitter  \x1b[m"
_LISTED = [
    "\x1b[1mMon identité\x1b[m", "  Nom      Lambert", "  Prénom   \x1b[4mAuguste      \x1b[m", "",
    "\x1b[44m  sur fond bleu         \x1b[m", "\x1b[1;31mErreur : 日本 non\x1b[m",
    "  e\u0301tude 👍 fin", "\x1b[4m" + " " * 23 + "\x1b[m", "────────────",
    "  Ville    LILLE", "x" * 24, "  [ MODIFIER ]",
]  # fmt: skip
_TYPED = ["", "a", "fgh", "adresse de ", "日", "é", "  ", "Confirmation du n"]
_LABELS = [
    "Nouvel email, obligatoire",
    "nouvel email, obligatoire",
    "abcdef@mail.fr",
    "日本語 abcdefghij",
]


def page(rows: list[str]) -> str:
    """A page of these rows between two bands, as an application paints it."""
    shown = [_BAND, *(rows + [""] * _HEIGHT)[: _HEIGHT - 2], _FOOT]
    return "".join(f"\x1b[{y + 1}H\x1b[m\x1b[2K{row}" for y, row in enumerate(shown))


_scrolled = st.builds(
    lambda first, left_out: page([row for y, row in enumerate(_LISTED[first:]) if y not in left_out]),
    st.integers(0, 8),
    st.sets(st.integers(0, 5), max_size=2),
)
_edited = st.builds(
    lambda typed, label, style, tail: (
        f"\x1b[3H\x1b[m\x1b[2K\x1b[{style}m{(typed + label)[:18]:<18}\x1b[m{tail}"
        f"\x1b[3;{len(typed) + 1}H"
    ),
    st.sampled_from(_TYPED),
    st.sampled_from(_LABELS),
    st.sampled_from(["", "4", "7", "1;31"]),
    st.sampled_from(["", "|fin", " 日"]),
)
_TEXT = "un.nom.bien.long@mail.fr"
_frames = st.lists(st.one_of(_scrolled, _edited), min_size=2, max_size=6)

_FIELDS = {
    "L": "insert_rows", "M": "delete_rows", "r": "region", "@": "insert", "P": "delete",
}  # fmt: skip


def lacking(term: str, finals: str) -> tuple[Capabilities, Kind]:
    """A terminal that does not read the sequences with these finals, and what is known of it."""
    kind = KINDS[term]
    capabilities = TABLE[term]
    for final in finals:
        capabilities = replace(capabilities, **{_FIELDS[final]: False})  # type: ignore[arg-type]
    return capabilities, replace(kind, finals="".join(set(kind.finals) - set(finals)))


def pair(term: str, finals: str) -> Pair:
    """A stock terminal, and one that lacks some sequences behind the wire."""
    capabilities, kind = lacking(term, finals)
    output = Output(capabilities, WireOptions(term), (_WIDTH, _HEIGHT))
    ours = Emulator(_WIDTH, _HEIGHT, kind)
    ours.feed(output.start(mouse=True))
    ours.spoil()
    return Pair(Emulator(_WIDTH, _HEIGHT), ours, output)


# Without margins held, the last corner can only be drawn by letting cells in.
_LACKING = [
    (term, finals)
    for term, kind in KINDS.items()
    for finals in ("", "LM", "r", "@P" if kind.waits_at_margin else "P")
]


@pytest.mark.parametrize(("term", "finals"), _LACKING)
@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(frames=_frames, room=st.sampled_from([1 << 20, 40]))
def test_what_moves_is_as_the_application_wants_it(
    term: str, finals: str, frames: list[str], room: int
) -> None:
    both = pair(term, finals)
    for data in frames:
        both.play(("write", data, (0, 0)), room)
        for shown, row in zip(both.ours.shown(), wanted_rows(both, term), strict=True):
            assert shown == row
        same_cursor(both)


@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(frames=_frames)
@example(frames=[f"\x1b[3H{text:<24}" for text in (_TEXT, f"x{_TEXT}"[:24], _TEXT[:23])])
def test_an_emulator_of_a_screen_reader_has_the_same_texts(frames: list[str]) -> None:
    term = "xterm-256color"
    output = Output(TABLE[term], WireOptions(term), (_WIDTH, _HEIGHT))
    screen = pyte.Screen(_WIDTH, _HEIGHT)  # Fenrir's, which deletes rows wrongly and knows no SU
    stream = pyte.Stream(screen)
    for data in frames:
        output.reader.feed(data)
        stream.feed(output.frame(1 << 20)[0])
        for y, row in enumerate(output.reader.grid.rows):
            if all(cell.sure for cell in row if cell.text):
                assert "".join(screen.buffer[y][x].data for x in range(_WIDTH)) == "".join(
                    cell.text for cell in row
                )


def sent(both: Pair, data: str) -> str:
    """What a frame sends; the strict terminal shows it."""
    both.output.reader.feed(data)
    text = both.output.frame(1 << 20)[0]
    both.stock.feed(data)
    both.ours.feed(text)
    assert both.ours.shown() == wanted_rows(both, "xterm-256color")
    return text


_CITIES = [
    "Lille", "Roubaix", "Tourcoing", "Arras", "Lens", "Douai", "Cambrai", "Calais", "Dunkerque",
    "Bergues",
]  # fmt: skip


def _listed(first: int) -> str:
    return page([f"  {_CITIES[number] * 2}" for number in range(first, first + _HEIGHT - 2)])


@pytest.mark.parametrize(
    ("finals", "on", "back"),
    [
        ("", "\x1b[2;8r\x1b[8H\n\n\n\x1b[r", "\x1b[2;8r\x1b[2H\x1b[3L\x1b[r"),
        ("LM", "\x1b[2;8r\x1b[8H\n\n\n\x1b[r", "\x1b[2;8r\x1b[2H\x1bM\x1bM\x1bM\x1b[r"),
        ("r", "\x1b[2H\x1b[3M\x1b[6H\x1b[3L", "\x1b[6H\x1b[3M\x1b[2H\x1b[3L"),
    ],
    ids=["region", "single rows", "no region"],
)
def test_a_list_that_scrolls_between_bands_costs_its_new_rows(finals: str, on: str, back: str) -> None:
    both = pair("xterm-256color", finals)
    sent(both, _listed(0))
    assert _cities_in(scrolled := sent(both, _listed(3))) == {"Calais", "Dunkerque", "Bergues"}
    assert on in scrolled
    assert _cities_in(scrolled := sent(both, _listed(0))) == {"Lille", "Roubaix", "Tourcoing"}
    assert back in scrolled


def _cities_in(text: str) -> set[str]:
    return {city for city in _CITIES if city in text}


def test_a_terminal_that_moves_no_rows_gets_them_anew() -> None:
    both = pair("xterm-256color", "LMr")
    sent(both, _listed(0))
    assert len(_cities_in(sent(both, _listed(2)))) > 4


def test_a_letter_before_a_long_text_lets_the_text_move() -> None:
    both = pair("xterm-256color", "")
    text = "un.nom.bien.long@ml"
    sent(both, f"\x1b[3H{text}\x1b[3;1H")
    assert sent(both, f"\x1b[3Hx{text}\x1b[3;2H") == "\x1b[@x"
    assert sent(both, f"\x1b[3H{text} \x1b[3;1H") == "\r\x1b[P"
    assert text in sent(pair_that_shows(text), f"\x1b[3Hx{text}\x1b[3;2H")


def pair_that_shows(text: str) -> Pair:
    """A terminal that moves no cells, with a text on it."""
    both = pair("xterm-256color", "@P")
    sent(both, f"\x1b[3H{text}\x1b[3;1H")
    return both


def test_what_a_terminal_lets_in_has_not_the_style_of_the_letters_before() -> None:
    both = pair("xterm-256color", "")
    text = "un.nom.bien.long@mail.fr"
    sent(both, f"\x1b[3H\x1b[4m{text}\x1b[m\x1b[3;1H")
    assert "\x1b[P" in sent(both, f"\x1b[3H\x1b[4m{text[1:]}\x1b[m \x1b[3;1H")


@pytest.mark.parametrize("text", ["日本 un.nom.bien.long", "un.nom.bien 👍.long"])
def test_characters_of_two_columns_or_a_disputed_number_are_not_moved(text: str) -> None:
    both = pair("xterm-256color", "")
    sent(both, f"\x1b[3H{text}\x1b[3;1H")
    assert "\x1b[@" not in sent(both, f"\x1b[3Hx{text}\x1b[3;2H")


def _rows_from(first: int) -> str:
    rows = [*(city * 2 for city in _CITIES[:-1]), f"{'x' * 20}e\u0301", ""]
    return "".join(f"\x1b[{y + 1}H\x1b[K{row}" for y, row in enumerate(rows[first : first + _HEIGHT]))


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        # In the last row a letter with its mark stood there as one character, elsewhere it does not.
        (_rows_from(0), _rows_from(1)),
        # The last corner could not be drawn: what comes from there is not what was wanted there.
        (f"\x1b[9H{'abcdefgh' * 3}", f"\x1b[9H{('abcdefgh' * 3)[1:]} "),
    ],
    ids=["row", "cells"],
)
def test_from_a_last_row_that_is_drawn_otherwise_nothing_is_moved(before: str, wanted: str) -> None:
    both = pair("ansi", "@")
    both.play(("write", before, (0, 0)), 1 << 20)
    both.play(("write", wanted, (0, 0)), 1 << 20)
    assert both.ours.shown() == wanted_rows(both, "ansi")
