"""What every screen can do: show its keys, its help, and go back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widget import Widget

from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages.pages import window_title
from cmi_tui.tui.navigation import HelpAsked
from cmi_tui.tui.screens.asking_screen import AskingScreen
from cmi_tui.tui.widgets.page_widget import PageWidget

_ACTIONS = {
    "help": "help", "back": "back", "cancel": "back", "close": "back", "close_menu": "close_menu",
    "toggle_password": "toggle_password", "sign_out": "sign_out", "quit": "app.quit",
    "interrupt": "app.interrupt", "find": "find", "page": "page(1)",
}  # fmt: skip
"""What each key of the foot does when it is pressed there."""


class PortalScreen(AskingScreen, inherit_bindings=False):
    """The base of the screens; `PAGE` names its help, `KEYS` the keys that work on it."""

    PAGE: ClassVar[str]
    KEYS: ClassVar[tuple[str, ...]] = ("help", "quit")
    BINDINGS = [
        Binding("f1", "help", show=False),
        Binding("escape", "back", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("down", "lines(1)", show=False),
        Binding("up", "lines(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The frame, with the keys that work from the first moment."""
        self.foot.show_keys(self._keys())
        yield from super().compose()

    def help_context(self) -> tuple[str, str]:
        """The label and help of the focused field, empty where there is none."""
        return "", ""

    # The keys.

    def _keys(self) -> tuple[str, ...]:
        has_more = self.is_mounted and self.scroll_offset.y < self.max_scroll_y
        names = self.working_keys() + (("page",) if has_more else ())
        if not self.takes_ctrl_q:
            names = tuple("interrupt" if name == "quit" else name for name in names)
        return names

    def show_keys(self) -> None:
        """Shows the keys that work now."""
        if self.is_mounted:
            self.foot.show_keys(self._keys())

    def working_keys(self) -> tuple[str, ...]:
        """The names of the keys that work now."""
        return self.KEYS

    def on_screen_resume(self) -> None:
        """Names the window after the screen that has just opened."""
        self.app.title = window_title(self.PAGE)

    def prepare(self) -> None:
        """The page key, and what is told of the focus, are there from the first moment."""
        super().prepare()
        self.show_keys()
        self.tell_focus()

    # What is told of the focus.

    def tell_focus(self) -> None:
        """Tells at the foot what has the focus; a subclass says what."""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Notes whether what takes the focus comes into sight with it: it is said from there."""
        if isinstance(widget, PageWidget) and widget is not self.focused:
            is_seen = self.is_in_sight(widget)
            # Nothing is scrolled under a pressed mouse button, nor after the first painting of all.
            widget.comes_into_sight = self.is_prepared and not is_seen and not self.is_pointer_down
        super().set_focus(widget, scroll_visible, from_app_focus)

    def on_screen_suspend(self) -> None:
        """Painted anew, all is said: what has the focus is told in full."""
        self._tell_in_full()

    def on_resize(self, event: Resize) -> None:
        """The same."""
        self._tell_in_full()

    def _tell_in_full(self) -> None:
        if isinstance(self.focused, PageWidget) and self.focused.comes_into_sight:
            self.focused.comes_into_sight = False
            self.tell_focus()

    @property
    def is_pointer_down(self) -> bool:
        """Whether a mouse button is pressed on this screen."""
        return bool(getattr(self.app, "is_pointer_down", False))

    def watch_virtual_size(self) -> None:
        """The page key is announced where it works."""
        if self.is_mounted:
            self.call_after_refresh(self.show_focused)
            self.call_after_refresh(self.show_keys)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """The page key is announced while there is more."""
        super().watch_scroll_y(old, new)
        self.show_keys()

    async def on_drawn_pressed(self, event: Drawn.Pressed) -> None:
        """A key of the foot was pressed there, or something on the page."""
        event.stop()
        if event.sender is self.foot:
            await self.run_action(_ACTIONS[event.name])
        else:
            self.pressed(event.name)

    def pressed(self, name: str) -> None:
        """A button or link of the page was pressed; a subclass acts."""

    def action_help(self) -> None:
        """Asks for the help of the page, but not over a use case that is about to leave the page."""
        if not self.is_busy:
            self.post_message(HelpAsked(self.PAGE, *self.help_context()))

    def action_back(self) -> None:
        """Goes back; the first screen has nowhere to go."""
