"""The desk's first page: the search, the last cards, and the agent's own account."""

from collections.abc import Iterable, Mapping

from cmi_tui.composition import Portal
from cmi_tui.domain.desk_forms import FIND
from cmi_tui.messages import desk_pages, pages
from cmi_tui.services.session import Session
from cmi_tui.tui.desk.desk_screen import DeskScreen, news
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Link, Press, Section
from cmi_tui.tui.navigation import DeskPage, Page, Visit
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_CARD = "card-"
_ACCOUNT = {Page.PASSWORD: pages.PASSWORD_SECTION, Page.PREFERENCES: pages.MENU_PREFERENCES}


class FindScreen(DeskScreen, SignedInFormScreen):
    """Looks for holders; `visit` brings news."""

    form = FIND
    KEYS = ("help", "sign_out", "quit")
    BACK = None
    HAS_MENU = False

    def __init__(self, portal: Portal, session: Session, work: DeskWork, visit: Visit) -> None:
        self._visit = visit
        super().__init__(portal, session, work)

    def initial_values(self) -> Mapping[str, str]:
        """What was last looked for."""
        return self.work.wanted

    def kept_values(self) -> Mapping[str, str]:
        """What was typed before another page was opened from here."""
        return self.work.typed.pop((FIND.name, 0), {})

    def introduction(self) -> Iterable[Block]:
        """News, if there is any, and the note on required fields."""
        yield from news(self._visit)
        yield from super().introduction()

    def buttons(self) -> Buttons:
        """Nothing can be cancelled where everything begins."""
        return Buttons([super().buttons().buttons[0]], self._column)

    def compose_content(self) -> Iterable[PageWidget]:
        """The form, the last cards, the agent's own account."""
        yield from super().compose_content()
        yield Sheet(list(self._links()), id="links")

    def _links(self) -> Iterable[Block]:
        if self.session.cards:
            yield from (Gap(3), Section(desk_pages.CARDS_AT_HAND))
            for card in reversed(self.session.cards):
                yield Link(Press(f"{_CARD}{card.account_id}", card.name))
        yield from (Gap(3), Section(desk_pages.OWN_ACCOUNT))
        for page, label in _ACCOUNT.items():
            yield Link(Press(page, label))

    def pressed(self, name: str) -> None:
        """Looks, goes to one of the agent's own pages, or takes a card up again."""
        if name.startswith(_CARD) or name in _ACCOUNT:
            self.work.typed[FIND.name, 0] = self.values
        if name.startswith(_CARD):
            self.work.want(int(name.removeprefix(_CARD)))
            self.lead_to(DeskPage.CARD)
        elif name in _ACCOUNT:
            self.post_message(Visit(Page(name), desk=self.work))
        else:
            super().pressed(name)

    async def save(self) -> None:
        """Looks for holders; of one alone the motive is asked at once."""
        values = self.values
        found = await self.ask(lambda: self.portal.desk.find(self.session, values), pages.LOADING)
        if found is not None:
            self.work.wanted, self.work.found = values, found
            self.is_leaving = True
            if len(found.holders) == 1:
                self.lead_to_card(found.holders[0])
            else:
                self.lead_to(DeskPage.FOUND)
