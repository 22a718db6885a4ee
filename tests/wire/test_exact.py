"""Whatever is written, the terminal shows what it would have shown without the wire."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple
from unicodedata import combining, normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmi_tui.wire.capabilities import TABLE, Capabilities
from cmi_tui.wire.cell import ink
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output
from cmi_tui.wire.palette import adapted
from cmi_tui.wire.style import PLAIN, Style
from rig.emulator import KINDS, Emulator, Kind, Look, Place, naive_width

Step = tuple[Literal["write", "strange", "resize", "redraw"], str, tuple[int, int]]

# Ten times these are more than 2,000; for a long search, ask for more.
_EXAMPLES = int(os.environ.get("WIRE_EXAMPLES", "100"))
_TEXTS = [
    *"abc  .-─│é€✓",
    "    ",
    "──────────────",
    "aaaaaaaaaaaa",
    "                    ",
    "Adresse de courriel : ",
    "日本",
    "한",
    "e\u0301",
    "\u0301",
    "👍",
    "👩\u200d💻",
    "❤\ufe0f",
    "\U0001f1eb\U0001f1f7",
    "─" * 30,
    "x" * 30,
]
_STYLES = [
    "", "0", "1", "2", "3", "4", "7", "9", "5", "8", "21", "53", "1;4", "22", "23", "24", "27",
    "31", "44", "97", "102", "39", "49", "38;5;200", "48;5;17", "38;2;10;200;30", "48;2;1;2;3",
    "58;5;9", "59", "1;38;5;3;48;5;4", "0;7", "30;47",
]  # fmt: skip
_STRANGE = [
    "\x1b[2;3r", "\x1b[4h", "\x1b[2L", "\x1b[3S", "\x1b(0", "\x1b[?6h", "\x1bM", "\x1b#8",
]  # fmt: skip
_QUIET = ["\x1b[?2026h", "\x1b[?2026l", "\a", "\x1b[?25l", "\x1b[?25h"]

_moves = st.builds(lambda y, x: f"\x1b[{y};{x}H", st.integers(1, 7), st.integers(1, 24))
_pieces = st.one_of(
    st.sampled_from(_TEXTS),
    st.text(alphabet="ab é日─", max_size=8),
    st.sampled_from(_STYLES).map(lambda codes: f"\x1b[{codes}m"),
    _moves,
    st.sampled_from([*"\n\r\b\t", "\x1b[K", "\x1b[1K", "\x1b[2K", "\x1b[J", "\x1b[2J", "\x1b[1J"]),
    st.sampled_from(["\x1b[3X", "\x1b[A", "\x1b[2B", "\x1b[3C", "\x1b[D", "\x1b[4G", "\x1b[2d"]),
    st.sampled_from(_QUIET),
    st.sampled_from(["\x1b]8;;http://a\x1b\\", "\x1b]8;;\x1b\\"]),
)
_segment = st.builds(
    lambda move, style, text: f"{move}\x1b[{style}m{text}\x1b[0m",
    _moves,
    st.sampled_from(_STYLES),
    st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=4).map("".join),
)
_no_size = st.just((0, 0))
_steps = st.one_of(
    st.tuples(st.just("write"), st.lists(_pieces, max_size=12).map("".join), _no_size),
    st.tuples(st.just("write"), st.lists(_segment, max_size=8).map("".join), _no_size),
    st.tuples(st.just("strange"), st.sampled_from(_STRANGE), _no_size),
    st.tuples(st.just("redraw"), st.just(""), _no_size),
    st.tuples(st.just("resize"), st.just(""), st.tuples(st.integers(2, 24), st.integers(1, 7))),
)
_frames = st.lists(_steps, min_size=1, max_size=6)


class Pair(NamedTuple):
    """A stock terminal, and ours behind the wire."""

    stock: Emulator
    ours: Emulator
    output: Output

    def play(self, step: Step, room: int) -> None:
        """Do a step on both and let the wire send all of it."""
        what, data, size = step
        if what == "write":
            self.stock.feed(data)
            self.output.reader.feed(data)
        elif what == "strange":
            self.output.reader.feed(data)
        elif what == "redraw":
            self.ours.spoil()
            self.output.forget()
        else:
            for terminal in (self.stock, self.ours):
                terminal.resize(*size)
            self.output.resize(*size)
        whole = False
        while not whole:
            text, whole = self.output.frame(room)
            if what == "strange" and text.startswith(data):
                self.ours.disturb(data)
                text = text.removeprefix(data)
            self.ours.feed(text)


def pair(term: str, kind: Kind, **measure: object) -> Pair:
    """Two terminals of one size."""
    output = Output(TABLE[term], WireOptions(term), (20, 5))
    ours = Emulator(20, 5, kind, **measure)  # type: ignore[arg-type]
    ours.feed(output.start(mouse=True))
    ours.spoil()
    return Pair(Emulator(20, 5), ours, output)


def expected(place: Place, capabilities: Capabilities) -> Place:
    """A stock cell as a terminal with these capabilities can show it."""
    look = place.look
    order = [1, 2, 3, 5, 6, 7, 8, 9, 51, 52, 53]
    bits = sum(1 << order.index(code) for code in look.attributes)
    style = adapted(Style(bits, *look[1:5], (), look.link), capabilities)
    codes = frozenset(code for bit, code in enumerate(order) if style.attributes >> bit & 1)
    colors = (style.underline, style.foreground, style.background, style.underline_color)
    known = Look(codes, *colors, style.link)
    return Place(place.text, known.on_space() if place.text == " " else known)


def unmarked(text: str) -> str:
    """A letter and its mark as one character, or the letter alone."""
    composed = normalize("NFC", text)
    marked = len(composed) > 1 and naive_width(composed) == 1 and combining(composed[1])
    return composed[0] if marked else composed


def wanted_rows(both: Pair, term: str) -> list[list[Place]]:
    """The stock terminal's cells as one of this kind can show them."""
    capabilities = TABLE[term]
    rows = both.stock.shown()
    for y, row in enumerate(rows):
        # On the last row, even a character that may end in the last column scrolls.
        room = len(row) - (y == len(rows) - 1)
        # A mark in the last column would go to another letter in tmux.
        row[-1] = Place(unmarked(row[-1].text), row[-1].look)
        for x, place in enumerate([] if KINDS[term].waits_at_margin else row):
            if x + 2 * len(place.text) > room and not ink(PLAIN)[place.text].sure:
                text = unmarked(place.text)
                row[x] = Place(text if ink(PLAIN)[text].sure else "?", place.look)
                row[x + 1 : x + 2] = [Place(p.text or " ", p.look) for p in row[x + 1 : x + 2]]
    return [[expected(place, capabilities) for place in row] for row in rows]


def same_cursor(both: Pair) -> None:
    """The cursor is where the application left it, and visible if it shall be."""
    stock, ours = both.stock, both.ours
    assert (min(stock.x, stock.width - 1), stock.y) == (ours.x, ours.y)
    assert stock.visible == ours.visible


@pytest.mark.parametrize("term", KINDS)
@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=_frames, room=st.sampled_from([1 << 20, 40]))
def test_every_cell_is_as_the_application_wants_it(term: str, steps: list[Step], room: int) -> None:
    both = pair(term, KINDS[term])
    for step in steps:
        both.play(step, room)
        for shown, row in zip(both.ours.shown(), wanted_rows(both, term), strict=True):
            assert shown == row
        same_cursor(both)
    both.ours.feed(both.output.stop(mouse=True).removesuffix("\r\n"))
    assert both.ours.visible and both.ours.wrap and both.ours.modes <= {"7", "25"}
    assert both.ours.look == Look()


@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=_frames)
def test_a_terminal_with_other_widths_shows_all_other_cells_right(steps: list[Step]) -> None:
    term = "xterm-256color"
    both = pair(term, KINDS[term], measure=naive_width)
    for step in steps:
        both.play(step, 1 << 20)
        for y, row in enumerate(both.output.reader.grid.rows):
            for x, cell in enumerate(row):
                if cell.sure and cell.text and (x == 0 or row[x - 1].sure):
                    assert both.ours.rows[y][x].text == cell.text
        same_cursor(both)
