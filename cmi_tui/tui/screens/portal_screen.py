"""What every screen has: title, status, the line of keys, help, the cursor on what has the focus."""

import asyncio
from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import SessionEnded, Unavailable
from cmi_tui.lean.screen import LeanScreen
from cmi_tui.messages.errors import error_text
from cmi_tui.messages.pages import PORTAL, window_title
from cmi_tui.tui.navigation import HelpAsked, SignedOut
from cmi_tui.tui.widgets.foot import Foot
from cmi_tui.tui.widgets.plain import Plain

Answer = TypeVar("Answer")
_PATIENCE_SECONDS = 0.3
"""A shorter wait needs no word: it would only flicker, and cost bytes."""


class PortalScreen(LeanScreen[bool], inherit_bindings=False):
    """The base of the screens; `PAGE` names its help, `KEYS` the keys that work on it."""

    PAGE: ClassVar[str]
    KEYS: ClassVar[tuple[str, ...]] = ("help", "quit")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    BINDINGS = [
        Binding("f1", "help", show=False),
        Binding("escape", "back", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, portal: Portal) -> None:
        super().__init__()
        self.portal = portal
        self.is_busy = False
        self._foot = Foot(self.compose_help())

    def compose(self) -> ComposeResult:
        """Head, content, and at the foot the help of the focused field and the keys."""
        yield from self.compose_head()
        yield from self.compose_content()
        yield self._foot

    def on_screen_resume(self) -> None:
        """Shows the keys of the screen that has just opened, and names the window after it."""
        self.app.title = window_title(self.PAGE)
        self.show_keys()

    def compose_head(self) -> Iterable[Widget]:
        """The header."""
        yield Plain(PORTAL, id="header")

    def compose_content(self) -> Iterable[Widget]:
        """What the screen is for: nothing, unless a screen says."""
        return ()

    def compose_help(self) -> Iterable[Widget]:
        """The place for the focused field's help, on screens that have one."""
        return ()

    def help_context(self) -> tuple[str, str]:
        """The label and help of the focused field, empty where there is none."""
        return "", ""

    async def ask(self, use_case: Callable[[], Answer], waiting: str) -> Answer | None:
        """The answer of a use case run in a worker thread; `waiting` is shown if it takes long.

        None when the database cannot serve, which the screen then says, or when the session is
        over, which ends it; other refusals are the caller's.
        """
        self.is_busy = True
        task = asyncio.ensure_future(asyncio.to_thread(use_case))
        try:
            await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
            self.show_status("" if task.done() else waiting)
            answer = await task
        except Unavailable as error:
            self.show_status(error_text(error.code))
            return None
        except SessionEnded as end:
            self.post_message(SignedOut(error_text(end.code, wait=end.wait), end.code))
            return None
        except BaseException:
            self.show_status("")
            raise
        finally:
            self.is_busy = False
        self.show_status("")
        return answer

    def show_status(self, text: str) -> None:
        """Shows a sentence on the status row, or clears it."""
        self._foot.show_status(text)

    def show_idle(self, text: str) -> None:
        """Shows that the session is about to end, or clears it."""
        self._foot.show_idle(text)

    def show_keys(self) -> None:
        """Shows the keys that work now."""
        names = self.working_keys() + (("page",) if self.max_scroll_y else ())
        if not self.takes_ctrl_q:
            names = tuple("interrupt" if name == "quit" else name for name in names)
        self._foot.show_keys(names)

    def working_keys(self) -> tuple[str, ...]:
        """The names of the keys that work now."""
        return self.KEYS

    def watch_virtual_size(self) -> None:
        """What has the focus stays in sight, and the page keys are announced where they work."""
        if self.is_mounted:
            self.call_after_refresh(self.show_focused)
            self.call_after_refresh(self.show_keys)

    def action_help(self) -> None:
        """Asks for the help of the page, but not over a use case that is about to leave the page."""
        if not self.is_busy:
            self.post_message(HelpAsked(self.PAGE, *self.help_context()))

    def action_back(self) -> None:
        """Goes back; the first screen has nowhere to go."""
