"""A QR code over the whole window."""

from collections.abc import Iterable, Sequence

from cmi_tui.composition import Portal
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.qr_code import QrCode


class QrCodeScreen(PortalScreen):
    """Escape, or its key in the foot, goes back to where the code was asked for."""

    PAGE = "qr_code"
    KEYS = ("close",)

    def __init__(self, portal: Portal, modules: Sequence[Sequence[bool]]) -> None:
        super().__init__(portal)
        self._modules = modules

    def compose_content(self) -> Iterable[PageWidget]:
        """The code."""
        yield QrCode(self._modules)

    def action_help(self) -> None:
        """There is nothing to explain."""

    def action_back(self) -> None:
        """Closes the code."""
        self.leave(None)
