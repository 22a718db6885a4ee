"""Each terminal gets what its description says, from the system or from the built-in table."""

from __future__ import annotations

import os
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from cmi_tui.wire.capabilities import TABLE, Capabilities, fallback, from_entry
from cmi_tui.wire.driver import capabilities_of
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output
from cmi_tui.wire.terminfo import Entry, directories, load, parse
from tests.tools import do_without, need


def _values(capabilities: Capabilities) -> dict[str, object]:
    return {item.name: getattr(capabilities, item.name) for item in fields(capabilities)}


@pytest.mark.parametrize("term", TABLE)
def test_the_table_says_what_the_system_says(term: str) -> None:
    entry = load(term, directories(os.environ))
    if entry is None:
        do_without(f"the description of the terminal {term} is not installed", "ncurses-term")
    assert _values(from_entry(entry, term)) == _values(TABLE[term])


@pytest.mark.parametrize("wide", [False, True])
def test_compiled_entries_of_both_formats_are_read(tmp_path: Path, wide: bool) -> None:
    need("tic")
    source = tmp_path / "probe.ti"
    colors = 0x1000000 if wide else 256
    source.write_text(
        f"probe|a probe,\n\tam, xenl, RGB, Tc, colors#{colors}, U8#{70000 if wide else 1},\n"
        "\tcup=\\E[%i%p1%d;%p2%dH$<5/>, el=\\E[K$<3*>, bold=\\E[1m, smxx=\\E[9m,\n"
        "\tsetaf=\\E[38;5;%p1%dm, Own=\\Eown,\n"
    )
    subprocess.run(["tic", "-x", "-o", str(tmp_path), str(source)], check=True)
    entry = load("probe", [tmp_path])
    assert entry is not None
    assert {"am", "xenl", "RGB", "Tc"} <= entry.flags
    assert entry.numbers["colors"] == colors
    assert entry.strings["cup"] == "\x1b[%i%p1%d;%p2%dH"
    assert (entry.strings["el"], entry.strings["smxx"]) == ("\x1b[K", "\x1b[9m")
    assert entry.strings["Own"] == "\x1bown"
    assert from_entry(entry, "probe").address


def test_entries_are_sought_where_the_environment_says(tmp_path: Path) -> None:
    places = directories({"TERMINFO": "/a", "HOME": "/h", "TERMINFO_DIRS": "/b::/c"})
    assert [str(place) for place in places[:4]] == ["/a", "/h/.terminfo", "/b", "/c"]


@pytest.mark.parametrize("term", ["../../etc/passwd", "", "a/b", ".x", "x" * 5000, "né"])
def test_a_strange_name_opens_no_file(term: str) -> None:
    assert load(term, directories(os.environ)) is None


@pytest.mark.parametrize("cut", [0, 1, 11, 12, 40, 200, 900])
def test_a_broken_entry_is_refused(cut: int) -> None:
    for place in directories(os.environ):
        path = place / "x" / "xterm-256color"
        if path.exists():
            with pytest.raises(ValueError):
                parse(path.read_bytes()[:cut] if cut > 11 else b"\0" * 12)
            return
    do_without("the description of the terminal xterm-256color is not installed", "ncurses-base")


def test_unknown_names_get_little() -> None:
    assert fallback("no-such-terminal") is TABLE["vt100"]
    assert fallback("") is TABLE["dumb"]
    assert fallback("screen.xterm-256color") is TABLE["screen-256color"]
    kitty = fallback("xterm-kitty")
    assert kitty.modern and not kitty.rep and not kitty.bce


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "xterm-kitty"])
def test_no_character_is_repeated_under_a_name_that_others_use(term: str) -> None:
    described = Entry(strings={"rep": "%p1%c\x1b[%p2%{1}%-%db"})
    assert not from_entry(described, term).rep and not fallback(term).rep
    assert from_entry(described, "putty").rep and fallback("putty").rep


def test_two_sessions_have_two_terminals(tmp_path: Path) -> None:
    none = (str(tmp_path),)
    first = capabilities_of(WireOptions("vt100", terminfo=none))
    second = capabilities_of(WireOptions("xterm-256color", terminfo=none))
    assert (first.colors, second.colors) == (0, 256)
    assert capabilities_of(WireOptions("xterm", "truecolor", terminfo=none)).colors == 1 << 24


@pytest.mark.parametrize("term", ["vt100", "linux", "dumb"])
def test_no_xterm_protocol_reaches_an_older_terminal(term: str) -> None:
    output = Output(TABLE[term], WireOptions(term), (20, 5))
    output.reader.feed("\x1b]2;title\x07\x1b[?1004h\x1b[>1u\x1b[?2026habc\x1b[?2026l\x1b[2 q")
    sent = output.start(mouse=True) + output.frame(9999)[0] + output.stop(mouse=True)
    assert "?" not in sent and "]" not in sent and ">" not in sent and "q" not in sent
    assert "abc" in sent


def test_dumb_gets_lines_of_text_only() -> None:
    output = Output(TABLE["dumb"], WireOptions("dumb"), (20, 3))
    output.reader.feed("\x1b[1;1H\x1b[1mTitre\x1b[0m\x1b[3;1Hfin\a")
    assert output.frame(9999) == ("\aTitre\r\nfin\r\n", True)
    output.reader.feed("\x1b[3;4Hir")
    assert output.frame(9999) == ("finir\r\n", True)
    assert output.frame(9999) == ("", True)


def test_economy_asks_for_clicks_and_draws_rules_in_ascii() -> None:
    output = Output(TABLE["xterm"], WireOptions("xterm", economy=True), (20, 3))
    assert "1003" not in output.start(mouse=True)
    output.reader.feed("\x1b[1;1H╭────╮\x1b[2;1H│ é  ▌")
    sent = output.frame(9999)[0]
    assert "+" in sent and "-" in sent and "|" in sent and "é" in sent and "─" not in sent
    assert WireOptions(economy=True).frame_time == 0.1
