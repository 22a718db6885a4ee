"""Why a holder's card is opened."""

from cmi_tui.domain.desk_forms import OPEN_CARD
from cmi_tui.messages import desk_pages, pages
from cmi_tui.tui.desk.holder_form import HolderFormScreen
from cmi_tui.tui.navigation import DeskPage


class OpenCardScreen(HolderFormScreen):
    """Asks for the motive, and opens the card of the holder who was chosen."""

    form = OPEN_CARD
    BACK = DeskPage.FOUND

    @property
    def account_id(self) -> int:
        """The holder who was chosen."""
        return self.work.chosen.account_id if self.work.chosen else 0

    @property
    def holder(self) -> str:
        """The row by which the holder was chosen."""
        return desk_pages.holder_line(self.work.chosen) if self.work.chosen else ""

    async def save(self) -> None:
        """Opens the card."""
        values, account_id = self.values, self.account_id
        card = await self.ask(
            lambda: self.portal.desk.cards.open(self.session, account_id, values), pages.LOADING
        )
        if card is not None:
            self.work.take_up(card)
            self.lead_on(DeskPage.CARD)
