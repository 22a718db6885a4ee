"""What has happened to a holder's account."""

from cmi_tui.composition import Portal
from cmi_tui.domain.holder_card import History
from cmi_tui.messages import desk_pages
from cmi_tui.services.session import Session
from cmi_tui.tui.desk.desk_screen import DeskScreen
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.navigation import DeskPage
from cmi_tui.tui.screens.history import HistoryScreen


class CardHistoryScreen(DeskScreen, HistoryScreen):
    """The history of the card at hand."""

    PAGE = "card_history"
    BACK = DeskPage.CARD
    TITLE_TEXT = desk_pages.HISTORY_TITLE
    EMPTY = desk_pages.NO_HISTORY

    def __init__(self, portal: Portal, session: Session, work: DeskWork, history: History) -> None:
        self.work = work
        HistoryScreen.__init__(self, portal, session, history)

    async def read(self, before: int) -> History | None:
        """The agent's view."""
        account_id = self.work.account_id
        return await self.ask_desk(
            lambda: self.portal.desk.cards.history(self.session, account_id, before)
        )
