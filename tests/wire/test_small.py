"""Few bytes: what typical changes cost, to the byte."""

from __future__ import annotations

import pytest

from cmi_tui.wire.capabilities import TABLE
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output
from cmi_tui.wire.palette import reduced
from cmi_tui.wire.style import PLAIN, restyled, transition


@pytest.fixture
def output() -> Output:
    """A form of an xterm, shown."""
    made = Output(TABLE["xterm-256color"], WireOptions("xterm-256color"), (80, 24))
    made.reader.feed("\x1b[1;1H\x1b[1mTitre\x1b[0m\x1b[5;1HAdresse : \x1b[7;1HConfirmation : abc")
    made.reader.feed("\x1b[5;11H")
    made.frame(9999)
    return made


def sent(output: Output, data: str) -> str:
    """What a write of the application's sends."""
    output.reader.feed(data)
    return output.frame(9999)[0]


def test_a_letter_at_the_end_of_a_field_is_one_byte(output: Output) -> None:
    assert sent(output, f"\x1b[5;11H{'a':<40}\x1b[5;12H") == "a"
    assert sent(output, f"\x1b[5;11H{'ab':<40}\x1b[5;13H") == "b"


def test_nothing_new_sends_nothing(output: Output) -> None:
    assert sent(output, "\x1b[1;1H\x1b[1mTitre\x1b[0m\x1b[5;11H") == ""


def test_a_move_alone_is_sent(output: Output) -> None:
    assert sent(output, "\x1b[7;16H") == "\n\n\x1b[5C"


def test_a_field_of_another_look_takes_a_letter_for_one_byte_too(output: Output) -> None:
    sent(output, f"\x1b[7;16H\x1b[4m{'':<20}\x1b[m\x1b[7;16H")
    assert sent(output, f"\x1b[7;16H\x1b[4m{'a':<20}\x1b[m\x1b[7;17H") == "a"


def test_blanks_before_a_text_are_written_where_that_is_shorter_than_to_move(output: Output) -> None:
    sent(output, "\x1b[1;1H\x1b[1mTitre\x1b[m\x1b[1;6H")
    assert sent(output, "\x1b[2;3HNom\x1b[3;3HVille\x1b[3;8H") == "\r\n  Nom\r\n  Ville"


def test_after_the_last_column_a_carriage_return_leads_to_the_next_row(output: Output) -> None:
    band = f"\x1b[1;1H\x1b[7m{'Portail':<80}\x1b[m"
    assert sent(output, f"{band}\x1b[2;2HMenu\x1b[2;6H").endswith(" \r\n\x1b[m Menu")


def test_a_row_is_erased_and_drawn_anew_where_that_is_shorter(output: Output) -> None:
    sent(output, f"\x1b[9;1H{'Ancien mot de passe, que personne ne relit':<60}fin\x1b[9;1H")
    assert sent(output, f"\x1b[9;1H{'Nom':<60}fin\x1b[9;1H") == "Nom\x1b[K\x1b[61Gfin\r"


def test_rows_that_become_blank_between_bands_are_erased_at_once(output: Output) -> None:
    rows = "".join(f"\x1b[{y};3H{'Ligne ' * 9}{y}" for y in range(3, 24))
    sent(output, f"{rows}\x1b[24;1H\x1b[7m{'F1 Aide':<80}\x1b[m\x1b[2;1H")
    blank = "".join(f"\x1b[{y};1H\x1b[K" for y in range(3, 24))
    assert sent(output, f"{blank}\x1b[2;1H") == "\x1b[3;23r\x1b[3H\x1b[21L\x1b[r\x1b[2H"


def test_a_cleared_end_of_row_is_erased(output: Output) -> None:
    assert sent(output, f"\x1b[7;1H{'Non':<80}\x1b[7;4H").endswith("\x1b[K")


def test_a_long_rule_is_repeated() -> None:
    output = Output(TABLE["putty"], WireOptions("putty"), (80, 24))
    output.frame(9999)
    assert sent(output, "\x1b[10;1H" + "-" * 60).endswith("B-\x1b[59b")


def test_a_space_between_words_needs_no_style(output: Output) -> None:
    assert sent(output, "\x1b[10;1H\x1b[31mdeux mots\x1b[0m\x1b[10;1H") == (
        "\x1b[10H\x1b[31mdeux mots\r"
    )


def test_a_frame_in_parts_comes_to_an_end() -> None:
    output = Output(TABLE["xterm-256color"], WireOptions("xterm-256color"), (100, 30))
    for page in range(3):
        for row in range(30):
            style = f"38;5;{100 + page};48;5;{row}"
            output.reader.feed(f"\x1b[{row + 1}H\x1b[{style}m{'é─' * 45 + str(page):<100}\x1b[0m")
        parts = 1
        while not output.frame(500)[1]:
            parts += 1
        assert parts <= 15


def test_styles_change_by_their_difference() -> None:
    bold = restyled(PLAIN, "1")
    assert transition(bold, restyled(bold, "31"), True) == "\x1b[31m"
    assert transition(bold, PLAIN, True) == "\x1b[m"
    assert transition(restyled(bold, "31"), restyled(PLAIN, "31"), True) == "\x1b[22m"
    assert transition(restyled(bold, "31"), restyled(PLAIN, "31"), False) == "\x1b[;31m"


@pytest.mark.parametrize(
    ("code", "colors", "expected"),
    [
        ("31", 0, ""), ("91", 8, "31"), ("101", 8, "41"), ("101", 16, "101"),
        ("38;5;9", 8, "31"), ("38;5;9", 16, "91"), ("48;5;200", 256, "48;5;200"),
        ("38;2;255;0;0", 256, "38;5;196"), ("48;2;0;0;0", 8, "40"),
        ("38;2;1;2;3", 1 << 24, "38;2;1;2;3"), ("38;5;999", 16, ""),
    ],
)  # fmt: skip
def test_colours_are_reduced_to_what_is_there(code: str, colors: int, expected: str) -> None:
    assert reduced(code, colors) == expected


def test_beside_a_disputed_character_only_what_changes_is_sent(output: Output) -> None:
    sent(output, "\x1b[10;1H👍 abc 👩\u200d💻 def e\u0301\x1b[10;70H1")
    assert sent(output, "\x1b[10;70H2") == "\b2"
    assert len(sent(output, "\x1b[10;4HA")) <= 8
    assert "👍" in sent(output, "\x1b[10;1H \x1b[10;1H👎\x1b[10;1H👍\x1b[10;1H\x1b[31m👍\x1b[m")
