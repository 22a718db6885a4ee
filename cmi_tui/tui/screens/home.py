"""The first page after signing in."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Pair, Press, Section, Text, Title
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.screens.signed_in_screen import INFORMATION_HELP, SignedInScreen
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_HELP = "help"
_LINKS = {
    Page.INFORMATION: pages.DATA_INFORMATION,
    Page.REQUESTS: pages.MENU_REQUESTS,
    _HELP: pages.HOME_HELP,
}


class HomeScreen(SignedInScreen):
    """Where the newest card request stands, the way to the pages, and the sign-in before this one.

    `notice` is news.
    """

    PAGE = "home"
    KEYS = ("help", "sign_out", "quit")
    BACK = None
    AUTO_FOCUS = "#content"

    def __init__(
        self, portal: Portal, session: Session, request: CardRequest | None, notice: str = ""
    ) -> None:
        super().__init__(portal, session)
        self._request = request
        self._notice = notice

    def compose_content(self) -> Iterable[PageWidget]:
        """Title and sections."""
        yield Sheet([Gap(), Title(pages.HOME_TITLE), *self._news(), *self._sections()], id="content")

    def _news(self) -> Iterable[Block]:
        if self._notice:
            yield Text(self._notice, ink.DONE)

    def _sections(self) -> Iterable[Block]:
        yield from (Gap(2), Section(pages.HOME_REQUEST))
        if self._request is None:
            yield Text(pages.NO_REQUEST, is_of_section=True)
        else:
            yield Pair(pages.REQUEST_NUMBER, self._request.number)
            yield Pair(pages.REQUEST_STATE, pages.state_in_words(self._request))
        yield from (Gap(3), Section(pages.MENU))
        for name, label in _LINKS.items():
            yield Link(Press(name, label))
        if self.session.earlier is not None:
            yield from (Gap(3), Section(pages.HOME_LAST_SIGN_IN))
            for line in pages.last_sign_in_lines(self.session.earlier, self.portal.now()):
                yield Text(line, is_of_section=True)

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The guide's help on « Mes informations »."""
        return INFORMATION_HELP if name == Page.INFORMATION else None

    def pressed(self, name: str) -> None:
        """Follows the link."""
        if name == _HELP:
            self.action_help()
        else:
            self.post_message(Visit(Page(name)))
