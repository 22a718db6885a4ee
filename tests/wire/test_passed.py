"""What changes no cell is sent on: the last of each kind, and not more than is bearable."""

from __future__ import annotations

import pytest

from cmi_tui.wire.capabilities import TABLE
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output


@pytest.fixture
def output() -> Output:
    """An empty xterm, shown."""
    made = Output(TABLE["xterm-256color"], WireOptions("xterm-256color"), (80, 24))
    made.frame(9999)
    return made


def sent(output: Output, *writes: str) -> str:
    """What one frame sends after some writes."""
    for data in writes:
        output.reader.feed(data)
    return output.frame(9999)[0]


def test_of_many_titles_the_last_is_sent(output: Output) -> None:
    titles = [f"\x1b]{number % 3};page {number}\x07" for number in range(100_000)]
    assert sent(output, *titles) == f"\x1b[22;2t{titles[-1]}"


def test_a_title_is_sent_when_it_changes(output: Output) -> None:
    first, second = "\x1b]2;Accueil\x07", "\x1b]2;Mes informations\x07"
    assert sent(output, first).endswith(first)
    assert sent(output, first) == ""
    assert sent(output, second, first) == ""
    assert sent(output, second) == second


def test_a_window_that_was_given_back_is_named_again(output: Output) -> None:
    title = "\x1b]2;Accueil\x07"
    sent(output, title)
    assert output.stop(mouse=False).count("\x1b[23;2t") == 1
    output.start(mouse=False)
    assert sent(output).startswith(f"\x1b[22;2t{title}")


def test_a_title_of_any_length_is_cut(output: Output) -> None:
    assert len(sent(output, "\x1b]2;" + "x" * 1_000_000 + "\x07")) < 300


def test_a_mode_is_switched_once_and_a_bell_rings_once(output: Output) -> None:
    assert sent(output, *["\x1b[?1004h\a", "\x1b[?1004l\a"] * 5000) == "\x1b[?1004l\a"


def test_a_clipboard_is_whole_and_the_last(output: Output) -> None:
    copies = [f"\x1b]52;c;{letter * 100_000}\x07" for letter in "ab"]
    assert sent(output, *copies, "\a") == f"{copies[-1]}\a"


def test_ever_new_sequences_do_not_fill_the_memory_of_a_paused_link(output: Output) -> None:
    assert len(sent(output, *(f"\x1b]777;note {number}\x07" for number in range(20_000)))) < 20_000


def test_colours_that_are_set_one_by_one_are_all_sent(output: Output) -> None:
    colors = [f"\x1b]4;{number};rgb:1/2/3\x07" for number in range(16)]
    assert sent(output, *colors) == "".join(colors)
