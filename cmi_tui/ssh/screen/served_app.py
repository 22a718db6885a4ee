"""The portal's application as one of many in a process: what can be shared is, nothing leaks."""

import sys
from collections.abc import Callable
from functools import cache
from time import thread_time

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Ending
from cmi_tui.lean.stylesheet import LeanStylesheet
from cmi_tui.messages.ssh import GOODBYE
from cmi_tui.services.session import Session
from cmi_tui.ssh.loop.metering import Charge
from cmi_tui.ssh.screen.dismantling import WidgetRegistry, dismantle, keep_nothing_of_the_closed
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.kept_typing import keep_typing
from cmi_tui.tui.navigation import SignedOut
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.wire.stream import StreamDriver

keep_nothing_of_the_closed()


class ServedApp(PortalApp):
    """One session's application; signing out ends it, since the connection is one account's."""

    def __init__(
        self,
        portal: Portal,
        session: Session,
        driver: type[StreamDriver],
        fetch_command: str,
        when_open: Callable[[], None],
        charge: Charge = lambda _seconds: None,
    ) -> None:
        """`charge` is told what updates of the screen take, which no task of the session does."""
        super().__init__(portal, session, driver, when_open)
        self.fetch_command = fetch_command
        self._charge = charge
        self.ending: str = Ending.LEFT
        self.parting = ""
        # Textual would point the process's own streams at each application in turn.
        self._capture_stdout = sys.stdout  # type: ignore[assignment]
        self._capture_stderr = sys.stderr  # type: ignore[assignment]
        self._registry = WidgetRegistry()
        self.stylesheet = _shared_stylesheet()
        if self.stylesheet.source:
            self.css_path = []

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, worked out once."""
        if not _variables:
            _variables.update(super().get_css_variables())
        return _variables

    def refresh_css(self, animate: bool = True) -> None:
        """Nothing: the theme never changes, and parsing the styles anew costs more than all else."""

    def run_update(self, update: Callable[[], None]) -> None:
        """Lays out and renders, at the session's charge."""
        started = thread_time()
        update()
        self._charge(thread_time() - started)

    async def on_signed_out(self, event: SignedOut) -> None:
        """Ends the session, and nothing more: there is nobody to sign in next."""
        event.prevent_default()
        if self.session is not None:
            # Not promised: the next connection may come to another process.
            keep_typing(self.portal, self.session, event.reason, self.screen_stack)
        self.ending = event.reason
        self.parting = event.notice if event.notice else GOODBYE
        self.exit(0)

    def take_apart(self) -> None:
        """Frees all that the application held; its work is over."""
        registry = self._registry
        for node in [*registry, self._driver, self]:
            dismantle(node)
        if isinstance(registry, WidgetRegistry):
            registry.dismantle_all()

    def announce(self, sentence: str) -> None:
        """Shows a sentence on whatever screen is open."""
        if isinstance(self.screen, PortalScreen):
            self.screen.foot.show_status(sentence)


@cache
def _shared_stylesheet() -> LeanStylesheet:
    return LeanStylesheet(variables=_variables)


_variables: dict[str, str] = {}
