"""The help of F1: the focused field, the page, the keys."""

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.messages import keys
from cmi_tui.messages.accessibility import GUIDE_TITLE
from cmi_tui.messages.forms import CLOSE_BUTTON
from cmi_tui.tui.screens.accessibility import AccessibilityScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain


class HelpScreen(PortalScreen):
    """Explains the page it was opened on; closing it goes back there."""

    PAGE = "help"
    KEYS = ("close",)

    def __init__(self, portal: Portal, page: str, label: str, help_text: str) -> None:
        super().__init__(portal)
        self._page = page
        self._label = label
        self._help_text = help_text

    def compose_content(self) -> Iterable[Widget]:
        """The buttons first, where the focus is in sight; then the field's help, the page's."""
        yield Plain(keys.HELP_TITLE, classes="title")
        with Vertical(id="buttons"):
            yield Button(CLOSE_BUTTON, id="close")
            yield Button(GUIDE_TITLE, id="guide")
        if self._help_text:
            yield Plain(keys.HELP_OF_FIELD.format(label=self._label), classes="section")
            yield Plain(self._help_text, classes="paragraph")
        yield Plain(keys.PAGE_HELPS[self._page], classes="paragraph")
        yield Plain(keys.GENERAL_HELP, classes="paragraph")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Opens the accessibility guide, or closes."""
        if event.action.id == "guide":
            self.app.push_screen(AccessibilityScreen(self.portal))
        else:
            self.action_back()

    def action_help(self) -> None:
        """F1 on the help closes it."""
        self.action_back()

    def action_back(self) -> None:
        """Closes the help."""
        self.leave(None)
