"""The form « Mes préférences »."""

from cmi_tui.domain.forms import Values
from cmi_tui.domain.portal_forms import PREFERENCES
from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.kept_form import KeptFormScreen


class PreferencesScreen(KeptFormScreen):
    """How the portal is to be from now on."""

    form = PREFERENCES
    BACK = Page.DATA
    PLACE = pages.MENU_PREFERENCES
    KEPT = pages.PREFERENCES_CHANGED

    def keep(self, values: Values) -> None:
        """Keeps what was chosen."""
        self.portal.keep_preferences(self.session, values)
