"""What the pages of whoever is signed in have: greeting, menu, the place where one is, sign-out."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from textual.binding import Binding

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Role
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing.look import Look
from cmi_tui.tui.navigation import DeskPage, Page, SignedOut, Visit
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.field_row import FieldRow
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.menu import MenuBar, MenuEntries
from cmi_tui.tui.widgets.page_widget import PageWidget

INFORMATION_HELP = Help(pages.MENU_INFORMATION, text=pages.INFORMATION_HELP)


class SignedInScreen(PortalScreen):
    """A page of the portal; `BACK` is where Escape leads, None where there is nothing above.

    `PLACE` is the page of the menu in which one is, empty for none, None where the menu is not shown.
    """

    KEYS: ClassVar[tuple[str, ...]] = ("help", "sign_out", "back")
    BINDINGS = [Binding("f10", "sign_out", show=False)]
    BACK: ClassVar[Page | DeskPage | None] = Page.HOME
    PLACE: ClassVar[str | None] = ""
    HAS_MENU: ClassVar[bool] = True

    def __init__(self, portal: Portal, session: Session) -> None:
        super().__init__(portal)
        self.session = session
        self._menu = MenuEntries()

    @property
    def greeting(self) -> str:
        """« Bonjour » and a name."""
        return pages.greeting(self.session.identity)

    @cached_property
    def look(self) -> Look:
        """What the terminal can show, and the holder prefers."""
        return replace(super().look, labels_above=self.session.preferences.labels_above)

    def compose_head(self) -> Iterable[PageWidget]:
        """The menu, and the place beside it."""
        if self.PLACE is not None and self.session.role is Role.HOLDER:
            yield MenuBar(pages.place(self.PLACE), has_menu=self.HAS_MENU)

    def compose_overlays(self) -> Iterable[PageWidget]:
        """The entries of the menu."""
        if self.HAS_MENU and self.PLACE is not None and self.session.role is Role.HOLDER:
            yield self._menu

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The guide's help on « Mes informations »."""
        if widget is self._menu and name == Page.INFORMATION:
            return INFORMATION_HELP
        return super().pointer_help(widget, name)

    def help_context(self) -> tuple[str, str]:
        """The same, while the keyboard is there."""
        focused = self.focused
        if isinstance(focused, Drawn) and not isinstance(focused, FieldRow) and focused.stop:
            told = self.pointer_help(focused, focused.stop.name)
            if told is not None:
                return told.label, told.text
        return super().help_context()

    def working_keys(self) -> tuple[str, ...]:
        """Escape closes the menu first."""
        if not self._menu.display:
            return super().working_keys()
        return *(name for name in super().working_keys() if name not in ("back", "quit")), "close_menu"

    def on_menu_entries_toggled(self) -> None:
        """Escape does something else now."""
        self.show_keys()

    def action_lines(self, count: int) -> None:
        """Where nothing is to be scrolled, ↓ opens the menu from anywhere on the page."""
        if count > 0 and not self.max_scroll_y and self._menu.is_attached:
            self.query_exactly_one(MenuBar).action_open_menu()
        else:
            super().action_lines(count)

    def action_close_menu(self) -> None:
        """Closes the menu."""
        self._menu.close()

    def action_back(self) -> None:
        """Goes to the page above."""
        if self.BACK is not None and not self.is_busy:
            self.post_message(Visit(self.BACK))

    def action_sign_out(self) -> None:
        """Ends the session."""
        if not self.is_busy:
            self.post_message(SignedOut(pages.SIGNED_OUT))
