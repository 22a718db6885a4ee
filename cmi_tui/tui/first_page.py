"""The page on which each kind of user begins."""

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Role
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.messages import forms, pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import DeskPage, Visit
from cmi_tui.tui.screens.home import HomeScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen


def first_page(portal: Portal, session: Session, notice: str = "") -> PortalScreen:
    """The screen for a session that has just been opened; `notice` is news for its holder."""
    if session.step is not SignInStep.DONE:
        return _step_screen(portal, session)
    if session.role is Role.SUPPORT:
        # Few are agents; the first screen has to come fast.
        from cmi_tui.tui.desk.find import FindScreen
        from cmi_tui.tui.desk_work import DeskWork

        return FindScreen(portal, session, DeskWork(), Visit(DeskPage.FIND, notice=notice))
    news = notice or _kept_typing(portal, session)
    return HomeScreen(portal, session, session.newest_request, news)


def _step_screen(portal: Portal, session: Session) -> PortalScreen:
    # Few come this way; the first screen has to come fast.
    if session.step is SignInStep.SECOND_FACTOR:
        from cmi_tui.tui.screens.second_factor import SecondFactorScreen

        return SecondFactorScreen(portal, session)
    if session.step is SignInStep.ENROLMENT:
        from cmi_tui.tui.screens.enrolment import EnrolmentScreen

        return EnrolmentScreen(portal, session)
    from cmi_tui.tui.screens.new_password import NewPasswordScreen

    return NewPasswordScreen(portal, session)


def _kept_typing(portal: Portal, session: Session) -> str:
    """Where whoever has signed in finds what they were typing; empty for nothing."""
    form = portal.drafts.form_of(session.account_id)
    return pages.TYPING_KEPT.format(form=forms.TITLES[form]) if form else ""
