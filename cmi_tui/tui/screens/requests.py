"""The page « SUIVI DE MA DEMANDE »."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.plain import Plain


class RequestsScreen(SignedInScreen):
    """Each card request with its dated steps."""

    PAGE = "requests"
    BACK = Page.DATA
    BREADCRUMB = (pages.MENU, pages.MENU_REQUESTS)

    def __init__(self, portal: Portal, session: Session, requests: list[CardRequest]) -> None:
        super().__init__(portal, session)
        self._requests = requests

    def compose_content(self) -> Iterable[Widget]:
        """Title, then a section a request."""
        yield Plain(pages.REQUESTS_TITLE, classes="title")
        if not self._requests:
            yield Plain(pages.NO_REQUEST, classes="paragraph")
        for request in self._requests:
            yield Plain(pages.REQUEST_LINE.format(number=request.number), classes="section")
            yield Plain("\n".join(pages.step_lines(request)), classes="lines")
