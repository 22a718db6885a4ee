"""Answers from a pipe: what has come counts as life, and an Enter to a notice answers the notice."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmi_tui.linear.prepared_answers import PreparedAnswers


class Slow:
    """Sends the next piece each time that it is asked, so many seconds later; notes the idleness."""

    def __init__(self, descriptor: int, pieces: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[float, bool]] = []
        self._descriptor = descriptor
        self._pieces = iter(pieces)
        self._now = 0.0
        monkeypatch.setattr("cmi_tui.linear.prepared_answers.time.monotonic", lambda: self._now)

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        self.seen.append((idle, is_typing))
        piece = next(self._pieces)
        if not piece:
            return "Toujours là ?", 0
        self._now += 400
        os.write(self._descriptor, piece)
        return "", 5

    def acknowledged(self) -> str:
        return "Entendu."


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    os.close(read)
    os.close(write)


def test_each_part_of_a_line_puts_idleness_off(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(pipe[1], [b"dds@", b"mail", b".fr\n"], monkeypatch)
    assert PreparedAnswers(pipe[0], "utf-8").ask("Email : ", watch=slow) == "dds@mail.fr"
    assert slow.seen == [(0, False), (0, True), (0, True)]


def test_an_empty_line_after_a_notice_answers_the_notice_alone(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = Slow(pipe[1], [b"", b"\n", b"oui\n"], monkeypatch)
    assert PreparedAnswers(pipe[0], "utf-8").ask("Email : ", watch=slow) == "oui"
    assert capsys.readouterr().out == ("Email : \nToujours là ?\nEmail : \nEntendu.\nEmail : \n")


def test_a_line_of_any_length_takes_no_more_room_than_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "answers"
    path.write_bytes(b"x" * 300_000 + b"\noui\n")
    with path.open("rb") as file:
        answers = PreparedAnswers(file.fileno(), "utf-8")
        assert 5000 < len(answers.ask("Email : ")) < 100_000
        assert answers.ask("Email : ") == "oui"


def test_what_an_editor_puts_around_a_line_is_no_part_of_it(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], "\ufeff1\r\noui\n".encode())
    answers = PreparedAnswers(pipe[0], "utf-8")
    assert [answers.ask("Choix : "), answers.ask("Choix : ")] == ["1", "oui"]
