"""What a support agent sees until the desk opens."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.messages import pages
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain


class SupportScreen(SignedInScreen):
    """Says that the desk is not open yet, and signs out."""

    PAGE = "support"
    KEYS = ("help", "sign_out", "quit")
    BACK = None
    HAS_MENU = False

    def compose_content(self) -> Iterable[Widget]:
        """Title, a sentence, the way out."""
        yield Plain(pages.SUPPORT_TITLE, classes="title")
        yield Plain(pages.SUPPORT_TEXT, classes="paragraph")
        yield Button(pages.SIGN_OUT_BUTTON, id="sign-out")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """The only button signs out."""
        self.action_sign_out()
