"""A terminal's answers in this process: any key counts as life, and a notice leaves what was typed."""

import os
from collections.abc import Iterator

import pytest

from cmi_tui.linear.teletype import Teletype
from tests.linear.test_prepared_answers import Slow


@pytest.fixture
def keyboard_and_line() -> Iterator[tuple[int, int]]:
    master, slave = os.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


def ask(
    keyboard_and_line: tuple[int, int], pieces: list[bytes], patch: pytest.MonkeyPatch
) -> tuple[str, Slow]:
    keyboard, line = keyboard_and_line
    teletype = Teletype(line, "utf-8")
    slow = Slow(keyboard, pieces, patch)
    with teletype.taken():
        return teletype.ask("Email : ", watch=slow), slow


def test_any_key_puts_idleness_off_and_not_only_a_whole_line(
    keyboard_and_line: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, slow = ask(keyboard_and_line, [b"a", b"\x1b[3~", b"\x7f", b"b\r"], monkeypatch)
    assert answer == "b"
    assert slow.seen == [(0, False), (0, True), (0, True), (0, False)]


def test_enter_after_a_notice_submits_no_half_an_answer(
    keyboard_and_line: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    answer, _slow = ask(keyboard_and_line, [b"dds@ho", b"", b"\r", b"t.fr\r"], monkeypatch)
    assert answer == "dds@hot.fr"
    assert capfd.readouterr().out.startswith("Email : \nToujours là ?\nEmail : \nEntendu.\nEmail : ")
