"""The SVG of a screen: every cell in its place, in any font; one drawing, two themes; words to read."""

import re
from xml.etree import ElementTree

import pytest

from pictures.svg import DARK, LIGHT, THEMES, Picture, Theme, svg
from rig.emulator import Emulator
from rig.looks import Look, Place

NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
CELL, ROW = 9, 18


def drawn(
    sent: str, theme: Theme = DARK, *, cursor: tuple[int, int] | None = None
) -> ElementTree.Element:
    """A terminal of 20×3 to which something was sent, as the elements of its picture."""
    screen = Emulator(20, 3)
    screen.feed(sent)
    return ElementTree.fromstring(svg(Picture("Essai", screen.rows, cursor), theme))


def texts(root: ElementTree.Element) -> list[tuple[str, str, int, int]]:
    """Each run of text: its classes, the text, its first column, its number of cells."""
    return [
        (run.attrib["class"], run.text or "", int(run.attrib["x"]) // CELL,
         int(run.attrib["textLength"]) // CELL)
        for run in root.iterfind(".//svg:text", NAMESPACE)
    ]  # fmt: skip


def outline(root: ElementTree.Element, colour: str) -> list[str]:
    """What is filled in a colour beside the letters."""
    return [path.attrib["d"] for path in root.iterfind(f".//svg:path[@class='{colour}']", NAMESPACE)]


def test_each_run_of_text_is_as_wide_as_its_cells() -> None:
    root = drawn("Nom   \x1b[1mLambert & Cie\x1b[m")
    assert texts(root) == [("ink", "Nom", 0, 3), ("ink bold", "Lambert & Cie", 6, 13)]


def test_what_a_font_may_lack_stands_alone_and_takes_its_cell() -> None:
    assert texts(drawn("✓ oui ← œuf")) == [
        ("ink", "✓", 0, 1), ("ink", "oui", 2, 3), ("ink", "←", 6, 1), ("ink", "œuf", 8, 3),
    ]  # fmt: skip


def test_a_wide_character_takes_two_cells() -> None:
    assert texts(drawn("a 漢 b")) == [("ink", "a", 0, 1), ("ink", "漢", 2, 2), ("ink", "b", 5, 1)]


def test_a_band_is_filled_and_its_letters_have_the_colour_of_the_paper() -> None:
    root = drawn("\x1b[7mAide  \x1b[m")
    assert outline(root, "ink") == [f"M0 0h{6 * CELL}v{ROW}h-{6 * CELL}z"]
    assert texts(root) == [("paper", "Aide", 0, 4)]


def test_underlined_blanks_are_a_line() -> None:
    root = drawn("ab\x1b[4m   \x1b[m")
    assert outline(root, "ink") == [f"M{2 * CELL} 16h{3 * CELL}v1h-{3 * CELL}z"]


def test_red_and_green_are_drawn_and_no_other_colour() -> None:
    assert [look for look, *_ in texts(drawn("\x1b[31mnon\x1b[32moui\x1b[m"))] == ["red", "green"]
    for other in ("34", "42", "38;5;208"):
        with pytest.raises(ValueError, match="colour"):
            drawn(f"\x1b[{other}mnon")


def test_the_cursor_is_a_bar_where_it_is_seen_and_cuts_no_letter_of_the_focus() -> None:
    bars = ".//svg:g/svg:rect"
    (bar,) = drawn("\x1b[7mNom\x1b[m", cursor=(4, 0)).iterfind(bars, NAMESPACE)
    assert bar.attrib["x"] == str(4 * CELL)
    assert drawn("\x1b[7mNom\x1b[m", cursor=(0, 0)).find(bars, NAMESPACE) is None
    assert drawn("Nom").find(bars, NAMESPACE) is None


def test_the_words_of_the_screen_can_be_read_aloud() -> None:
    root = drawn("Nom      Lambert\r\n\r\n ← Retour")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "title desc"
    assert root.findtext("svg:title", namespaces=NAMESPACE) == "Essai"
    assert root.findtext("svg:desc", namespaces=NAMESPACE) == "Nom      Lambert\n← Retour"


def test_dark_and_light_differ_in_the_colours_alone() -> None:
    picture = Picture("Essai", [[Place("a", Look(foreground="31"))]])
    dark, light = svg(picture, DARK), svg(picture, LIGHT)
    for one, other in zip(DARK, LIGHT, strict=True):
        dark = dark.replace(one, other)
    assert dark == light


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_colour_stands_out_from_the_paper(theme: Theme) -> None:
    for colour in theme[1:]:
        assert contrast(colour, theme.paper) >= 4.5, colour


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
