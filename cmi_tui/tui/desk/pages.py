"""What each page of the desk reads before it opens."""

from cmi_tui.domain.errors import Refused
from cmi_tui.messages.errors import error_text
from cmi_tui.messages.pages import LOADING
from cmi_tui.services.session import Session
from cmi_tui.tui.desk.card import CardScreen
from cmi_tui.tui.desk.card_history import CardHistoryScreen
from cmi_tui.tui.desk.disable import DisableScreen
from cmi_tui.tui.desk.find import FindScreen
from cmi_tui.tui.desk.found import FoundScreen
from cmi_tui.tui.desk.open_card import OpenCardScreen
from cmi_tui.tui.desk.verify import VerifyScreen
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.navigation import DeskPage, Visit
from cmi_tui.tui.screens.portal_screen import PortalScreen


async def desk_screen(current: PortalScreen, session: Session, visit: Visit) -> PortalScreen | None:
    """The screen of a page of the desk; the first one for any that is none.

    None when what it shows cannot be read, which was then told.
    """
    portal, work = current.portal, visit.desk or DeskWork()
    match visit.page:
        case DeskPage.FOUND if work.wanted:
            return FoundScreen(portal, session, work)
        case DeskPage.OPEN_CARD if work.chosen is not None:
            return OpenCardScreen(portal, session, work)
        case DeskPage.CARD | DeskPage.VERIFY | DeskPage.DISABLE | DeskPage.CARD_HISTORY:
            try:
                return await _card_screen(current, session, work, visit)
            except Refused as refusal:
                code = next(iter(refusal.errors.values()))
                visit = Visit(DeskPage.FIND, notice=error_text(code, wait=refusal.wait), is_error=True)
    return FindScreen(portal, session, work, visit)


async def _card_screen(
    current: PortalScreen, session: Session, work: DeskWork, visit: Visit
) -> PortalScreen | None:
    portal, account_id = current.portal, work.account_id
    match visit.page:
        case DeskPage.VERIFY:
            return VerifyScreen(portal, session, work)
        case DeskPage.DISABLE:
            return DisableScreen(portal, session, work)
        case DeskPage.CARD_HISTORY:
            history = await current.ask(lambda: portal.desk.cards.history(session, account_id), LOADING)
            return None if history is None else CardHistoryScreen(portal, session, work, history)
    card = work.card
    if card is None:
        card = await current.ask(lambda: portal.desk.cards.reopen(session, account_id), LOADING)
    if card is None:
        return None
    work.take_up(card)
    return CardScreen(portal, session, work, card, visit)
