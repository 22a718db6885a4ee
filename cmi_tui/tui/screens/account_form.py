"""The forms of whoever is signed in: they come from « Mes informations » and lead back there."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Role
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Text
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen


class AccountFormScreen(SignedInFormScreen):
    """Has the place of the pages; what was typed before a session ended by itself is there again.

    Leaving leads back to `BACK`, in « Mes informations » to its `SECTION`.
    """

    KEYS = ("help", "sign_out", "cancel")
    BINDINGS = [Binding("f3", "find", show=False)]
    BACK = Page.INFORMATION
    SECTION: ClassVar[Section | None] = None
    PLACE = pages.MENU_INFORMATION

    def __init__(self, portal: Portal, session: Session) -> None:
        self._kept = portal.drafts.take(session.account_id, self.form)
        super().__init__(portal, session)

    def kept_values(self) -> Mapping[str, str]:
        """What the account's holder typed here before the session ended by itself."""
        return self._kept

    def introduction(self) -> Iterable[Block]:
        """Says that what was typed before is here again."""
        if self._kept:
            yield Text(pages.TYPING_GIVEN_BACK, ink.DONE)
        yield from super().introduction()

    def working_keys(self) -> tuple[str, ...]:
        """An agent's search is one key away here too."""
        first, *others = super().working_keys()
        is_agent = self.session.role is Role.SUPPORT
        return (first, "find", *others) if is_agent else (first, *others)

    def action_find(self) -> None:
        """Goes back to the search, from which an agent comes here."""
        if self.session.role is Role.SUPPORT:
            self.action_back()

    def action_back(self) -> None:
        """Goes back, after a question where something is unsaved."""
        if not self.is_busy:
            self.leave_form(self.lead_back)

    def lead_back(self, notice: str = "", *, is_error: bool = False) -> None:
        """Goes to where one came from, with news or without."""
        assert self.BACK is not None
        self.post_message(Visit(self.BACK, self.SECTION, notice, is_error=is_error))
