"""The application: it goes from page to page, and keeps what Textual would give away to itself."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual import work
from textual.app import App
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, MouseUp, Paste
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets._tooltip import Tooltip

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Code
from cmi_tui.domain.identity import Role
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.idle import CHECK_SECONDS, Idleness, IdleWatch
from cmi_tui.tui.navigation import SignedIn, SignedOut, Visit
from cmi_tui.tui.pointer import PointerReleased
from cmi_tui.tui.screens.home import HomeScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.screens.sign_in import SignInScreen
from cmi_tui.tui.screens.support import SupportScreen
from cmi_tui.wire.driver import WireDriver

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""
_FOCUS_MOVES = ("tab", "shift+tab")
_SHOW_CURSOR = "\x1b[?25h"
_WINDOW_TITLE = "\x1b]2;{title}\x07"


class PortalApp(App[int], inherit_bindings=False):
    """The full-screen portal; starts signed in when it is given a session."""

    CSS_PATH = next(
        path
        for path in (
            Path(__file__).parents[1] / "styles.tcss",
            Path(__file__).parents[2] / "styles.tcss",
        )
        if os.path.exists(path)
    )
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False),
        Binding("ctrl+l", "redraw", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(
        self,
        portal: Portal,
        session: Session | None = None,
        driver_class: type[Driver] | None = None,
        when_open: Callable[[], None] | None = None,
        idle: IdleWatch | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class, ansi_color=True)
        self.animation_level = "none"
        self.portal = portal
        self.session = session
        self.is_pointer_down = False
        self._when_open = when_open
        self._idle_watch = idle or IdleWatch()
        self._is_end_announced = False
        self.crash_reference = ""

    def get_default_screen(self) -> Screen[bool]:
        """The sign-in screen, or the first page of whoever is signed in: no blank one before it."""
        session = self.session
        screen = self._first_page(session) if session else SignInScreen(self.portal)
        # `switch_screen` expects of each screen what `push_screen` gives it.
        screen._push_result_callback(screen, None)
        return screen

    def on_mount(self) -> None:
        """Shows the cursor, which Textual hides and Braille displays and magnifiers follow."""
        if self._driver is not None:
            self._driver.write(_SHOW_CURSOR)
        self.set_interval(CHECK_SECONDS, self.end_idle_session)

    def watch_title(self, title: str) -> None:
        """Names the terminal's window after the page, where that is not one more thing to send."""
        driver = self._driver
        if driver is not None and not (isinstance(driver, WireDriver) and driver.options.economy):
            driver.write(_WINDOW_TITLE.format(title=title))

    def end_idle_session(self) -> None:
        """Announces the end of a session that nobody touches, and ends it."""
        idleness = self._idle_watch.idleness()
        if self.session is None or idleness is Idleness.ACTIVE:
            return
        if idleness is Idleness.OVER:
            self._is_end_announced = False
            self.post_message(SignedOut(error_text(Code.SESSION_IDLE), Code.SESSION_IDLE))
        elif not self._is_end_announced and isinstance(self.screen, PortalScreen):
            self._is_end_announced = True
            self.screen.show_idle(pages.IDLE_NOTICE)

    def _touched(self) -> None:
        self._idle_watch.touch()
        if self._is_end_announced:
            self._is_end_announced = False
            for screen in self.screen_stack:
                if isinstance(screen, PortalScreen):
                    screen.show_idle("")

    def _first_page(self, session: Session, notice: str = "") -> PortalScreen:
        if session.must_choose_password:
            # Few come this way; the first screen has to come fast.
            from cmi_tui.tui.screens.new_password import NewPasswordScreen

            return NewPasswordScreen(self.portal, session)
        if session.role is Role.SUPPORT:
            return SupportScreen(self.portal, session)
        return HomeScreen(self.portal, session, notice)

    def on_ready(self) -> None:
        """Tells whoever runs the application that its first screen stands."""
        if self._when_open is not None:
            self._when_open()

    def on_visit(self, visit: Visit) -> None:
        """Goes to a page."""
        if self.session is not None and isinstance(self.screen, PortalScreen):
            self._open(self.screen, self.session, visit)

    @work(group="navigation", exclusive=True)
    async def _open(self, current: PortalScreen, session: Session, visit: Visit) -> None:
        # Loaded after the first screen, which has to come fast.
        from cmi_tui.tui.pages import page_screen

        screen = await page_screen(current, session, visit)
        if screen is not None and self.session is session:
            await self.show(screen)

    async def on_signed_in(self, event: SignedIn) -> None:
        """Opens the first page of whoever has signed in."""
        self._touched()
        self.session = event.session
        await self.show(self._first_page(event.session, event.notice))

    async def on_signed_out(self, event: SignedOut) -> None:
        """Ends and forgets the session, and asks who is next."""
        session, self.session = self.session, None
        if session is not None:
            self.run_worker(partial(self.portal.end_session, session, event.reason), thread=True)
        await self.show(SignInScreen(self.portal, event.notice))

    async def show(self, screen: PortalScreen) -> None:
        """Puts a screen in the place of all that are open."""
        while len(self.screen_stack) > 1 and isinstance(self.screen, PortalScreen):
            await self.screen.dismiss(None)
        await self.switch_screen(screen)

    async def on_event(self, event: Event) -> None:
        """Notes whether the mouse button is down before anything reacts to it."""
        if isinstance(event, Key | MouseDown | Paste):
            self._touched()
        if isinstance(event, Key) and event.key in _FOCUS_MOVES:
            # At once: what was typed ahead, a password maybe, belongs to the field that comes next.
            self._hide_bubble()
            self.screen.focus_next() if event.key == "tab" else self.screen.focus_previous()
            return
        if isinstance(event, Key):
            self._hide_bubble()
        elif isinstance(event, MouseDown):
            self.is_pointer_down = True
        elif isinstance(event, MouseUp):
            self.is_pointer_down = False
        await super().on_event(event)
        if isinstance(event, MouseUp) and not event.is_forwarded:
            self.screen.post_message(PointerReleased())

    def _hide_bubble(self) -> None:
        # Content that moves under a resting pointer opens bubbles nobody asked for; they must not
        # lie over what the keyboard does, nor come a moment later.
        if (timer := self.screen._tooltip_timer) is not None:
            timer.stop()
        with suppress(NoMatches):
            self.screen.get_child_by_type(Tooltip).display = False

    async def action_quit(self) -> None:
        """Leaves the portal."""
        self.exit(0)

    def action_interrupt(self) -> None:
        """Leaves the portal as an interrupted program does."""
        self.exit(INTERRUPTED)

    def action_redraw(self) -> None:
        """Paints the screen anew, after something else has written on the terminal."""
        if isinstance(self._driver, WireDriver):
            self._driver.redraw()
        else:
            self.refresh(layout=True)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs, asked at each update of the screen."""
        screen = self.screen if self._screen_stack else None
        place = screen.cursor_place if isinstance(screen, PortalScreen) else None
        return place or Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        # Textual's inputs say where they think the cursor is; what has the focus knows better.
        pass

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print the traceback with every local variable, passwords included.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.crash_reference = record_crash(error)
        self._close_messages_no_wait()
