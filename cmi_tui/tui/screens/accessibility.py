"""The accessibility guide, opened from the help of F1."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.messages.accessibility import GUIDE_TITLE, SECTIONS
from cmi_tui.messages.forms import CLOSE_BUTTON
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain


class AccessibilityScreen(PortalScreen):
    """The guide, a section after the other; closing it goes back to the help."""

    PAGE = "accessibility"
    KEYS = ("close",)

    def compose_content(self) -> Iterable[Widget]:
        """The button first: the guide is longer than a window, and the focus starts at its top."""
        yield Plain(GUIDE_TITLE, classes="title")
        yield Button(CLOSE_BUTTON, id="close")
        for title, text in SECTIONS:
            yield Plain(title, classes="section")
            yield Plain(text)

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """The only button closes."""
        self.action_back()

    def action_help(self) -> None:
        """There is no help of the help."""

    def action_back(self) -> None:
        """Closes the guide."""
        self.leave(None)
