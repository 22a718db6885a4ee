"""Whom a search has found."""

from collections.abc import Iterable

from cmi_tui.messages import desk, desk_pages
from cmi_tui.tui.desk.desk_screen import DeskScreen
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Press, Text, Title
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_BACK = "back"


class FoundScreen(DeskScreen):
    """A link a holder, twenty at most; it leads to the card, by way of its motive."""

    PAGE = "found"
    AUTO_FOCUS = "#content"

    def compose_content(self) -> Iterable[PageWidget]:
        """Title and links, and whether there may be more."""
        yield Sheet(list(self._blocks()), id="content")

    def _blocks(self) -> Iterable[Block]:
        found = self.work.found
        yield from (Gap(), Title(desk_pages.FOUND_TITLE), Gap(1))
        if found.is_cut:
            yield from (Text(desk.REFINE), Gap())
        if not found.holders:
            yield Text(desk.NOBODY)
        for holder in found.holders:
            yield Link(Press(str(holder.account_id), desk_pages.holder_line(holder)))
        yield from (Gap(1), Link(Press(_BACK, desk_pages.BACK_TO_SEARCH)))

    def pressed(self, name: str) -> None:
        """Leads to the holder's card, or back."""
        if name == _BACK:
            self.action_back()
            return
        self.lead_to_card(
            next(holder for holder in self.work.found.holders if name == str(holder.account_id))
        )
