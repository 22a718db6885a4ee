"""A question answered by yes or no."""

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain


class ConfirmScreen(SignedInScreen):
    """Its result is True after a yes; « NON » has the focus at first."""

    PAGE = "confirm_replace"
    KEYS = ("help", "sign_out", "cancel")
    HAS_MENU = False
    AUTO_FOCUS = "#no"

    def __init__(self, portal: Portal, session: Session, question: str) -> None:
        super().__init__(portal, session)
        self._question = question

    def compose_content(self) -> Iterable[Widget]:
        """The question and its two answers."""
        yield Plain(self._question, classes="paragraph")
        with Vertical(id="buttons"):
            yield Button(pages.YES, id="yes")
            yield Button(pages.NO, id="no")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Answers."""
        self.leave(event.action.id == "yes")

    def action_back(self) -> None:
        """Leaving is a no."""
        self.leave(False)
