"""What the pages of the desk have in common: the search is one key away, and nothing typed is lost."""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.binding import Binding

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from cmi_tui.domain.finding import FoundHolder
from cmi_tui.messages import forms, pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Text
from cmi_tui.tui.navigation import DeskPage, Page, Visit
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen

Answer = TypeVar("Answer")


class DeskScreen(SignedInScreen):
    """A page of the desk; `BACK` is where Escape leads."""

    KEYS: ClassVar[tuple[str, ...]] = ("help", "find", "sign_out", "back")
    BINDINGS = [Binding("f3", "find", show=False)]
    BACK: ClassVar[Page | DeskPage | None] = DeskPage.FIND
    PLACE: ClassVar[str | None] = None

    def __init__(self, portal: Portal, session: Session, work: DeskWork) -> None:
        # A form asks for what it holds at first while it is made.
        self.work = work
        super().__init__(portal, session)

    async def ask_desk(self, use_case: Callable[[], Answer]) -> Answer | None:
        """The answer of a use case; None when it was refused, which the foot then tells."""
        try:
            return await self.ask(use_case, pages.LOADING)
        except Refused as refusal:
            code = next(iter(refusal.errors.values()))
            self.foot.show_status(forms.ERROR.format(text=error_text(code, wait=refusal.wait)))
            return None

    def lead_to(self, page: DeskPage, notice: str = "", *, is_error: bool = False) -> None:
        """Goes to a page of the desk, with news or without."""
        self.post_message(Visit(page, notice=notice, is_error=is_error, desk=self.work))

    def lead_to_card(self, holder: FoundHolder) -> None:
        """Goes to a holder's card: one that is open is taken up again without a motive."""
        self.work.chosen = holder
        if any(card.account_id == holder.account_id for card in self.session.cards):
            self.work.want(holder.account_id)
            self.lead_to(DeskPage.CARD)
        else:
            self.lead_to(DeskPage.OPEN_CARD)

    def leaving(self) -> None:
        """Something else is about to be shown; a form keeps what it holds."""

    def action_find(self) -> None:
        """Goes to the search, from everywhere on the desk."""
        if not self.is_busy:
            self.leaving()
            self.work.wanted = {}
            self.lead_to(DeskPage.FIND)

    def action_back(self) -> None:
        """Goes to the page above."""
        if isinstance(self.BACK, DeskPage) and not self.is_busy:
            self.leaving()
            self.lead_to(self.BACK)


def news(visit: Visit) -> Iterable[Block]:
    """What a visit tells, as the first thing on its page."""
    if visit.notice:
        text = forms.ERROR.format(text=visit.notice) if visit.is_error else visit.notice
        yield Text(text, ink.ERROR if visit.is_error else ink.DONE)
