"""What is typed faster than the portal draws goes where it was meant to go."""

import os
import time

from rig.accounts import AUGUSTE, PASSWORD
from tests.journeys.conftest import OpenPortal

EMAIL_CHANGE = (
    f"\x1b[B\r\t\r{PASSWORD}\rdds@hotmail.fx\x7frr\x7f\tdds@hotmaol.fr\x1b[D\x1b[D\x1b[D\x1b[D\x7fi\r"
)
"""From the home page to a new address, with two slips mended on the way."""


def test_a_password_typed_ahead_of_the_focus_is_never_shown(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    terminal.wait("Identifiant ou adresse email")
    terminal.send(f"{AUGUSTE}\t{PASSWORD}\r")
    terminal.wait("Bonjour Auguste Lambert")
    # The note above the fields names the demonstration's accounts, between quotation marks.
    assert PASSWORD not in terminal.raw.decode().replace(f"« {PASSWORD}", "")


def test_a_whole_change_is_typed_in_one_burst(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", CMI_PROOF_SECONDS="0")
    terminal.wait("Bonjour Auguste Lambert")
    terminal.send(EMAIL_CHANGE)
    terminal.wait("Votre adresse email a bien été modifiée.")
    terminal.expect("Adresse email dds@hotmail.fr")
    assert PASSWORD.encode() not in terminal.raw


def test_a_whole_change_is_typed_in_pieces_that_split_its_keys(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", CMI_PROOF_SECONDS="0")
    terminal.wait("Bonjour Auguste Lambert")
    data = EMAIL_CHANGE.encode()
    for start in range(0, len(data), 7):
        os.write(terminal.fd, data[start : start + 7])
        end = time.monotonic() + 0.15  # longer than Escape is waited for
        while (left := end - time.monotonic()) > 0:
            terminal.read(left)
    terminal.wait("Votre adresse email a bien été modifiée.")
    terminal.expect("Adresse email dds@hotmail.fr")


def test_a_paste_without_an_end_leaves_nobody_deaf(open_portal: OpenPortal) -> None:
    terminal = open_portal("demo", "--sign-in")
    terminal.wait("Identifiant ou adresse email")
    terminal.send("\x1b[200~12")
    terminal.press("ctrl+c")
    assert terminal.exit_status() == 130
