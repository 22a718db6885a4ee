"""What the « formulaire de défaut qualité » may already say, before a remote user fetches it."""

from collections.abc import Mapping

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import PREPARATION
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.account_form import AccountFormScreen


class PreparationScreen(AccountFormScreen):
    """Leads back to the command that fetches the form; `current` is what is kept already."""

    form = PREPARATION
    BACK = Page.EXPORT

    def __init__(self, portal: Portal, session: Session, current: Mapping[str, str]) -> None:
        self._current = current
        super().__init__(portal, session)

    def initial_values(self) -> Mapping[str, str]:
        """What is kept."""
        return self._current

    async def save(self) -> None:
        """Keeps the answers for an hour."""
        values = self.values

        def keep() -> bool:
            self.portal.prepare_form(self.session, values)
            return True

        if await self.ask(keep, pages.WORKING):
            self.lead_back(pages.FETCH_PREPARED)
