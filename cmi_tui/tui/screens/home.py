"""The first page after signing in."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.messages import pages
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.plain import Plain


class HomeScreen(SignedInScreen):
    """Tells where the menu leads."""

    PAGE = "home"
    KEYS = ("help", "sign_out", "quit")
    BACK = None

    def compose_content(self) -> Iterable[Widget]:
        """Title and a sentence."""
        yield Plain(pages.HOME_TITLE, classes="title")
        yield Plain(pages.HOME_TEXT, classes="paragraph")
