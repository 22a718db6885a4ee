"""What a layout need not make widgets ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.screen import Screen
from textual.widget import Widget


@contextmanager
def asking_for_nothing(screen: Screen[Any]) -> Iterator[None]:
    """Takes back what the widgets ask for that a layout gives a size: to be laid out and rendered.

    They are laid out, and their places are among those to be rendered. Only where scrollbars take
    more or less room now another layout is needed.
    """
    scrollbars = {
        widget: widget.scrollbars_space
        for widget in _laid_out(screen)
        if not (widget._layout_required or widget._repaint_required)
    }
    yield
    for widget, space in scrollbars.items():
        if widget.scrollbars_space == space:
            widget._layout_required = widget._repaint_required = False
            widget._repaint_regions.clear()


def _laid_out(screen: Screen[Any]) -> Iterator[Widget]:
    for widget in screen.walk_children(Widget, with_self=True):
        yield widget
        has_vertical, has_horizontal = widget.scrollbars_enabled
        if has_vertical:
            yield widget.vertical_scrollbar
        if has_horizontal:
            yield widget.horizontal_scrollbar
