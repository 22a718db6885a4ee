"""Half characters, corners and margins: where terminals differ from one another."""

from __future__ import annotations

import pytest

from rig.emulator import KINDS
from tests.wire.test_exact import pair, wanted_rows


def check(term: str, *writes: str) -> None:
    """Play the writes on a stock terminal and a strict one; both show the same after each."""
    both = pair(term, KINDS[term])
    for data in writes:
        both.play(("write", data, (0, 0)), 1 << 20)
        assert both.ours.shown() == wanted_rows(both, term)


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "putty"])
def test_what_is_erased_ends_at_no_half_of_a_character(term: str) -> None:
    check(term, "\x1b[2;1Habcdefg日本z", "\x1b[2;1H\x1b[44m        x\x1b[m")
    check(term, "\x1b[2;1H日本日本日本z", "\x1b[2;1Hx         本z")


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "vt100"])
def test_a_row_that_scrolls_in_has_the_background(term: str) -> None:
    check(term, "\x1b[44mabc\x1b[5;1H\nd")


@pytest.mark.parametrize("term", KINDS)
def test_the_last_corner_is_drawn(term: str) -> None:
    corner = "\x1b[5;20H"
    check(term, f"{corner}x", f"{corner}y", f"{corner} ", "\x1b[5;17Habcd", f"{corner}\x1b[1mz\x1b[m")
    check(term, "\x1b[5;1H" + "─" * 20, "\x1b[5;1H\x1b[44m" + " " * 20 + "\x1b[m")
    check(term, "\x1b[5;1H日本日本日本日本日本", "\x1b[5;19Hab", "\x1b[5;18Habc")


@pytest.mark.parametrize("term", KINDS)
def test_a_letter_with_its_mark_stands_in_the_last_column(term: str) -> None:
    check(term, "\x1b[2;19Hae\u0301", "\x1b[5;19Hae\u0301", "\x1b[5;19Hax\u0302", "\x1b[5;20He\u0301")
