"""The page « MES DONNÉES », the guide's second way to the pages of the menu."""

from collections.abc import Iterable

from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.tui.drawing.blocks import Gap, Link, Press, Title
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.screens.signed_in_screen import INFORMATION_HELP, SignedInScreen
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_LINKS = {
    Page.INFORMATION: pages.DATA_INFORMATION,
    Page.REQUESTS: pages.MENU_REQUESTS,
    Page.HOME: pages.BACK,
}


class DataScreen(SignedInScreen):
    """Two links, and « ← Retour »."""

    PAGE = "data"
    AUTO_FOCUS = "#content"

    def compose_content(self) -> Iterable[PageWidget]:
        """Title and links."""
        links = [(Link(Press(page, label)), Gap(1)) for page, label in _LINKS.items()]
        blocks = [block for pair in links for block in pair]
        yield Sheet([Gap(), Title(pages.DATA_TITLE), Gap(), *blocks], id="content")

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The guide's help on « Mes informations »."""
        return INFORMATION_HELP if name == Page.INFORMATION else None

    def pressed(self, name: str) -> None:
        """Follows the link."""
        self.post_message(Visit(Page(name)))
