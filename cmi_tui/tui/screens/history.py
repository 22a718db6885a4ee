"""Lines of what has happened to an account, newest first, twenty at a time."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from textual import work

from cmi_tui.composition import Portal
from cmi_tui.domain.holder_card import History
from cmi_tui.messages import desk, desk_pages, pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Press, Text, Title
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet
from cmi_tui.tui.working import NAVIGATING

_OLDER = "older"


class HistoryScreen(SignedInScreen):
    """Shows one page of lines, `history`; what is older takes its place."""

    TITLE_TEXT: ClassVar[str]
    EMPTY: ClassVar[str]
    AUTO_FOCUS = "#content"

    def __init__(self, portal: Portal, session: Session, history: History) -> None:
        super().__init__(portal, session)
        self._history = history

    @abstractmethod
    async def read(self, before: int) -> History | None:
        """The lines before a number; None when they could not be read, which was then told."""

    def compose_content(self) -> Iterable[PageWidget]:
        """Title, lines, what is older, the way back."""
        yield Sheet(list(self._blocks()), id="content")

    def _blocks(self) -> Iterable[Block]:
        yield from (Gap(), Title(self.TITLE_TEXT), Gap(1))
        lines = [Text(desk.history_text(line)) for line in self._history.lines]
        yield from lines or [Text(self.EMPTY)]
        yield Gap(1)
        if self._history.older is not None:
            yield Link(Press(_OLDER, desk_pages.OLDER))
        yield Link(Press("back", pages.BACK))

    def pressed(self, name: str) -> None:
        """Shows what is older, or goes back."""
        if name != _OLDER:
            self.action_back()
        elif self._history.older is not None:
            self._show_older(self._history.older)

    @work(group=NAVIGATING, exclusive=True)
    async def _show_older(self, before: int) -> None:
        history = await self.read(before)
        if history is not None:
            self._history = history
            content = self.query_one("#content", Sheet)
            content.at = ""
            content.show(list(self._blocks()))
            self.scroll_home(animate=False)
