"""The accessibility guide, opened from the help of F1."""

from collections.abc import Iterable

from cmi_tui.messages.accessibility import GUIDE_TITLE, SECTIONS
from cmi_tui.messages.forms import CLOSE_BUTTON
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Press, Section, Text, Title
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.drawing.tightness import READ
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet


class AccessibilityScreen(PortalScreen):
    """The guide, a section after the other; closing it goes back to the help."""

    PAGE = "accessibility"
    KEYS = ("close",)

    def compose_content(self) -> Iterable[PageWidget]:
        """The button first: the guide is longer than a window, and the focus starts at its top."""
        blocks: list[Block] = [Title(GUIDE_TITLE), Buttons([Press("close", CLOSE_BUTTON)], MARGIN)]
        for title, text in SECTIONS:
            blocks += [Gap(READ), Section(title), Text(text)]
        yield Sheet(blocks)

    def pressed(self, name: str) -> None:
        """The only button closes."""
        self.action_back()

    def action_help(self) -> None:
        """There is no help of the help."""

    def action_back(self) -> None:
        """Closes the guide."""
        self.leave(None)
