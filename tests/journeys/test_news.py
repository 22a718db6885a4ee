"""What has just been done is sent before the page on which it stands, to be heard before it."""

import pytest

from tests.journeys.conftest import OpenPortal


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_a_confirmation_is_sent_before_its_page(open_portal: OpenPortal, size: tuple[int, int]) -> None:
    terminal = open_portal("demo", size=size)
    terminal.wait("Bonjour Auguste Lambert")
    terminal.press("down", "enter", "tab", "enter")
    terminal.wait("Nouvel email *")
    terminal.send("dds@hotmail.fr\tdds@hotmail.fr")
    terminal.raw.clear()
    terminal.press("enter")
    terminal.wait("Adresse email")
    terminal.wait("bénéficiaire")
    sent = terminal.raw.decode()
    assert sent.count("Votre adresse email") == 1
    assert sent.index("Votre adresse email") < sent.index("Adresse email") < sent.index("bénéficiaire")
