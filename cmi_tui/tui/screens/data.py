"""The page « MES DONNÉES », the guide's second way to the pages of the menu."""

from collections.abc import Iterable

from textual.widget import Widget

from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.action import Action
from cmi_tui.tui.widgets.plain import Plain, safe_content

_LINKS = {
    "link-information": (pages.DATA_INFORMATION, Page.INFORMATION),
    "link-requests": (pages.MENU_REQUESTS, Page.REQUESTS),
    "link-back": (pages.BACK, Page.HOME),
}


class DataScreen(SignedInScreen):
    """Two links, and « ← » to go back."""

    PAGE = "data"
    AUTO_FOCUS = "#link-information"
    BREADCRUMB = (pages.MENU,)

    def compose_content(self) -> Iterable[Widget]:
        """Title and links."""
        yield Plain(pages.DATA_TITLE, classes="title")
        for link_id, (label, _page) in _LINKS.items():
            link = Action(label, id=link_id, classes="link")
            if link_id == "link-information":
                link.tooltip = safe_content(pages.INFORMATION_HELP)
            yield link

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Follows the link."""
        _label, page = _LINKS[event.action.id or ""]
        self.post_message(Visit(page))
