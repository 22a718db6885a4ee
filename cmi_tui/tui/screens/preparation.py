"""What the « formulaire de défaut qualité » may already say, before a remote user fetches it."""

from cmi_tui.domain.forms import Values
from cmi_tui.domain.portal_forms import PREPARATION
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.kept_form import KeptFormScreen


class PreparationScreen(KeptFormScreen):
    """Leads back to the command that fetches the form."""

    form = PREPARATION
    BACK = Page.EXPORT
    KEPT = pages.FETCH_PREPARED

    def keep(self, values: Values) -> None:
        """Keeps the answers for an hour."""
        self.portal.prepare_form(self.session, values)
