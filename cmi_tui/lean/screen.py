"""A screen that costs what changes on it, with the cursor on what has the focus."""

import asyncio
from typing import Generic, TypeVar

from textual.events import DescendantBlur, DescendantFocus, ScreenResume
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from cmi_tui.lean.compositor import LeanCompositor
from cmi_tui.lean.drawn import Drawn
from cmi_tui.lean.key_queue import is_idle
from cmi_tui.lean.line_input import LineInput
from cmi_tui.lean.sizing import asking_for_nothing
from cmi_tui.lean.update_timer import RunsUpdates, UpdateTimer, Works

Result = TypeVar("Result")
_NEWS_SECONDS = 0.1
"""Longer than a terminal and a screen reader take to show and to read news."""
_ANSWER_SECONDS = 0.2
"""So long a page below a question waits for what the answer brings about."""
_AGAIN_SECONDS = 0.01


class LeanScreen(Screen[Result], Generic[Result], inherit_bindings=False):
    """Textual's screen, mended."""

    # Textual's own repaints the whole screen at each change of focus.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LeanCompositor()
        self._gathering_timer = UpdateTimer(self._update_safely, self._is_settled)
        self._is_stale = False
        self._was_open = False
        self._has_left = False
        self.is_prepared = self._is_holding = self._shows_focus = False
        self._holds_until = 0.0

    @property
    def cursor_place(self) -> Offset | None:
        """Where the terminal's cursor belongs: in the focused input, or at the focused element."""
        focused = self.focused
        if focused is None:
            return None
        place: Offset = getattr(focused, "cursor_screen_offset", focused.content_region.offset)
        return place

    def takes_input(self) -> bool:
        """Whether keys, pastes and presses of the mouse act now."""
        return True

    @property
    def takes_ctrl_q(self) -> bool:
        """Whether Ctrl+Q reaches the application, and is not the terminal's own flow control."""
        return not getattr(self.app._driver, "controls_flow", False)

    # Layout and rendering, once for all that has changed.

    @property
    def awaits_layout(self) -> bool:
        """Whether places on the screen are about to change."""
        return self._gathering_timer.is_due and (self._layout_required or self._shows_focus)

    @property
    def _update_timer(self) -> UpdateTimer:  # type: ignore[override]
        return self._gathering_timer

    def _is_settled(self) -> bool:
        # What widgets still ask for would make another layout; an application that ends asks for none.
        return self.app._exit or all(map(is_idle, self.app._registry))

    def _update_safely(self) -> None:
        app = self.app
        # An application that ends has no screens any more before it says so.
        if not app._exit and app._screen_stack:
            try:
                app.run_update(self._update) if isinstance(app, RunsUpdates) else self._update()
            except Exception as error:
                app._handle_exception(error)

    def _update(self) -> None:
        self._on_timer_update()
        if self._shows_focus and self.is_current:
            self._scroll_to_focus()
        if self._is_stale:
            if not self.is_prepared:
                self._prepare()
            self._is_stale = False
            self._gathering_timer.pause()
            self._paint()

    def _scroll_to_focus(self) -> None:
        # Painted before, the page would be heard as it was, and again scrolled.
        self._shows_focus = False
        self.show_focused()
        if self._scroll_required:
            self._scroll_required = False
            self._refresh_layout(scroll=True)

    def _prepare(self) -> None:
        # What follows the first painting would be heard again, or what is scrolled away for nothing.
        self.is_prepared = True
        self.prepare()
        if self.scroll_offset:
            self._refresh_layout()
        if news := self.news_region():
            self._compositor._dirty_regions = {news}
            super()._compositor_refresh()
            self._is_holding = True
            asyncio.get_running_loop().call_later(_NEWS_SECONDS, self._paint_rest)

    def _paint(self) -> None:
        if self._is_about_to_go():
            asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self._paint_again)
        elif not self._is_holding:
            super()._compositor_refresh()

    def _paint_again(self) -> None:
        if self.is_attached:
            self._compositor_refresh()

    def _is_about_to_go(self) -> bool:
        # The page below a question that was answered would be heard, and then the one in its place.
        if asyncio.get_running_loop().time() >= self._holds_until:
            return False
        app = self.app
        is_working = isinstance(app, Works) and app.is_working()
        return is_working or not (is_idle(app) and self._is_settled())

    def _paint_rest(self) -> None:
        self._is_holding = False
        if self.is_attached:
            self._compositor._dirty_regions.add(self.app.size.region)
            self._compositor_refresh()

    def news_region(self) -> Region | None:
        """What is painted before all the rest, for a screen reader to say it first; None for nothing."""
        return None

    def prepare(self) -> None:
        """Called once all has its place, before the screen is painted for the first time."""
        for widget in self.focus_chain:
            if isinstance(widget, LineInput):
                widget.fit()
        self.show_focused()

    def _compositor_refresh(self) -> None:
        # Textual renders at each layout, and again what the layout has changed.
        self._is_stale = True
        self._gathering_timer.resume()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if size is not None and self.is_current:
            # Textual would lay out at once, before what else has changed is known.
            self._layout_required = True
            self._gathering_timer.resume()
            return
        size = size or self.app.size
        # Textual 8.2.8 compares a new layout with the one before the last scroll, and so leaves
        # cells of the old one on the screen: after a scroll the whole screen counts as changed.
        compositor = self._compositor
        if not scroll and compositor._full_map_invalidated:
            compositor._dirty_regions.add(size.region)
        before = self.scrollbars_space, self.scroll_offset
        with asking_for_nothing(self):
            super()._refresh_layout(size, scroll)
            if (self.scrollbars_space, self.scroll_offset) != before:
                # Another place for all; Textual's own timer forgets that this asks for a layout.
                super()._refresh_layout(size)
        if not scroll:
            compositor._full_map_invalidated = False

    def _screen_resized(self, size: Size) -> None:
        if size != self._size:
            super()._screen_resized(size)

    def _on_screen_resume(self, event: ScreenResume) -> None:
        # Called before Textual's own: styles that have just been given need no refreshing.
        event.refresh_styles = self._was_open
        if self._was_open:
            self._holds_until = asyncio.get_running_loop().time() + _ANSWER_SECONDS
        self._was_open = True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where the focus is concerns nobody above the screen."""
        event.stop()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Nor where it was."""
        event.stop()

    # The focus, which stops at several places of one widget.

    @property
    def focus_chain(self) -> list[Widget]:
        """What can have the focus, in the order of the page; Textual's own goes by where it is shown,
        and what is docked comes before what is scrolled."""
        return [widget for widget in self.walk_children(Widget) if widget.display and widget.focusable]

    def focus_next(self, selector: object = "*") -> Widget | None:
        """Goes to the next stop, of the same widget or of the next one."""
        return self._move_stop(1)

    def focus_previous(self, selector: object = "*") -> Widget | None:
        """Goes to the stop before."""
        return self._move_stop(-1)

    def _move_stop(self, direction: int) -> Widget | None:
        if self.focused is None:
            # A key that comes as early as the screen itself moves from where the focus begins.
            self._update_auto_focus()
        focused = self.focused
        if isinstance(focused, Drawn) and focused.move(direction):
            self.stop_moved()
            return focused
        reached = super()._move_focus(direction)
        if isinstance(reached, Drawn):
            reached.enter(direction)
            if reached is focused:
                self.stop_moved()
        return reached

    def stop_moved(self) -> None:
        """The focus has gone to another stop of the same widget."""
        self.show_focused()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Gives the focus to a widget, and scrolls to its stop; Textual's own centres the widget."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        if scroll_visible:
            self.show_focus_soon()

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """A press on no stop of a widget leaves the focus where it is."""
        widget = super().get_focusable_widget_at(x, y)
        if isinstance(widget, Drawn) and not widget.takes_press(Offset(x, y) - widget.region.offset):
            return None
        return widget

    def show_focus_soon(self) -> None:
        """Scrolls to what has the focus once all has its place, before the screen is painted."""
        self._shows_focus = True
        self._gathering_timer.resume()

    def show_focused(self) -> None:
        """Scrolls to what has the focus."""
        focused = self.focused
        if not self.max_scroll_y or focused is None or focused.styles.dock != "none":
            return
        if isinstance(focused, Drawn):
            self.show_part(focused, focused.focused_region())
        else:
            focused.scroll_visible(animate=False, force=True)

    def show_part(self, widget: Widget, part: Region, *, top: bool = False) -> None:
        """Scrolls to a part of the page on which a widget is, clear of what is docked.

        Its first rows are shown where the window cannot hold it all, or with `top`.
        """
        docked = widget.dock_gutter
        is_tall = part.height > self.scrollable_content_region.shrink(docked).height
        self.scroll_to_region(
            part, spacing=docked, animate=False, top=top or is_tall, origin_visible=False, force=True,
            immediate=True,
        )  # fmt: skip

    def action_lines(self, count: int) -> None:
        """Scrolls down by some rows, or up by a negative number, without animation."""
        self.scroll_relative(y=count, animate=False, force=True)

    def action_page(self, direction: int) -> None:
        """Scrolls by a window, without animation."""
        step = max(1, self.scrollable_content_region.height - 2)
        self.action_lines(direction * step)

    def leave(self, result: Result | None) -> None:
        """Closes a screen that lies over a page, and what lies over it, once.

        A second press of its button comes too late.
        """
        if not self._has_left and self in self.app.screen_stack:
            self._has_left = True
            for above in reversed(self.app.screen_stack[self.app.screen_stack.index(self) + 1 :]):
                above.dismiss(None)
            self.dismiss(result)
