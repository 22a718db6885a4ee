"""The small form of every peer, in Textual: one field to read, two to fill.

small_form.py [--stock]     with our driver, or with Textual's own
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Label

from cmi_tui.wire import WireOptions, terminal_driver
from cmi_tui.wire.base import DifferenceDriver

_FIELDS = {"Identifiant": "1000720180100001000", "Adresse": "", "Confirmation": ""}


class Field(Input):
    """An input whose cursor is the terminal's own."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter goes; Textual's own answer is one column too far at the end."""
        typed = cell_len(self.value[: self.cursor_position])
        return self.content_region.offset + Offset(typed - self.scroll_offset.x, 0)

    def on_focus(self) -> None:
        """Bring the cursor along: a change of focus alone may paint nothing."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.app.cursor_position = self.cursor_screen_offset
        if self.app._driver is not None:
            x, y = self.app.cursor_position
            self.app._driver.write(f"\x1b[{y + 1};{x + 1}H")


class FormScreen(Screen[None]):
    """The form; a change of focus does not repaint the screen."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def compose(self) -> ComposeResult:
        """A title, then a row for each field."""
        yield Label("Mes informations", classes="title")
        for name, value in _FIELDS.items():
            with Horizontal():
                yield Label(f"{name} :")
                field = Field(value, compact=True, disabled=bool(value))
                field.cursor_blink = False
                yield field
        yield Label("Tab : champ suivant   Ctrl+L : redessiner   Ctrl+Q : quitter", classes="keys")


class SmallForm(App[None]):
    """An application with one form."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+l", "redraw", "Redraw"),
        ("ctrl+z", "suspend_process", "Suspend"),
    ]
    CSS = """
    FormScreen { background: ansi_default; color: ansi_default; }
    .title { text-style: bold; margin-bottom: 1; }
    .keys { dock: bottom; }
    Horizontal { height: 1; margin-bottom: 1; }
    Horizontal Label { width: 16; }
    Input, Input:focus, Input:disabled {
        width: 40; background: ansi_default; color: ansi_default; tint: transparent 0%;
        background-tint: transparent 0%; opacity: 100%; text-opacity: 100%; text-style: none;
    }
    Input > .input--cursor { background: ansi_default; color: ansi_default; text-style: none; }
    """

    def get_default_screen(self) -> Screen[None]:
        """The form itself."""
        return FormScreen()

    def action_redraw(self) -> None:
        """Paint everything again."""
        if isinstance(self._driver, DifferenceDriver):
            self._driver.redraw()
        else:
            self.refresh(layout=True)


def main() -> None:
    """Run the form."""
    options = WireOptions.from_environment(os.environ, economy="--economy" in sys.argv)
    driver = None if "--stock" in sys.argv else terminal_driver(options)
    app = SmallForm(driver_class=driver, ansi_color=True)
    app.animation_level = "none"
    app.run()


if __name__ == "__main__":
    main()
