"""Lines edited key by key: what is kept, what is shown, and what is never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmi_tui.linear.line_discipline import Aside, LineDiscipline

SECRET = "Mobilité2026!"


def told(typed: str | bytes, *, hidden: bool = False) -> tuple[str | type[BaseException] | None, str]:
    """What one question gets and shows of what was typed in one go."""
    discipline = LineDiscipline()
    discipline.ask(hidden=hidden)
    discipline.receive(typed if isinstance(typed, bytes) else typed.encode(), 100.0)
    edited = discipline.edit()
    return edited.answer, edited.echo


@pytest.mark.parametrize(
    "typed, line, echo",
    [
        ("abc\r", "abc", "abc\n"),
        ("été\n", "été", "été\n"),
        ("ax\x7fb\r", "ab", "ax\b \bb\n"),
        ("ax\x08b\r", "ab", "ax\b \bb\n"),
        ("x\x7f\x7f\x7fb\r", "b", "x\b \bb\n"),
        ("é\x7fe\r", "e", "é\b \be\n"),
        ("ae\u0301\x7fb\r", "ab", "ae\u0301\b \bb\n"),
        ("日\x7f\r", "", "日\b \b\b \b\n"),
        ("un deux\x17x\r", "un x", "un deux" + "\b \b" * 4 + "x\n"),
        ("abc\x15d\r", "d", "abc" + "\b \b" * 3 + "d\n"),
        ("a\x00\x07\t\x0c\x12\x13\x11\x16b\r", "ab", "ab\n"),
        ("a\u00a0b\r", "a\u00a0b", "a\u00a0b\n"),
        ("a\u202eb\r", "a\u202eb", "ab\n"),
        ("a\u202eb\x7f\x7fc\r", "c", "ab\b \b\b \bc\n"),
        ("a\x04\r", "a", "a\n"),
    ],
)
def test_a_line_is_edited(typed: str, line: str, echo: str) -> None:
    assert told(typed) == (line, echo)
    assert told(typed, hidden=True) == (line, "\n")


def test_a_line_without_end_is_bounded_and_longer_than_any_field_takes() -> None:
    line, _echo = told("x" * 100_000 + "\r")
    assert isinstance(line, str) and 4096 < len(line) < 10_000


def test_a_byte_that_is_no_letter_is_there_for_the_field_to_refuse() -> None:
    assert told(b"a\xff\xc3\r") == ("a\ufffd\ufffd", "a\ufffd\ufffd\n")


def test_interrupt_and_end() -> None:
    assert told("ab\x03") == (KeyboardInterrupt, "ab\n")
    assert told("\x04") == (EOFError, "\n")
    assert told("a\x04") == (None, "a")


def test_carriage_return_and_line_feed_are_one_enter_though_they_come_apart() -> None:
    discipline = LineDiscipline()
    answers = []
    for typed in (b"a\r", b"\nb\r\n\r\n"):
        discipline.receive(typed, 0)
        for _ in range(3):
            discipline.ask(hidden=False)
            answers.append(discipline.edit().answer)
    assert [answer for answer in answers if answer is not None] == ["a", "b", ""]


def test_what_is_typed_ahead_is_shown_as_its_own_question_says() -> None:
    discipline = LineDiscipline()
    discipline.receive(f"2\r{SECRET}\rvisible".encode(), 0)
    shown = []
    for hidden in (False, True, False):
        discipline.ask(hidden=hidden)
        shown.append((edited := discipline.edit()).echo)
    assert shown == ["2\n", "\n", "visible"] and edited.answer is None
    assert discipline.shown == "visible"


def test_the_first_arrow_of_a_question_is_answered_and_the_line_stays() -> None:
    discipline = LineDiscipline()
    discipline.ask(hidden=False)
    discipline.receive(b"ab\x1b[Ac\x1b[B\x1b[C\rd\x1b[D", 0)
    first, second = discipline.edit(), discipline.edit()
    assert (first.echo, first.answer, first.aside) == ("ab", None, Aside.ARROW)
    assert (second.echo, second.answer, second.aside) == ("c\n", "abc", None)
    discipline.ask(hidden=False)
    assert discipline.edit().aside is Aside.ARROW


@pytest.mark.parametrize("enter", ["\r", "\n", "\r\n"])
def test_enter_right_after_a_notice_answers_the_notice_and_the_line_stays(enter: str) -> None:
    discipline = LineDiscipline()
    discipline.ask(hidden=False)
    discipline.receive(b"dds@ho", 0)
    discipline.edit()
    discipline.noticed()
    discipline.receive(enter.encode(), 500)
    assert discipline.edit().aside is Aside.ACKNOWLEDGED
    discipline.receive(f"t.fr{enter}".encode(), 501)
    assert discipline.edit().answer == "dds@hot.fr"


def test_any_other_key_after_a_notice_is_typed_and_enter_is_enter_again() -> None:
    discipline = LineDiscipline()
    discipline.ask(hidden=True)
    discipline.receive(b"a", 0)
    discipline.edit()
    discipline.noticed()
    discipline.receive(b"b\r", 500)
    assert discipline.edit().answer == "ab"
    discipline.noticed()
    discipline.ask(hidden=False)
    discipline.receive(b"\r", 501)
    assert discipline.edit().answer == ""


KEYS = st.sampled_from(
    ["a", "é", "日", "e\u0301", " ", "\r", "\r\n", "\x7f", "\x15", "\x17", "\x04", "\x1b[D", "\x1bOP",
     "\x1b[200~", "\x1b[201~", "\x1b\x1b[C", "\x1b[?1;2c", "\x1b]11;rgb:0/0/0\x1b\\", "\x1b[[A", "\x00"]
)  # fmt: skip


@given(st.lists(KEYS, max_size=30), st.randoms(use_true_random=False), st.lists(st.booleans()))
def test_the_same_keys_give_the_same_lines_and_echo_however_they_come(
    keys: list[str], random: object, hidden: list[bool]
) -> None:
    data = "".join(keys).encode()
    cuts = sorted(random.sample(range(len(data) + 1), min(4, len(data))))  # type: ignore[attr-defined]
    pieces = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    whole = conversation([data], hidden)
    assert conversation(pieces, hidden) == whole
    assert conversation([data[at : at + 1] for at in range(len(data))], hidden) == whole


@given(st.lists(st.sampled_from("xyzé日\x7f\x15\x17"), min_size=1), st.integers(1, 9))
def test_not_a_letter_of_a_hidden_answer_is_ever_shown(keys: list[str], size: int) -> None:
    data = f"1\r{''.join(keys)}\r2\r".encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    _answers, echo = conversation(pieces, [False, True, False])
    assert echo == "1\n\n2\n"


def conversation(pieces: list[bytes], hidden: list[bool]) -> tuple[list[str | type[BaseException]], str]:
    """The answers to questions that are hidden in turn, and all that was shown."""
    discipline = LineDiscipline()
    answers: list[str | type[BaseException]] = []
    echo = ""
    discipline.ask(hidden=bool(hidden and hidden[0]))
    for piece in pieces:
        discipline.receive(piece, 0)
        while True:
            edited = discipline.edit()
            echo += edited.echo
            if edited.aside is not None:
                continue
            if edited.answer is None:
                break
            answers.append(edited.answer)
            asks = len(answers)
            discipline.ask(hidden=asks < len(hidden) and hidden[asks])
    return answers, echo
