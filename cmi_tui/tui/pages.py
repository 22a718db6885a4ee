"""What each page reads before it opens."""

from cmi_tui.domain.identity import Role, newest
from cmi_tui.messages.pages import LOADING
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import DeskPage, Page, Visit
from cmi_tui.tui.screens.data import DataScreen
from cmi_tui.tui.screens.email import EmailScreen
from cmi_tui.tui.screens.export import ExportScreen
from cmi_tui.tui.screens.fetch_form import FetchFormScreen
from cmi_tui.tui.screens.home import HomeScreen
from cmi_tui.tui.screens.information import InformationScreen
from cmi_tui.tui.screens.password import PasswordScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.screens.preferences import PreferencesScreen
from cmi_tui.tui.screens.preparation import PreparationScreen
from cmi_tui.tui.screens.proof import ProofScreen
from cmi_tui.tui.screens.requests import RequestsScreen
from cmi_tui.tui.screens.who_looked import WhoLookedScreen


async def page_screen(current: PortalScreen, session: Session, visit: Visit) -> PortalScreen | None:
    """The screen of the page to visit; None when what it shows cannot be read or is not allowed."""
    if session.role is Role.SUPPORT and visit.page not in (Page.PASSWORD, Page.PREFERENCES):
        from cmi_tui.tui.desk.pages import desk_screen

        return await desk_screen(current, session, visit)
    if isinstance(visit.page, DeskPage):
        # No holder is led there.
        return None
    portal = current.portal
    match visit.page:
        case Page.HOME:
            requests = await current.ask(lambda: portal.read_information.requests(session), LOADING)
            return None if requests is None else HomeScreen(portal, session, newest(requests))
        case Page.DATA:
            return DataScreen(portal, session, visit.notice)
        case Page.INFORMATION:
            information = await current.ask(lambda: portal.read_information(session), LOADING)
            if information is None:
                return None
            return InformationScreen(portal, session, information, visit)
        case Page.REQUESTS:
            requests = await current.ask(lambda: portal.read_information.requests(session), LOADING)
            return None if requests is None else RequestsScreen(portal, session, requests)
        case Page.EMAIL:
            return await _email_screen(current, session, visit)
        case Page.PASSWORD:
            return PasswordScreen(portal, session)
        case Page.EXPORT if command := getattr(current.app, "fetch_command", ""):
            return FetchFormScreen(portal, session, command, visit.notice)
        case Page.PREPARATION:
            prepared = await current.ask(lambda: portal.prepare_form.current(session), LOADING)
            return None if prepared is None else PreparationScreen(portal, session, prepared)
        case Page.PREFERENCES:
            preferred = await current.ask(lambda: portal.keep_preferences.current(session), LOADING)
            return None if preferred is None else PreferencesScreen(portal, session, preferred)
        case Page.WHO_LOOKED:
            history = await current.ask(lambda: portal.who_looked(session), LOADING)
            return None if history is None else WhoLookedScreen(portal, session, history)
        case Page.EXPORT:
            path = await current.ask(lambda: portal.export_form.default_path(session), LOADING)
            return None if path is None else ExportScreen(portal, session, path)


async def _email_screen(current: PortalScreen, session: Session, visit: Visit) -> PortalScreen | None:
    portal = current.portal
    if not visit.is_proved and portal.prove_identity.is_needed(session):

        def proved(is_proved: bool | None) -> None:
            if is_proved:
                current.post_message(Visit(Page.EMAIL, is_proved=True))

        # Nobody waits for the answer: keys wait for whatever is under way.
        current.app.push_screen(ProofScreen(portal, session), proved)
        return None
    information = await current.ask(lambda: portal.read_information(session), LOADING)
    return None if information is None else EmailScreen(portal, session, information.email)
