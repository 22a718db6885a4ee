"""The form « Mon adresse email »."""

from collections.abc import Mapping
from datetime import timedelta

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Section
from cmi_tui.tui.screens.account_form import AccountFormScreen
from cmi_tui.tui.screens.proof import ProofScreen
from cmi_tui.tui.widgets.field_row import GivenRow


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
                self.lead_back(error_text(code, wait=refusal.wait), is_error=True)
            elif code is Code.PROOF_TOO_OLD:
                self.app.push_screen(ProofScreen(self.portal, self.session), self._save_if_proved)
            else:
                if "current" in refusal.errors:
                    await self._read_current()
                raise
        else:
            if done:
                self.lead_back(pages.EMAIL_CHANGED)

    async def _read_current(self) -> None:
        information = await self.ask(lambda: self.portal.read_information(self.session), pages.LOADING)
        if information is not None:
            self._current = information.email
            current = self.rows["current"]
            assert isinstance(current, GivenRow)
            current.show_given(information.email)

    def show_refusal(self, errors: Mapping[str, Code], wait: timedelta | None = None) -> None:
        """What has changed meanwhile is told above the new address, which has the focus then."""
        super().show_refusal(errors, wait)
        if "current" in errors:
            self.rows["new"].focus_input()
            current = self.rows["current"]
            self.call_after_refresh(self.show_part, current, current.virtual_region, top=True)

    def _save_if_proved(self, is_proved: bool | None) -> None:
        if is_proved:
            self.start_saving()
