"""An application that shows all kinds of cells: keys turn its pages. With `stock`, on Textual's
own driver."""

from __future__ import annotations

import os
import sys
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from cmi_tui.wire import WireOptions, terminal_driver
from cmi_tui.wire.base import DifferenceDriver

_STYLES = [
    "bold", "dim", "italic", "underline", "reverse", "strike", "bold red", "blue on yellow",
    "color(200) on color(17)", "#10c81e on #010203", "bright_white on black", "reverse green",
    "underline italic magenta", "on cyan",
]  # fmt: skip
_PAGES = [
    "Identité │ adresse ── « œuvre » € – fin",
    "日本語 ひらがな 한국어 and plain",
    "e\u0301tude cafe\u0301",
    "════════════════════════════ ▔▔▔▔▔▔▁▁▁▁▁▁ ███",
    "a" * 60 + " " * 10 + "b" * 40,
]


class Gallery(App[None]):
    """Pages of styled texts in a scrolling box."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "turn", "Turn"),
        ("f3", "scroll", "Scroll"),
        ("f4", "fail", "Fail"),
        ("ctrl+l", "redraw", "Redraw"),
        ("ctrl+z", "suspend_process", "Suspend"),
    ]
    CSS = """
    Screen { layers: base; }
    VerticalScroll { border: round green; height: 1fr; }
    Input { border: tall red; }
    Input > .input--cursor { text-style: none; background: $surface; color: $foreground; }
    """
    page = 0

    def compose(self) -> ComposeResult:
        """A box, and a field below it."""
        with VerticalScroll():
            yield Static(id="page")
        field = Input(id="field")
        field.cursor_blink = False
        yield field

    def on_mount(self) -> None:
        """Start on the first page, in the field."""
        self.action_turn()
        self.query_one("#field").focus()

    def action_turn(self) -> None:
        """Show the next page."""
        text = Text()
        for row in range(30):
            style = _STYLES[(row + self.page) % len(_STYLES)]
            text.append(f"{row} ")
            text.append(_PAGES[(row * self.page + self.page) % len(_PAGES)], style)
            text.append("\n")
        self.page += 1
        self.query_one("#page", Static).update(text)

    def action_scroll(self) -> None:
        """Move the page by five rows."""
        self.query_one(VerticalScroll).scroll_relative(y=5, animate=False)

    def action_fail(self) -> None:
        """Fail as a defect would."""
        raise RuntimeError("asked for")

    def action_redraw(self) -> None:
        """Paint all again."""
        if isinstance(self._driver, DifferenceDriver):
            self._driver.redraw()
        else:
            self.refresh(layout=True)


def main() -> None:
    """Run the gallery."""
    options = WireOptions.from_environment(os.environ)
    driver = None if "stock" in sys.argv else terminal_driver(options)
    app = Gallery(driver_class=driver)
    app.animation_level = "none"
    app.run()
    sys.exit(app.return_code)


if __name__ == "__main__":
    main()
