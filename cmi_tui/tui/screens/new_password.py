"""The password to choose after an activation code, before anything else."""

from cmi_tui.domain.portal_forms import NEW_PASSWORD
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import SignedIn
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen


class NewPasswordScreen(SignedInFormScreen):
    """Leads to the first page; the only other way out is to sign out."""

    form = NEW_PASSWORD
    KEYS = ("help", "sign_out", "quit")
    BACK = None

    def can_cancel(self) -> bool:
        """There is nothing to go back to."""
        return False

    async def save(self) -> None:
        """Chooses the password."""
        values = self.values
        session = await self.ask(
            lambda: self.portal.choose_password(self.session, values), pages.WORKING
        )
        if session is not None:
            self.post_message(SignedIn(session, pages.PASSWORD_CHANGED))
