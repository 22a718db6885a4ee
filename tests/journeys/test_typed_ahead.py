"""What is typed faster than the portal draws goes where it was meant to go."""

from tests.conftest import AUGUSTE, PASSWORD
from tests.journeys.conftest import OpenPortal


def test_a_password_typed_ahead_of_the_focus_is_never_shown(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    terminal.wait("Identifiant ou adresse email")
    terminal.send(f"{AUGUSTE}\t{PASSWORD}\r")
    terminal.wait("Bonjour Auguste Lambert")
    assert PASSWORD.encode() not in terminal.raw
