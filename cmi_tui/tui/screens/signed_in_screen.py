"""What the pages of whoever is signed in have: greeting, menu, breadcrumb, sign-out."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page, SignedOut, Visit
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.header import Header
from cmi_tui.tui.widgets.menu import Menu
from cmi_tui.tui.widgets.plain import Plain, safe_content


class SignedInScreen(PortalScreen):
    """A page of the portal; `BACK` is where Escape leads, None where there is nothing above."""

    KEYS: ClassVar[tuple[str, ...]] = ("help", "sign_out", "back")
    BINDINGS = [Binding("f10", "sign_out", show=False)]
    BACK: ClassVar[Page | None] = Page.HOME
    BREADCRUMB: ClassVar[tuple[str, ...]] = ()
    HAS_MENU: ClassVar[bool] = True

    def __init__(self, portal: Portal, session: Session) -> None:
        super().__init__(portal)
        self.session = session

    def compose_head(self) -> Iterable[Widget]:
        """Header, menu, breadcrumb."""
        yield Header(pages.PORTAL, pages.greeting(self.session.identity))
        if self.HAS_MENU:
            yield Menu()
        if self.BREADCRUMB:
            breadcrumb = Plain(pages.breadcrumb(*self.BREADCRUMB), id="breadcrumb")
            if pages.MENU_INFORMATION in self.BREADCRUMB:
                breadcrumb.tooltip = safe_content(pages.INFORMATION_HELP)
            yield breadcrumb

    def action_back(self) -> None:
        """Goes to the page above."""
        if self.BACK is not None and not self.is_busy:
            self.post_message(Visit(self.BACK))

    def action_sign_out(self) -> None:
        """Ends the session."""
        if not self.is_busy:
            self.post_message(SignedOut(pages.SIGNED_OUT))
