"""A session from its start to any of its ends, in a pseudo-terminal."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from tests.wire.pty_terminal import FORM, GALLERY, PtyTerminal

Start = Callable[..., PtyTerminal]
_CTRL_L, _CTRL_Q, _CTRL_Z, _F2, _F4 = "\x0c", "\x11", "\x1a", "\x1bOQ", "\x1bOS"


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts programs in terminals, and ends them after the test."""
    running: list[PtyTerminal] = []

    def begin(*arguments: object, **options: object) -> PtyTerminal:
        running.append(PtyTerminal(*arguments, **options))  # type: ignore[arg-type]
        return running[-1]

    yield begin
    for terminal in running:
        terminal.close()


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100"])
def test_a_form_is_filled_byte_by_byte(start: Start, term: str) -> None:
    terminal = start(FORM, term)
    terminal.wait("Confirmation")
    terminal.settle()
    assert terminal.sent <= 400
    terminal.key("a")
    assert [terminal.key(letter) for letter in "bc@mail.fr"] == [1] * 10
    assert terminal.key("\t") <= 60
    terminal.key("a")
    assert [terminal.key(letter) for letter in "bcdefghijk"] == [1] * 10
    terminal.key("\x1b[D")
    terminal.key("\x1b[D")
    assert terminal.key("x") <= 30
    assert "abcdefghixjk" in terminal.text()
    assert terminal.emulator.visible
    assert terminal.pump(1) == 0
    terminal.send(_CTRL_Q)
    if term != "xterm-256color":
        # It is the terminal's own flow control there.
        assert terminal.pump(0.3) == 0
        terminal.signal(signal.SIGTERM)
    assert terminal.ended() == 0
    assert terminal.is_restored()


def test_each_key_is_one_write(start: Start) -> None:
    terminal = start(FORM)
    terminal.wait("Confirmation")
    terminal.settle()
    for key in ["a", "\t", "b", "\x1b[Z", "\x7f", _CTRL_L, "\t"]:
        terminal.writes.clear()
        terminal.key(key)
        assert len(terminal.writes) <= 1, repr(key)


def test_suspended_and_resumed_all_is_painted_again(start: Start) -> None:
    terminal = start(FORM)
    terminal.wait("Confirmation")
    terminal.key("abc")
    terminal.settle()
    before = terminal.emulator.shown()
    for by_key in (True, False):
        if by_key:
            terminal.send(_CTRL_Z)
        else:
            terminal.signal(signal.SIGTSTP)
        assert terminal.stopped()
        assert terminal.is_restored()
        terminal.emulator.spoil()
        terminal.signal(signal.SIGCONT)
        terminal.settle()
        assert terminal.emulator.shown() == before
        assert terminal.emulator.alternate
        terminal.key("d")
        assert "abcd" in terminal.text()
        terminal.key("\x7f")
    terminal.send(_CTRL_Q)
    assert terminal.ended() == 0
    assert terminal.is_restored()


def test_a_new_size_is_painted(start: Start) -> None:
    terminal = start(GALLERY)
    terminal.wait("0 Identité")
    for size in [(60, 20), (100, 30), (20, 6), (80, 24)]:
        terminal.settle()
        terminal.resize(*size)
        terminal.settle()
        shown = terminal.emulator.shown()
        assert not any(place.text == "\ufffd" for row in shown for place in row)
        terminal.emulator.spoil()
        terminal.send(_CTRL_L)
        terminal.settle()
        assert terminal.emulator.shown() == shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT])
def test_a_signal_ends_it_and_gives_the_terminal_back(start: Start, number: signal.Signals) -> None:
    terminal = start(GALLERY)
    terminal.wait("0 Identité")
    terminal.signal(number)
    assert terminal.ended() == 128 + number
    assert terminal.is_restored()


def test_a_defect_leaves_the_terminal_clean(start: Start) -> None:
    terminal = start(GALLERY)
    terminal.wait("0 Identité")
    terminal.send(_F4)
    assert terminal.ended() != 0
    assert terminal.is_restored()


def test_a_dropped_line_ends_it_without_spinning(start: Start) -> None:
    terminal = start(["sh", "-c", "trap '' HUP; exec " + " ".join(GALLERY)])
    terminal.wait("0 Identité")
    os.close(terminal.slave)
    os.close(terminal.file)
    terminal.slave = terminal.file = -1
    end = time.monotonic() + 5
    while time.monotonic() < end:
        pid, _ = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            terminal.status = 0
            break
        time.sleep(0.05)
    assert terminal.status == 0


def test_a_long_paste_is_one_event(start: Start) -> None:
    terminal = start(FORM)
    terminal.wait("Confirmation")
    terminal.settle()
    terminal.send("\x1b[200~" + "p" * 3000 + "\x1b[201~z")
    terminal.settle()
    terminal.key("\x1b[H")
    assert "pppp" in terminal.text()


@pytest.mark.parametrize("answers", [True, False])
def test_a_slow_link_is_never_behind(start: Start, answers: bool) -> None:
    terminal = start(GALLERY, bytes_a_second=960, answers=answers)
    terminal.wait("0 Identité", longest=30)
    terminal.most_under_way = 0
    end = time.monotonic() + 3
    number = 0
    while time.monotonic() < end:
        terminal.send(_F2 if number % 10 == 0 else "abcdefghi"[number % 9])
        terminal.pump(0.1)
        number += 1
    if answers:
        assert terminal.most_under_way <= 1500
    quiet = 1 if answers else 2.2  # longer than an answer that does not come is waited for
    terminal.settle(quiet)
    shown = terminal.emulator.shown()
    terminal.emulator.spoil()
    terminal.bytes_a_second = 0
    terminal.send(_CTRL_L)
    terminal.settle(quiet)
    assert terminal.emulator.shown() == shown
