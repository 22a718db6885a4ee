"""The terminal's window: its title, and the silence of an unchanged screen."""

import pytest

from tests.journeys.conftest import OpenPortal


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
    assert "Mes données" in terminal.cursor_row
    terminal.press("enter")
    terminal.wait("MES DONNÉES")
    assert "Mes informations" in terminal.cursor_row


def test_at_rest_nothing_is_sent(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    terminal.wait("Identifiant ou adresse email")
    terminal.settle(0.5)
    assert not terminal.read(3.0)
