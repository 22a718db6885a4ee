"""A form of whoever is signed in: nothing that was typed there is lost without a question."""

from collections.abc import Callable
from typing import ClassVar

from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen


class SignedInFormScreen(SignedInScreen, FormScreen):
    """A form screen with the header and the sign-out of the pages."""

    HAS_MENU = False
    PLACE: ClassVar[str | None] = None

    def action_sign_out(self) -> None:
        """Ends the session, after a question where something is unsaved."""
        if not self.is_busy:
            self.leave_form(super().action_sign_out)

    def leave_form(self, leave: Callable[[], object]) -> None:
        """Leaves, at once or after a yes."""
        if not self.is_unsaved:
            leave()
            return
        from cmi_tui.tui.screens.unsaved import UnsavedScreen

        def answered(is_abandoned: bool | None) -> None:
            if is_abandoned:
                leave()

        self.app.push_screen(UnsavedScreen(self.portal, self.session), answered)
