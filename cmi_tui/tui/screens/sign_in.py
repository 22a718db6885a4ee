"""The sign-in screen."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.messages import pages
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Text
from cmi_tui.tui.navigation import SignedIn
from cmi_tui.tui.screens.form_screen import FormScreen


class SignInScreen(FormScreen):
    """Asks for the login and the password; `notice` says why one is here again.

    A note for whoever has no account yet may come while it is open.
    """

    KEYS = ("help", "quit")
    form = SIGN_IN

    def __init__(self, portal: Portal, notice: str = "") -> None:
        super().__init__(portal)
        self._note = ""
        self._notice = notice

    def show_note(self, note: str) -> None:
        """Shows a note above the fields, which lie lower then."""
        self._note = note
        self.show_introduction()

    def introduction(self) -> Iterable[Block]:
        """The notice, the note, then the note on required fields."""
        if self._notice:
            yield Text(self._notice, ink.DONE)
        if self._note:
            yield Text(self._note)
        yield from super().introduction()

    def can_cancel(self) -> bool:
        """There is nothing to cancel here."""
        return False

    async def save(self) -> None:
        """Signs in."""
        values = self.values
        session = await self.ask(lambda: self.portal.sign_in(values), pages.SIGNING_IN)
        if session is not None:
            self.post_message(SignedIn(session))
