"""The code that is asked of an agent after the password."""

from cmi_tui.domain.desk_forms import SECOND_FACTOR
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import SignedIn
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen


class SecondFactorScreen(SignedInFormScreen):
    """Leads to the first page; the only other way out is to sign out."""

    form = SECOND_FACTOR
    KEYS = ("help", "sign_out", "quit")
    BACK = None

    def can_cancel(self) -> bool:
        """There is nothing to go back to."""
        return False

    async def save(self) -> None:
        """Takes the code."""
        values = self.values
        session = await self.ask(lambda: self.portal.second_factor(self.session, values), pages.WORKING)
        if session is not None:
            self.post_message(SignedIn(session))
