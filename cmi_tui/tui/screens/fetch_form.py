"""The export for a remote user: the command that brings the form to their own machine."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Press, Text, Title
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_BACK = "back"
_COPY = "copy"
_PREPARE = "prepare"


class FetchFormScreen(SignedInScreen):
    """Shows the command; the server's own files are no business of a remote user's.

    `notice` is news.
    """

    PAGE = "fetch_form"
    BACK = Page.INFORMATION
    PLACE = pages.MENU_INFORMATION
    AUTO_FOCUS = "#content"

    def __init__(self, portal: Portal, session: Session, command: str, notice: str = "") -> None:
        super().__init__(portal, session)
        self._command = command
        self._notice = notice

    def _blocks(self) -> Iterable[Block]:
        yield from (Gap(), Title(pages.FETCH_TITLE), Gap(1))
        yield Text(f"{pages.EXPORT_NOTICE} {pages.EXPORT_ADDRESS_NOTE}")
        if self._notice:
            yield from (Gap(1), Text(self._notice, ink.DONE))
        yield from (Gap(1), Text(pages.FETCH_TEXT), Gap(1))
        yield Text(self._command, ink.BOLD)
        yield from (Gap(1), Text(pages.FETCH_NOTE))
        buttons = [Press(_PREPARE, pages.FETCH_PREPARE), Press(_BACK, pages.BACK_BUTTON)]
        if self.look.can_copy:
            yield Text(pages.FETCH_SELECT)
            buttons.insert(0, Press(_COPY, pages.FETCH_COPY, is_main=True))
        yield from (Gap(), Buttons(buttons, MARGIN))

    def compose_content(self) -> Iterable[PageWidget]:
        """The guide's notice on addresses, then the command."""
        yield Sheet(list(self._blocks()), id="content", at=_BACK)

    def pressed(self, name: str) -> None:
        """Copies the command by way of the terminal (OSC 52), or goes back."""
        if name == _COPY:
            self.app.copy_to_clipboard(self._command)
            self._notice = pages.FETCH_COPIED
            self.query_one("#content", Sheet).show(list(self._blocks()))
        elif name == _PREPARE:
            self.post_message(Visit(Page.PREPARATION))
        else:
            self.action_back()

    def action_back(self) -> None:
        """Goes back to the section that the form was asked for in."""
        self.post_message(Visit(Page.INFORMATION, Section.IDENTITY))
