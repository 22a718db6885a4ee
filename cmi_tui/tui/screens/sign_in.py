"""The sign-in screen."""

import asyncio
from collections.abc import Callable, Iterable

from textual import work

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.messages import pages
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Gap, Text
from cmi_tui.tui.navigation import SignedIn
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet


class SignInScreen(FormScreen):
    """Asks for the login and the password; `notice` says why one is here again.

    `find_note` gives a note for whoever has no account yet, empty for none; it may take a moment.
    """

    KEYS = ("help", "quit")
    form = SIGN_IN

    def __init__(
        self, portal: Portal, notice: str = "", find_note: Callable[[], str] | None = None
    ) -> None:
        super().__init__(portal)
        self._notice = notice
        self._note = ""
        self._find_note = find_note
        self._below = Sheet(())

    def compose_content(self) -> Iterable[PageWidget]:
        """The form, and below it what has no place above."""
        yield from super().compose_content()
        yield self._below

    def on_mount(self) -> None:
        """Looks for the note only when the screen stands, which has to come fast."""
        if self._find_note is not None:
            self.call_after_refresh(self._show_note, self._find_note)

    @work
    async def _show_note(self, find_note: Callable[[], str]) -> None:
        note = await asyncio.to_thread(find_note)
        if note and self._notice:
            # What has just happened stays in sight in the smallest window.
            self._below.show([Gap(), Text(note)])
        elif note:
            self._note = note
            self.show_introduction()

    def introduction(self) -> Iterable[Block]:
        """The notice or else the note, then the note on required fields."""
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
