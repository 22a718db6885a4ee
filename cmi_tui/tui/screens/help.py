"""The help of F1: the focused field, the page, the keys."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.messages import keys
from cmi_tui.messages.accessibility import GUIDE_TITLE
from cmi_tui.messages.forms import CLOSE_BUTTON
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Press, Section, Text, Title
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.drawing.tightness import READ
from cmi_tui.tui.screens.accessibility import AccessibilityScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_CLOSE = "close"
_GUIDE = "guide"


class HelpScreen(PortalScreen):
    """Explains the page it was opened on; closing it goes back there."""

    PAGE = "help"
    KEYS = ("close",)

    def __init__(self, portal: Portal, page: str, label: str, help_text: str) -> None:
        super().__init__(portal)
        self._page = page
        self._label = label
        self._help_text = help_text

    def compose_content(self) -> Iterable[PageWidget]:
        """The buttons first, where the focus is in sight; then the field's help, the page's."""
        buttons = Buttons([Press(_CLOSE, CLOSE_BUTTON), Press(_GUIDE, GUIDE_TITLE)], MARGIN)
        blocks: list[Block] = [Title(keys.HELP_TITLE), buttons, Gap(READ)]
        if self._help_text:
            blocks.append(Section(keys.HELP_OF_FIELD.format(label=self._label)))
            blocks += [Text(self._help_text), Gap(READ)]
        yield Sheet([*blocks, Text(keys.PAGE_HELPS[self._page]), Gap(READ), Text(keys.GENERAL_HELP)])

    def pressed(self, name: str) -> None:
        """Opens the accessibility guide, or closes."""
        if name == _GUIDE:
            self.app.push_screen(AccessibilityScreen(self.portal))
        else:
            self.action_back()

    def action_help(self) -> None:
        """F1 on the help closes it."""
        self.action_back()

    def action_back(self) -> None:
        """Closes the help."""
        self.leave(None)
