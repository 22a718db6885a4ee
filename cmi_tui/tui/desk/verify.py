"""What a caller says, compared with the record."""

from cmi_tui.domain.desk import Claim
from cmi_tui.domain.desk_forms import VERIFY
from cmi_tui.messages import desk_pages, pages
from cmi_tui.tui.desk.holder_form import HolderFormScreen
from cmi_tui.tui.navigation import DeskPage


class VerifyScreen(HolderFormScreen):
    """The answer stands on the card; what the record holds is not told."""

    form = VERIFY
    BACK = DeskPage.CARD

    @property
    def account_id(self) -> int:
        """The holder whose card is at hand."""
        return self.work.account_id

    async def save(self) -> None:
        """Compares."""
        values, account_id = self.values, self.account_id
        is_right = await self.ask(
            lambda: self.portal.desk.cards.verify(self.session, account_id, values), pages.LOADING
        )
        if is_right is not None:
            told = desk_pages.verified(Claim(values["claim"]), is_right=is_right)
            self.lead_on(DeskPage.CARD, told, is_error=not is_right)
