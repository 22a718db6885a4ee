"""Why a holder's account is to be disabled."""

from functools import partial

from cmi_tui.domain.desk import Act
from cmi_tui.domain.desk_forms import DISABLE
from cmi_tui.domain.errors import Refused
from cmi_tui.domain.forms import Values
from cmi_tui.messages import desk, desk_pages, pages
from cmi_tui.tui.desk.confirm_act import ConfirmActScreen
from cmi_tui.tui.desk.holder_form import HolderFormScreen
from cmi_tui.tui.navigation import DeskPage


class DisableScreen(HolderFormScreen):
    """Asks for the reason, and then whether it is meant."""

    form = DISABLE
    BACK = DeskPage.CARD

    @property
    def account_id(self) -> int:
        """The holder whose card is at hand."""
        return self.work.account_id

    async def save(self) -> None:
        """Asks whether it is meant, if the reason is there."""
        values = self.values
        if errors := DISABLE.judge(DISABLE.tidied(values)):
            raise Refused(errors)
        if self.work.card is not None:
            recap = desk_pages.recap(Act.DISABLE, self.work.card, values["reason"])
            self.app.push_screen(
                ConfirmActScreen(self.portal, self.session, recap), partial(self._disable_if, values)
            )

    def _disable_if(self, values: Values, is_confirmed: bool | None) -> None:
        if is_confirmed:
            self.save_by(partial(self._disable, values))

    async def _disable(self, values: Values) -> None:
        account_id = self.account_id
        card = await self.ask(
            lambda: self.portal.desk.act(self.session, account_id, Act.DISABLE, values), pages.WORKING
        )
        if card is not None:
            self.work.take_up(card)
            self.lead_on(DeskPage.CARD, desk.DONE_ACTS[Act.DISABLE])
