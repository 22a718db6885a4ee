"""The export for a remote user: the command that brings the form to their own machine."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain


class FetchFormScreen(SignedInScreen):
    """Shows the command; the server's own files are no business of a remote user's."""

    PAGE = "fetch_form"
    KEYS = ("help", "sign_out", "back")
    BACK = Page.INFORMATION
    BREADCRUMB = (pages.MENU, pages.MENU_INFORMATION)
    AUTO_FOCUS = "#back"

    def __init__(self, portal: Portal, session: Session, command: str) -> None:
        super().__init__(portal, session)
        self._command = command

    def compose_content(self) -> Iterable[Widget]:
        """The guide's notice on addresses, then the command."""
        yield Plain(pages.FETCH_TITLE, classes="title")
        yield Plain(pages.EXPORT_NOTICE, classes="paragraph")
        yield Plain(pages.EXPORT_ADDRESS_NOTE, classes="paragraph")
        yield Plain(pages.FETCH_TEXT, classes="paragraph")
        yield Plain(self._command, id="command")
        yield Plain(pages.FETCH_NOTE, classes="paragraph")
        yield Button(pages.BACK_BUTTON, id="back")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """The only button leads back."""
        self.action_back()

    def action_back(self) -> None:
        """Goes back to the section that the form was asked for in."""
        self.post_message(Visit(Page.INFORMATION, Section.IDENTITY))
