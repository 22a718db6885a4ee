"""How a session ends by itself: idle, or at its longest; announced, and nothing typed is lost."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from cmi_tui.domain.errors import Code
from cmi_tui.domain.session_limits import END_NOTICE
from cmi_tui.messages import pages
from cmi_tui.tui.idle import Idleness, IdleWatch
from cmi_tui.tui.screens.portal_screen import PortalScreen


class SessionEnd:
    """Looks at the time now and then; any key puts off the end for idleness, nothing the other.

    `screens` gives those that are open, on which the end is announced.
    """

    def __init__(self, idle: IdleWatch, screens: Callable[[], Iterable[object]]) -> None:
        self._idle = idle
        self._screens = screens
        self._said = ""

    def touched(self) -> None:
        """Somebody is there."""
        self._idle.touch()
        if self._said == pages.IDLE_NOTICE:
            self._say("")

    def reason(self, left: timedelta, idle_limit: timedelta) -> Code | None:
        """Why the session is over, None while it is not.

        `left` is what its longest time leaves, `idle_limit` how long it waits for a key.
        """
        idleness = self._idle.idleness(idle_limit)
        if left <= timedelta(0):
            return Code.SESSION_EXPIRED
        if idleness is Idleness.OVER:
            return Code.SESSION_IDLE
        if left <= END_NOTICE:
            self._say(pages.SESSION_ENDS_SOON)
        elif idleness is Idleness.ANNOUNCED:
            self._say(pages.IDLE_NOTICE)
        return None

    def forget(self) -> None:
        """The session is over, or another begins."""
        self._idle.touch()
        self._said = ""

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            for screen in self._screens():
                if isinstance(screen, PortalScreen):
                    screen.foot.show_idle(sentence)
