"""« Qui a consulté mon dossier »."""

from cmi_tui.domain.holder_card import History
from cmi_tui.messages import desk, pages
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.history import HistoryScreen


class WhoLookedScreen(HistoryScreen):
    """What agents have seen of the holder's record, and done."""

    PAGE = "who_looked"
    BACK = Page.DATA
    PLACE = pages.MENU_WHO_LOOKED
    TITLE_TEXT = desk.WHO_LOOKED_TITLE
    EMPTY = desk.NOBODY_LOOKED

    async def read(self, before: int) -> History | None:
        """The holder's own view."""
        return await self.ask(lambda: self.portal.who_looked(self.session, before), pages.LOADING)
