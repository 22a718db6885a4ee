"""The card of a holder: who it is, how the account stands, and what can be done."""

from collections.abc import Iterable
from functools import partial

from textual import work

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.messages import desk, desk_pages, pages
from cmi_tui.services.session import Session
from cmi_tui.tui.desk.confirm_act import ConfirmActScreen
from cmi_tui.tui.desk.desk_screen import DeskScreen, news
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Link, Pair, Press, Section, Text, Title
from cmi_tui.tui.drawing.look import INDENT
from cmi_tui.tui.navigation import DeskPage, Visit
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet
from cmi_tui.tui.working import NAVIGATING, SAVING

_VERIFY = Press(DeskPage.VERIFY, desk_pages.VERIFY_BUTTON)
_HISTORY = Press(DeskPage.CARD_HISTORY, desk_pages.HISTORY_BUTTON)
_BACK = "back"


class CardScreen(DeskScreen):
    """`visit` brings the news of what was done or compared."""

    PAGE = "card"
    BACK = DeskPage.FOUND
    AUTO_FOCUS = "#content"

    def __init__(
        self, portal: Portal, session: Session, work: DeskWork, card: HolderCard, visit: Visit
    ) -> None:
        super().__init__(portal, session, work)
        self._card = card
        self._visit = visit

    def compose_content(self) -> Iterable[PageWidget]:
        """Title, sections, acts."""
        yield Sheet(list(self._blocks()), at=_VERIFY.name, id="content")

    def _blocks(self) -> Iterable[Block]:
        card = self._card
        yield from (Gap(), Title(card.name), *news(self._visit), Gap(2))
        yield Section(desk_pages.IDENTITY_SECTION, _VERIFY)
        yield Pair(desk_pages.LOGIN, card.login)
        yield Pair(desk_pages.CITY, card.city)
        yield from map(self._hidden, Hidden)
        yield from (Gap(3), Section(desk_pages.ACCOUNT_SECTION, _HISTORY))
        for label, text in desk_pages.account_pairs(card, self.portal.now()):
            yield Pair(label, text)
        yield from (Gap(3), Section(desk_pages.REQUESTS_SECTION))
        for request in card.requests:
            yield Pair(request.number, pages.state_in_words(request))
        if not card.requests:
            yield Text(desk_pages.NO_REQUEST, is_of_section=True)
        yield Gap(3)
        # Each on its own row, which a screen reader says when the cursor comes to it.
        yield from (Buttons([Press(act, desk.ACTS[act])], INDENT) for act in Act if act in card.acts)
        yield Link(Press(_BACK, pages.BACK))

    def _hidden(self, what: Hidden) -> Block:
        label = desk.HIDDEN[what].capitalize()
        if what not in self._card.hidden:
            return Pair(label, desk_pages.NONE)
        if what in self.work.shown:
            return Pair(label, self.work.shown[what], ink=ink.BOLD)
        return Pair(label, desk.MASKED, Press(what, desk_pages.show_button(what)))

    def pressed(self, name: str) -> None:
        """Shows what is hidden, acts, or goes to a page of the card."""
        if name in set(Hidden):
            self._reveal(Hidden(name))
        elif name in set(Act):
            self._begin(Act(name))
        elif name == _BACK:
            self.action_back()
        else:
            self.lead_to(DeskPage(name))

    @work(group=NAVIGATING)
    async def _reveal(self, what: Hidden) -> None:
        account_id = self._card.account_id
        text = await self.ask_desk(lambda: self.portal.desk.cards.reveal(self.session, account_id, what))
        if text is not None:
            self.work.shown[what] = text
            content = self.query_one("#content", Sheet)
            # The button that was pressed is gone: the focus goes on to the next.
            hidden = [other for other in Hidden if other in self._card.hidden - self.work.shown.keys()]
            content.at = hidden[0] if hidden else _HISTORY.name
            content.show(list(self._blocks()))

    def _begin(self, act: Act) -> None:
        if act is Act.DISABLE:
            self.lead_to(DeskPage.DISABLE)
            return
        recap = desk_pages.recap(act, self._card)
        self.app.push_screen(
            ConfirmActScreen(self.portal, self.session, recap), partial(self._act_if, act)
        )

    def _act_if(self, act: Act, is_confirmed: bool | None) -> None:
        if is_confirmed:
            self._act(act)

    @work(group=SAVING)
    async def _act(self, act: Act) -> None:
        account_id = self._card.account_id
        card = await self.ask_desk(lambda: self.portal.desk.act(self.session, account_id, act))
        if card is not None:
            self.work.take_up(card)
            self.lead_to(DeskPage.CARD, desk.DONE_ACTS[act])
