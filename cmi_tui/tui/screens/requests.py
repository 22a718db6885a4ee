"""The page « SUIVI DE MA DEMANDE »."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Pair, Press, Section, Text, Title
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet


class RequestsScreen(SignedInScreen):
    """Each card request with where it stands and its dated steps."""

    PAGE = "requests"
    BACK = Page.DATA
    PLACE = pages.MENU_REQUESTS
    AUTO_FOCUS = "#content"

    def __init__(self, portal: Portal, session: Session, requests: list[CardRequest]) -> None:
        super().__init__(portal, session)
        self._requests = requests

    def compose_content(self) -> Iterable[PageWidget]:
        """Title, then a section a request."""
        yield Sheet([Gap(), Title(pages.REQUESTS_TITLE), Gap(1), *self._sections()], id="content")

    def _sections(self) -> Iterable[Block]:
        if not self._requests:
            yield from (Text(pages.NO_REQUEST), Gap())
        for request in self._requests:
            yield Section(pages.REQUEST_LINE.format(number=request.number))
            if request.steps:
                yield Pair(pages.REQUEST_STATE, pages.current_step(request), ink=ink.BOLD)
            for day, step in pages.request_pairs(request):
                yield Pair(day, step)
            yield Gap(3)
        yield Link(Press("back", pages.BACK))

    def pressed(self, name: str) -> None:
        """Goes back."""
        self.action_back()
