"""The menu « Mes données »: opens on hover, ↓ or Space; its title leads to a page of its own."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import DescendantBlur, Leave, MouseMove
from textual.geometry import Offset
from textual.widget import Widget

from cmi_tui.messages import pages
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.widgets.action import Action
from cmi_tui.tui.widgets.plain import safe_content

_ENTRIES = {Page.INFORMATION: pages.MENU_INFORMATION, Page.REQUESTS: pages.MENU_REQUESTS}


class MenuTitle(Action):
    """The title: Enter or a click opens the page, ↓ or Space the menu."""

    BINDINGS = [
        Binding("enter", "press", show=False),
        Binding("down,space", "open_menu", show=False),
    ]

    def action_open_menu(self) -> None:
        """Opens the menu with its first entry focused."""
        menu = self.query_ancestor(Menu)
        menu.open()
        menu.focus_entry(0)


class MenuEntry(Action):
    """An entry of the open menu."""

    BINDINGS = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, page: Page, label: str) -> None:
        super().__init__(label)
        self.page = page

    def action_move(self, step: int) -> None:
        """Moves the focus to the next or previous entry; up from the first closes the menu."""
        menu = self.query_ancestor(Menu)
        menu.focus_entry(menu.entries.index(self) + step)


class Menu(Widget):
    """The title, and the entries over the page while the menu is open."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def compose(self) -> ComposeResult:
        """The title and the hidden entries."""
        yield MenuTitle(pages.MENU, id="menu-title")
        with Vertical(id="menu-entries"):
            for page, label in _ENTRIES.items():
                entry = MenuEntry(page, label)
                if page is Page.INFORMATION:
                    # The bubble of its page.
                    entry.tooltip = safe_content(pages.INFORMATION_HELP)
                yield entry

    def on_mount(self) -> None:
        """Notes where the pointer rests."""
        self._pointer_at_first: Offset | None = self.app.mouse_position

    @property
    def entries(self) -> list[MenuEntry]:
        """The entries, in order."""
        return list(self.query(MenuEntry))

    @property
    def is_open(self) -> bool:
        """Whether the entries are shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Shows the entries."""
        self.add_class("-open")

    def close(self) -> None:
        """Hides the entries."""
        self.remove_class("-open")

    def focus_entry(self, index: int) -> None:
        """Focuses an entry; before the first one is the title."""
        if index < 0:
            self.action_close()
        else:
            self.entries[min(index, len(self.entries) - 1)].focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Escape closes the menu only while it is open."""
        return action != "close" or self.is_open

    def action_close(self) -> None:
        """Closes the menu and gives the focus back to its title."""
        self.close()
        self.query_one(MenuTitle).focus()

    def on_mouse_move(self, event: MouseMove) -> None:
        """The pointer opens the menu, unless it only rests where it clicked on the page before."""
        if event.screen_offset != self._pointer_at_first:
            self._pointer_at_first = None
            self.open()

    def on_leave(self, event: Leave) -> None:
        """The menu closes when the pointer has left it and the focus is elsewhere."""
        self._close_if_left()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """The menu closes when the focus has left it, unless the pointer holds it open."""
        self.call_after_refresh(self._close_if_left)

    def _has_focus_within_entries(self) -> bool:
        return isinstance(self.screen.focused, MenuEntry)

    def _close_if_left(self) -> None:
        # The page may have been left meanwhile, and its menu with it.
        if self.is_attached and not self._has_focus_within_entries() and not self._is_pointed_at():
            self.close()

    def _is_pointed_at(self) -> bool:
        pointed = self.app.mouse_over
        return pointed is not None and self in pointed.ancestors_with_self

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Goes to the page of the title or of an entry."""
        event.stop()
        action = event.action
        self.post_message(Visit(action.page if isinstance(action, MenuEntry) else Page.DATA))
