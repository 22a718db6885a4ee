"""The password, asked again before the email form."""

from cmi_tui.domain.portal_forms import PROOF
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Section
from cmi_tui.tui.screens.account_form import AccountFormScreen


class ProofScreen(AccountFormScreen):
    """Opened over a page; its result is True once the password was right."""

    form = PROOF
    SECTION = Section.EMAIL

    async def save(self) -> None:
        """Takes the proof."""
        values = self.values

        def prove() -> bool:
            self.portal.prove_identity(self.session, values)
            return True

        if await self.ask(prove, pages.SIGNING_IN):
            self.leave(True)

    def action_back(self) -> None:
        """Leaves without a proof."""
        if not self.is_busy:
            self.leave(False)
