"""The page « MES DONNÉES », the guide's second way to the pages of the menu."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Press, Text, Title
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.screens.signed_in_screen import INFORMATION_HELP, SignedInScreen
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_LINKS = {
    Page.INFORMATION: pages.DATA_INFORMATION,
    Page.REQUESTS: pages.MENU_REQUESTS,
    Page.PREFERENCES: pages.MENU_PREFERENCES,
    Page.WHO_LOOKED: pages.MENU_WHO_LOOKED,
    Page.HOME: pages.BACK,
}


class DataScreen(SignedInScreen):
    """Links to the pages of the menu, and « ← Retour »; `notice` is news."""

    PAGE = "data"
    AUTO_FOCUS = "#content"

    def __init__(self, portal: Portal, session: Session, notice: str = "") -> None:
        super().__init__(portal, session)
        self._notice = notice

    def compose_content(self) -> Iterable[PageWidget]:
        """Title and links."""
        links = [(Link(Press(page, label)), Gap(1)) for page, label in _LINKS.items()]
        blocks = [block for pair in links for block in pair]
        news: list[Block] = [Text(self._notice, ink.DONE), Gap(1)] if self._notice else []
        yield Sheet([Gap(), Title(pages.DATA_TITLE), Gap(), *news, *blocks], id="content")

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The guide's help on « Mes informations »."""
        return INFORMATION_HELP if name == Page.INFORMATION else None

    def pressed(self, name: str) -> None:
        """Follows the link."""
        self.post_message(Visit(Page(name)))
