"""The forms of whoever is signed in: they come from « Mes informations » and lead back there."""

from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen


class AccountFormScreen(SignedInScreen, FormScreen):
    """A form screen with the header, breadcrumb and sign-out of the pages."""

    KEYS = ("help", "sign_out", "cancel")
    BACK = Page.INFORMATION
    BREADCRUMB = (pages.MENU, pages.MENU_INFORMATION)
    HAS_MENU = False
