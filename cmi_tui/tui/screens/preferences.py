"""The form « Mes préférences »."""

from collections.abc import Mapping

from cmi_tui.composition import Portal
from cmi_tui.domain.forms import Values
from cmi_tui.domain.portal_forms import preferences_form
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.kept_form import KeptFormScreen


class PreferencesScreen(KeptFormScreen):
    """How the portal is to be from now on."""

    BACK = Page.DATA
    PLACE = pages.MENU_PREFERENCES
    KEPT = pages.PREFERENCES_CHANGED

    def __init__(self, portal: Portal, session: Session, current: Mapping[str, str]) -> None:
        self.form = preferences_form(session.role)
        super().__init__(portal, session, current)

    def keep(self, values: Values) -> None:
        """Keeps what was chosen."""
        self.portal.keep_preferences(self.session, values)
