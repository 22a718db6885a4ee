"""The terminal's window: its title, cursor and colours, and the silence of an unchanged screen."""

import re

import pytest

from tests.journeys.conftest import OpenPortal
from tests.journeys.test_guide import open_email_form


def test_the_window_is_named_after_the_page_and_given_back(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo")
    terminal.wait("ACCUEIL")
    assert b"\x1b[22;2t\x1b]2;CMI \xe2\x80\x93 Accueil\x07" in terminal.raw
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert terminal.raw.rstrip().endswith(b"\x1b]2;\x07\x1b[23;2t\x1b[?1049l")


@pytest.mark.parametrize("wire", ["", "stock"])
def test_the_terminals_own_cursor_is_seen(open_portal: OpenPortal, wire: str) -> None:
    terminal = open_portal("demo", CMI_WIRE=wire)
    terminal.wait("ACCUEIL")
    terminal.settle()
    assert "Mes informations personnelles" in terminal.cursor_row
    terminal.press("enter")
    terminal.wait("MES INFORMATIONS")
    terminal.settle()
    assert "Formulaire défaut qualité" in terminal.cursor_row


def test_at_rest_nothing_is_sent(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    terminal.wait("Identifiant ou adresse email")
    terminal.settle(0.5)
    assert not terminal.read(2.0)


@pytest.mark.parametrize(("no_color", "has_colours"), [("0", False), ("", True)])
def test_no_color_means_not_one_colour_code(
    open_portal: OpenPortal, no_color: str, has_colours: bool
) -> None:
    terminal = open_portal("demo", NO_COLOR=no_color)
    open_email_form(terminal)
    terminal.press("enter", "f1", "escape", "escape")
    terminal.wait("MES INFORMATIONS")
    codes = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))
    numbers = {number for code in codes for number in code.split(b";")}
    colours = {n for n in numbers if re.fullmatch(rb"[349][0-8]|10[0-7]", n)} - {b"4", b"9"}
    assert bool(colours) is has_colours


def test_textual_variables_are_ignored(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", TEXTUAL_DRIVER="no.such:Driver", TEXTUAL_PRESS="ctrl+q")
    terminal.wait("Bonjour Auguste Lambert")
