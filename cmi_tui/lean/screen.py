"""A screen that costs what changes on it, with the cursor on what has the focus."""

from typing import Generic, TypeVar

from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from cmi_tui.lean.compositor import LeanCompositor
from cmi_tui.lean.update_timer import UpdateTimer

Result = TypeVar("Result")


class LeanScreen(Screen[Result], Generic[Result], inherit_bindings=False):
    """Textual's screen, mended."""

    # Textual's own repaints the whole screen at each change of focus.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LeanCompositor()
        self._gathering_timer = UpdateTimer(self._update_safely)
        self._has_left = False

    @property
    def cursor_place(self) -> Offset | None:
        """Where the terminal's cursor belongs: in the focused input, or at the focused element."""
        focused = self.focused
        if focused is None:
            return None
        place: Offset = getattr(focused, "cursor_screen_offset", focused.content_region.offset)
        return place

    @property
    def takes_ctrl_q(self) -> bool:
        """Whether Ctrl+Q reaches the application, and is not the terminal's own flow control."""
        return not getattr(self.app._driver, "controls_flow", False)

    @property
    def _update_timer(self) -> UpdateTimer:  # type: ignore[override]
        return self._gathering_timer

    def _update_safely(self) -> None:
        app = self.app
        if not app._exit:
            try:
                self._on_timer_update()
            except Exception as error:
                app._handle_exception(error)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        # Textual 8.2.8 compares a new layout with the one before the last scroll, and so leaves
        # cells of the old one on the screen: after a scroll the whole screen counts as changed.
        compositor = self._compositor
        if not scroll and compositor._full_map_invalidated:
            compositor._dirty_regions.add((size or self.outer_size).region)
        super()._refresh_layout(size, scroll)
        if not scroll:
            compositor._full_map_invalidated = False

    def show_focused(self) -> None:
        """Scrolls to what has the focus."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False, force=True)

    def action_page(self, direction: int) -> None:
        """Scrolls by a window, without animation."""
        step = max(1, self.scrollable_content_region.height - 2)
        self.scroll_relative(y=direction * step, animate=False, force=True)

    def leave(self, result: Result | None) -> None:
        """Closes a screen that lies over a page, and what lies over it, once.

        A second press of its button comes too late.
        """
        if not self._has_left and self in self.app.screen_stack:
            self._has_left = True
            for above in reversed(self.app.screen_stack[self.app.screen_stack.index(self) + 1 :]):
                above.dismiss(None)
            self.dismiss(result)
