"""The question before an agent acts on a holder's account."""

from cmi_tui.tui.screens.confirm import ConfirmScreen


class ConfirmActScreen(ConfirmScreen):
    """Its result is True when the act is meant."""

    PAGE = "confirm_act"
