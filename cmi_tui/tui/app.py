"""The application: it goes from page to page, and ends sessions."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, Paste
from textual.screen import Screen

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.lean.app import LeanApp
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.first_page import first_page
from cmi_tui.tui.idle import CHECK_SECONDS, IdleWatch
from cmi_tui.tui.kept_typing import keep_typing
from cmi_tui.tui.navigation import HelpAsked, Saving, SignedIn, SignedOut, Visit
from cmi_tui.tui.save_guard import SaveGuard
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.screens.sign_in import SignInScreen
from cmi_tui.tui.session_end import SessionEnd
from cmi_tui.tui.working import NAVIGATING, SAVING

if TYPE_CHECKING:  # the first screen has to come fast, and few are agents
    from cmi_tui.tui.desk_work import DeskWork

_STYLES = [Path(__file__).parents[up] / "styles.tcss" for up in (1, 2)]
"""Beside the package in a wheel, above it in the repository."""


class PortalApp(LeanApp, inherit_bindings=True):
    """The full-screen portal; starts signed in when it is given a session."""

    CSS_PATH = next(filter(Path.exists, _STYLES))
    WORKING_GROUPS = frozenset({NAVIGATING, SAVING})

    def __init__(
        self,
        portal: Portal,
        session: Session | None = None,
        driver_class: type[Driver] | None = None,
        when_open: Callable[[], None] | None = None,
        idle: IdleWatch | None = None,
        find_note: Callable[[], str] | None = None,
    ) -> None:
        """`find_note`: see `SignInScreen`."""
        super().__init__(driver_class, when_open)
        self.portal = portal
        self._find_note = find_note
        self.session = session
        self._desk_work: DeskWork | None = None
        self._saves = SaveGuard()
        self._session_end = SessionEnd(idle or IdleWatch(), lambda: self.screen_stack)
        self.crash_reference = ""

    def first_screen(self) -> Screen[bool]:
        """The sign-in screen, or the first page of whoever is signed in."""
        return first_page(self.portal, self.session) if self.session else self._sign_in()

    def _sign_in(self, notice: str = "") -> SignInScreen:
        return SignInScreen(self.portal, notice, self._find_note)

    def on_mount(self) -> None:
        """Watches over the session's time."""
        self.set_interval(CHECK_SECONDS, self.end_session_in_time)

    def end_session_in_time(self) -> None:
        """Announces the end of a session, and ends it; what was being typed is kept."""
        if (session := self.session) is None:
            return
        left = session.expires_at - self.portal.now()
        if reason := self._session_end.reason(left, session.idle_limit):
            self.post_message(SignedOut(error_text(reason), reason))

    def on_visit(self, visit: Visit) -> None:
        """Goes to a page."""
        screen, session = self.screen, self.session
        if session is not None and isinstance(screen, PortalScreen):
            # An agent's own pages know nothing of the desk, and lead back to what was left there.
            self._desk_work = visit.desk = visit.desk or self._desk_work
            self._open(screen, session, visit)

    @work(group=NAVIGATING, exclusive=True)
    async def _open(self, current: PortalScreen, session: Session, visit: Visit) -> None:
        # Loaded after the first screen, which has to come fast.
        from cmi_tui.tui.pages import page_screen

        screen = await page_screen(current, session, visit)
        if screen is not None and self.session is session:
            await self.show(screen)

    def on_help_asked(self, asked: HelpAsked) -> None:
        """Opens the help over the page that it is about."""
        from cmi_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.portal, asked.page, asked.label, asked.help_text))

    async def on_signed_in(self, event: SignedIn) -> None:
        """Opens the first page of whoever has signed in."""
        self._session_end.forget()
        self.session = event.session
        await self.show(first_page(self.portal, event.session, event.notice))

    async def on_signed_out(self, event: SignedOut) -> None:
        """Ends and forgets the session, and asks who is next."""
        session, self.session, self._desk_work = self.session, None, None
        notice = event.notice
        if session is not None:
            if keep_typing(self.portal, session, event.reason, self.screen_stack):
                notice = pages.TYPING_KEPT_HERE.format(ended=notice)
            self.run_worker(lambda: self.portal.end_session(session, event.reason), thread=True)
        await self.show(self._sign_in(notice))

    def on_saving(self, event: Saving) -> None:
        """Remembers when a form was saved."""
        self._saves.ended() if event.has_ended else self._saves.began()

    def takes(self, event: Event) -> bool:
        """Notes that somebody is there; a second Enter right after a save does nothing."""
        if isinstance(event, Key | MouseDown | Paste):
            self._session_end.touched()
            if isinstance(event, Key) and self._saves.is_repetition(event):
                return False
        return super().takes(event)

    def defective(self, error: Exception) -> None:
        """Records an error that nobody expected."""
        self.crash_reference = record_crash(error)
