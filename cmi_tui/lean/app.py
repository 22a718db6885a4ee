"""An application whose keys act in their order, whose cursor is seen, and that gives nothing away."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from textual.app import App
from textual.await_remove import AwaitRemove
from textual.binding import Binding
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, InputEvent, Key, MouseDown, MouseUp, Paste
from textual.geometry import Offset
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from cmi_tui.lean.key_queue import KeyQueue
from cmi_tui.lean.line_input import LineInput
from cmi_tui.lean.pointer import PointerReleased
from cmi_tui.lean.screen import LeanScreen
from cmi_tui.lean.stylesheet import LeanStylesheet

_FOCUS_MOVES = ("tab", "shift+tab")
_LEAVING_KEYS = frozenset({"ctrl+q", "ctrl+c"})
_ALWAYS_TAKEN = _LEAVING_KEYS | {"ctrl+l", "ctrl+z"}
_SHOW_CURSOR = "\x1b[?25h"
_WINDOW_TITLE = "\x1b]2;{title}\x07"
INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""


class LeanApp(App[int], inherit_bindings=False):
    """Textual's application, mended; Ctrl+Q and Ctrl+C leave it from everywhere."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+l", "redraw", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    WORKING_GROUPS: ClassVar[frozenset[str]] = frozenset()
    """The groups of workers that keys wait for: what they do is what the last key asked for."""

    def __init__(
        self,
        driver_class: type[Driver] | None = None,
        when_open: Callable[[], None] | None = None,
    ) -> None:
        """`when_open` is called once the first screen stands."""
        super().__init__(driver_class=driver_class, ansi_color=True)
        self.stylesheet = LeanStylesheet(variables=self.stylesheet._variables)
        self._when_open = when_open
        self.animation_level = "none"
        # Bubbles and vanishing notes have widgets on each screen, shown or not: what is told stays.
        self._disable_tooltips = self._disable_notifications = True
        self.is_pointer_down = False
        self.keys = KeyQueue(
            self._hand_on, self._pumps, self._is_underway, self._is_typing, _LEAVING_KEYS,
            self._shown,
        )  # fmt: skip

    # Screens: no blank one before the first, and one at a time.

    def first_screen(self) -> Screen[Any]:
        """The screen on which the application opens; a subclass says which."""
        return LeanScreen()

    def get_default_screen(self) -> Screen[Any]:
        """Textual would open a blank screen first."""
        screen = self.first_screen()
        # `switch_screen` expects of each screen what `push_screen` gives it.
        screen._push_result_callback(screen, None)
        return screen

    def on_ready(self) -> None:
        """Tells whoever runs the application that its first screen stands."""
        if self._when_open is not None:
            self._when_open()

    async def show(self, screen: Screen[Any]) -> None:
        """Puts a screen in the place of all that are open."""
        while len(self.screen_stack) > 1 and isinstance(self.screen, LeanScreen):
            await self.screen.dismiss(None)
        await self.switch_screen(screen)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        # A screen that goes leaves its room to nobody: Textual would lay out anew what is shown.
        return super()._prune(*nodes, parent=None if parent is self else parent)

    # Keys in their order.

    def post_message(self, message: Message) -> bool:
        """Takes a message; what comes from the terminal takes its turn."""
        if isinstance(message, InputEvent | Paste) and not message.is_forwarded:
            self.keys.put(message)
            return True
        return super().post_message(message)

    def _hand_on(self, event: Event) -> None:
        if isinstance(event, Key) and (call := self._call_of(event)) is not None:
            if self.takes(event):
                self._act(*call)
        else:
            super().post_message(event)

    def _call_of(self, key: Key) -> tuple[MessagePump, Callable[[], object]] | None:
        # By messages, through this application to the field, a letter costs a quarter more.
        if not self._screen_stack:
            return None
        if key.key in _FOCUS_MOVES:
            screen = self.screen
            return self, screen.focus_next if key.key == "tab" else screen.focus_previous
        field = self.focused
        if isinstance(field, LineInput) and field.takes_letters and self.app_focus and field.edits(key):
            return field, partial(field.edit, key)
        return None

    def _act(self, pump: MessagePump, act: Callable[[], object]) -> None:
        # As if the key came by message: what reads the terminal may be another session's.
        with self._context(), pump._context():
            try:
                act()
            except Exception as error:
                self._handle_exception(error)

    def _pumps(self) -> Iterable[MessagePump]:
        yield self
        yield from self._registry

    def is_working(self) -> bool:
        """Whether something that the last key began is still under way."""
        return any(
            worker.group in self.WORKING_GROUPS and not worker.is_finished for worker in self.workers
        )

    def _is_underway(self) -> bool:
        # Where a click goes and how far one scrolls is known after the layout.
        shown = self._shown()
        return self.is_working() or (isinstance(shown, LeanScreen) and shown.awaits_layout)

    def _shown(self) -> Screen[object] | None:
        return self.screen if self._screen_stack else None

    def _is_typing(self) -> bool:
        return isinstance(self.focused, LineInput)

    @property
    def message_queue_size(self) -> int:
        """How much is still to be worked through, keys included."""
        return super().message_queue_size + len(self.keys)

    async def on_event(self, event: Event) -> None:
        """Notes whether the mouse button is down before anything reacts."""
        if not event.is_forwarded and not self.takes(event):
            return
        if isinstance(event, MouseDown):
            self.is_pointer_down = True
        elif isinstance(event, MouseUp):
            self.is_pointer_down = False
        await super().on_event(event)
        if isinstance(event, MouseUp) and not event.is_forwarded:
            self.screen.post_message(PointerReleased())

    def takes(self, event: Event) -> bool:
        """Whether an event may act, asked as it is about to; a subclass may say no too."""
        if isinstance(event, Key) and event.key in _ALWAYS_TAKEN:
            return True
        if not isinstance(event, Key | Paste | MouseDown) or not self._screen_stack:
            return True
        return not isinstance(self.screen, LeanScreen) or self.screen.takes_input()

    @property
    def driver(self) -> Driver | None:
        """What writes to the terminal; None before the application runs."""
        return self._driver

    # The cursor, which Textual hides, and which Braille displays and magnifiers follow.

    def on_mount(self) -> None:
        """Shows the cursor."""
        if self._driver is not None:
            self._driver.write(_SHOW_CURSOR)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs, asked at each update of the screen."""
        screen = self.screen if self._screen_stack else None
        place = screen.cursor_place if isinstance(screen, LeanScreen) else None
        return place or Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        # Widgets say where they think the cursor is; what has the focus knows better.
        pass

    def action_redraw(self) -> None:
        """Paints the screen anew, after something else has written on the terminal."""
        redraw: Any = getattr(self._driver, "redraw", None)
        redraw() if redraw else self.refresh(layout=True)

    def watch_title(self, title: str) -> None:
        """Names the terminal's window."""
        if self._driver is not None:
            self._driver.write(_WINDOW_TITLE.format(title=title))

    # The end.

    async def action_quit(self) -> None:
        """Leaves the application."""
        self.exit(0)

    def action_interrupt(self) -> None:
        """Leaves the application as an interrupted program does."""
        self.exit(INTERRUPTED)

    def defective(self, error: Exception) -> None:
        """An error that nobody expected ends the application; a subclass records it."""

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print the traceback with every local variable, passwords included.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.defective(error)
        self._close_messages_no_wait()
