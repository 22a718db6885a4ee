"""The first page after signing in."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.plain import Plain


class HomeScreen(SignedInScreen):
    """Tells where the menu leads, and of the sign-ins before this one; `notice` is news."""

    PAGE = "home"
    KEYS = ("help", "sign_out", "quit")
    BACK = None

    def __init__(self, portal: Portal, session: Session, notice: str = "") -> None:
        super().__init__(portal, session)
        self._notice = notice

    def compose_content(self) -> Iterable[Widget]:
        """Title and sentences."""
        yield Plain(pages.HOME_TITLE, classes="title")
        if self._notice:
            yield Plain(self._notice, classes="notice")
        yield Plain(pages.HOME_TEXT, classes="paragraph")
        if self.session.earlier is not None:
            yield Plain(pages.earlier_sign_ins_text(self.session.earlier), classes="paragraph")
