"""The form « Mon mot de passe »."""

from cmi_tui.domain.portal_forms import PASSWORD
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Section
from cmi_tui.tui.screens.account_form import AccountFormScreen


class PasswordScreen(AccountFormScreen):
    """Changes the password."""

    form = PASSWORD
    SECTION = Section.PASSWORD

    async def save(self) -> None:
        """Changes the password."""
        values = self.values

        def change() -> bool:
            self.portal.change_password(self.session, values)
            return True

        if await self.ask(change, pages.WORKING):
            self.lead_back(pages.PASSWORD_CHANGED)
