"""The export for a remote user: the command is shown, and copied where the terminal may take it."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from tests.tui.test_key_order import Typist, typing
from tests.tui.test_screens import screen_text

COMMAND = "scp -P 2222 auguste@portail.example:formulaire.pdf ."


async def fetching(typist: Typist) -> str:
    """Opens the page as an application that is served does; what it shows."""
    typist.app.fetch_command = COMMAND  # type: ignore[attr-defined]
    await typist.send("\r")
    return " ".join(screen_text(typist.app).split())


async def test_the_command_is_ready_and_a_button_copies_it(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.INFORMATION) as typist:
        shown = await fetching(typist)
        assert COMMAND in shown and "maintenant la touche Maj" in shown
        typist.sent.clear()
        await typist.send("\x1b[Z\x1b[Z\r")
        assert b"\x1b]52;c;c2NwIC1QIDIyMjIg" in b"".join(typist.sent)
        assert pages.FETCH_COPIED in " ".join(screen_text(typist.app).split())
        assert screen_text(typist.app).count("COPIER LA COMMANDE") == 1
        await typist.send("\t\t\r")
        assert typist.state[0] == "information"


async def test_answers_can_be_given_before_and_are_kept(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.INFORMATION) as typist:
        await fetching(typist)
        await typist.send("\x1b[Z\r")
        assert typist.state[0] == "preparation"
        await typist.send("123\r")
        shown = " ".join(screen_text(typist.app).split())
        assert typist.state[0] == "fetch_form" and pages.FETCH_PREPARED in shown
    assert portal.prepare_form.current(session)["card_1"] == "123"


@pytest.mark.parametrize("term", ["vt100", "linux"])
async def test_a_terminal_that_knows_no_clipboard_has_no_button_for_it(
    portal: Portal, session: Session, term: str
) -> None:
    async with typing(portal, session, Page.INFORMATION, term) as typist:
        shown = await fetching(typist)
        assert COMMAND in shown and "COPIER" not in shown and "Maj" not in shown
