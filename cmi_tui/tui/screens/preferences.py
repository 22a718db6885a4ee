"""The form « Mes préférences »."""

from collections.abc import Mapping

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import PREFERENCES
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.account_form import AccountFormScreen


class PreferencesScreen(AccountFormScreen):
    """Keeps with the account how the portal is to be; `current` is how it is."""

    form = PREFERENCES
    BACK = Page.DATA
    PLACE = pages.MENU_PREFERENCES

    def __init__(self, portal: Portal, session: Session, current: Mapping[str, str]) -> None:
        self._current = current
        super().__init__(portal, session)

    def initial_values(self) -> Mapping[str, str]:
        """What is kept."""
        return self._current

    async def save(self) -> None:
        """Keeps what was chosen."""
        values = self.values

        def keep() -> bool:
            self.portal.keep_preferences(self.session, values)
            return True

        if await self.ask(keep, pages.WORKING):
            self.lead_back(pages.PREFERENCES_CHANGED)
