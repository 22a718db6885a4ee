"""The menu « Mes données », with the place where one is beside it, and its entries over the page."""

from textual.binding import Binding
from textual.events import Leave, MouseMove
from textual.geometry import Offset, Region, Size
from textual.message import Message

from cmi_tui.lean.drawn import Drawing, Stop
from cmi_tui.messages import pages
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import INDENT, MARGIN, NARROW
from cmi_tui.tui.drawing.row import Piece, fitted, row
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.widgets.page_widget import PageWidget

ENTRIES = {
    Page.INFORMATION: pages.MENU_INFORMATION,
    Page.REQUESTS: pages.MENU_REQUESTS,
    Page.PREFERENCES: pages.MENU_PREFERENCES,
    Page.WHO_LOOKED: pages.MENU_WHO_LOOKED,
}
"""The guide's two, and below them what it does not know."""
_TITLE = "menu"
_ENTRY_WIDTH = max(map(len, ENTRIES.values()))
_RULE_WIDTH = INDENT + _ENTRY_WIDTH + 2


class MenuBar(PageWidget):
    """The menu's title and the place; Enter or a click opens the page, ↓ or Space the menu."""

    BINDINGS = [
        Binding("enter", "press", show=False),
        Binding("down,space", "open_menu", show=False),
        Binding("escape", "close", show=False),
    ]

    def __init__(self, place: str, *, has_menu: bool) -> None:
        super().__init__(id="place")
        self._place = place
        self._has_menu = has_menu

    def on_mount(self) -> None:
        """Notes where the pointer rests as the page opens."""
        self._pointer_at_first: Offset | None = self.app.mouse_position

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """One row."""
        is_marked = self.has_focus or (self._has_menu and self._is_open)
        title = (MARGIN, pages.MENU, ink.FOCUSED if is_marked else ink.BOLD)
        column = MARGIN + len(pages.MENU)
        place: Piece = (column, fitted(self._place, width - column), ink.PLAIN)
        stop = Stop(_TITLE, 0, MARGIN, len(pages.MENU))
        return Drawing([row(width, title, place)], [stop] if self._has_menu else [])

    @property
    def _entries(self) -> "MenuEntries":
        return self.screen.query_exactly_one(MenuEntries)

    @property
    def _is_open(self) -> bool:
        return any(entries.display for entries in self.screen.query(MenuEntries))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Escape closes the menu only while it is open."""
        return action != "close" or self._is_open

    def action_open_menu(self) -> None:
        """Opens the menu with its first entry focused."""
        self._entries.open()
        self._entries.enter(1)
        self._entries.focus()

    def action_close(self) -> None:
        """Closes the menu."""
        self._entries.close()

    def on_mouse_move(self, event: MouseMove) -> None:
        """The pointer opens the menu, unless it only rests where it clicked on the page before."""
        if self._has_menu and event.screen_offset != self._pointer_at_first:
            self._pointer_at_first = None
            if self.stop_at(event.offset) is not None:
                self._entries.open()

    def on_leave(self, event: Leave) -> None:
        """The menu closes when the pointer has left it and the focus is elsewhere."""
        if self._has_menu:
            self.call_later(self._entries.close_if_left)

    def on_drawn_pressed(self, event: PageWidget.Pressed) -> None:
        """Goes to the page of the title."""
        event.stop()
        self.post_message(Visit(Page.DATA))


class MenuEntries(PageWidget):
    """The entries, which lie over the page while the menu is open."""

    BINDINGS = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("escape", "close", show=False),
    ]

    class Toggled(Message):
        """The menu was opened or closed."""

    def __init__(self) -> None:
        super().__init__(id="menu-entries")
        self.display = False

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The whole window: what is left of the page beside an entry would be read with it."""
        return container.width

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """A row an entry; the rule below them is drawn in the row of the last."""
        rows = []
        stops = []
        focused = (self.at or next(iter(ENTRIES))) if self.has_focus else ""
        for number, (page, label) in enumerate(ENTRIES.items()):
            style = ink.FOCUSED if page == focused else ink.PLAIN
            is_last = number == len(ENTRIES) - 1
            rule = ink.RULE if is_last and self.fitting.look.has_rules else ink.PLAIN
            end = INDENT + _ENTRY_WIDTH
            rows.append(
                row(
                    width,
                    (MARGIN, " " * (INDENT - MARGIN), rule),
                    (INDENT, label.ljust(_ENTRY_WIDTH), style + rule),
                    (end, " " * ((width if width < NARROW else _RULE_WIDTH) - end), rule),
                )
            )
            stops.append(Stop(page, number, INDENT, _ENTRY_WIDTH))
        return Drawing(rows, stops)

    def open(self) -> None:
        """Shows the entries."""
        self._show(True)

    def close(self) -> None:
        """Hides the entries; the focus goes back to the title."""
        if self.has_focus:
            self.screen.query_exactly_one(MenuBar).focus()
        self._show(False)

    def _show(self, is_shown: bool) -> None:
        if self.display is not is_shown:
            self.display = is_shown
            self.screen.query_exactly_one(MenuBar).redraw()
            self.post_message(self.Toggled())

    def close_if_left(self) -> None:
        """Closes the menu unless the focus or the pointer is on it."""
        # The page may have been left meanwhile, and its menu with it.
        if self.is_attached and not self.has_focus and not self._is_pointed_at():
            self._show(False)

    def _is_pointed_at(self) -> bool:
        return isinstance(self.app.mouse_over, MenuBar | MenuEntries)

    def action_move(self, step: int) -> None:
        """Moves to the next or previous entry; up from the first closes the menu."""
        if not self.move(step) and step < 0:
            self.close()

    def action_close(self) -> None:
        """Closes the menu."""
        self.close()

    def on_blur(self) -> None:
        """The menu closes when the focus has left it, unless the pointer holds it open."""
        self.call_after_refresh(self.close_if_left)

    def on_leave(self, event: Leave) -> None:
        """The menu closes when the pointer has left it and the focus is elsewhere."""
        self.call_later(self.close_if_left)

    def on_drawn_pressed(self, event: PageWidget.Pressed) -> None:
        """Goes to the page of the entry."""
        event.stop()
        self.post_message(Visit(Page(event.name)))

    def focused_region(self) -> Region:
        """Over the page: there is nothing to scroll to."""
        return self.virtual_region
