"""What a support agent sees until the desk opens."""

from collections.abc import Iterable

from cmi_tui.messages import pages
from cmi_tui.tui.drawing.blocks import Buttons, Gap, Press, Text, Title
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet


class SupportScreen(SignedInScreen):
    """Says that the desk is not open yet, and signs out."""

    PAGE = "support"
    KEYS = ("help", "sign_out", "quit")
    BACK = None
    PLACE = None

    def compose_content(self) -> Iterable[PageWidget]:
        """Title, a sentence, the way out."""
        out = Buttons([Press("sign-out", pages.SIGN_OUT_BUTTON)], MARGIN)
        yield Sheet([Gap(), Title(pages.SUPPORT_TITLE), Gap(), Text(pages.SUPPORT_TEXT), Gap(), out])

    def pressed(self, name: str) -> None:
        """The only button signs out."""
        self.action_sign_out()
