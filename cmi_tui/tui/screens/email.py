"""The form « Mon adresse email »."""

from collections.abc import Mapping

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.account_form import AccountFormScreen
from cmi_tui.tui.screens.proof import ProofScreen


class EmailScreen(AccountFormScreen):
    """Changes the address; a taken one leads back to the page, as the guide has it."""

    form = EMAIL
    SECTION = Section.EMAIL

    def __init__(self, portal: Portal, session: Session, current: str) -> None:
        self._current = current
        super().__init__(portal, session)

    def initial_values(self) -> Mapping[str, str]:
        """The current address."""
        return {"current": self._current}

    async def save(self) -> None:
        """Changes the address."""
        values = self.values

        def change() -> bool:
            self.portal.change_email(self.session, values)
            return True

        try:
            done = await self.ask(change, pages.WORKING)
        except Refused as refusal:
            code = refusal.errors.get("new")
            if code in (Code.EMAIL_TAKEN, Code.TOO_MANY_TRIES):
                self._leave(error_text(code, wait=refusal.wait), is_error=True)
            elif code is Code.PROOF_TOO_OLD:
                self.app.push_screen(ProofScreen(self.portal, self.session), self._save_if_proved)
            else:
                raise
        else:
            if done:
                self._leave(pages.EMAIL_CHANGED)

    def _leave(self, notice: str, *, is_error: bool = False) -> None:
        self.post_message(Visit(Page.INFORMATION, Section.EMAIL, notice, is_error=is_error))

    def _save_if_proved(self, is_proved: bool | None) -> None:
        if is_proved:
            self.start_saving()
