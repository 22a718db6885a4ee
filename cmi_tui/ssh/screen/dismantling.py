"""Taking apart what a session no longer needs, so that it is freed at once.

Widgets refer to each other in circles. The collector would free them, but has to look through the
objects of all sessions to find them; emptied, they go by themselves.
"""

import asyncio
from functools import lru_cache
from typing import Any
from weakref import WeakSet

from rich.style import Style
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.color import Color
from textual.dom import DOMNode

# A removed widget has worked through its last messages after so long (seconds).
_CLOSED_BY = 3.0
_SCALARS = (bool, int, float, str, bytes, type(None))


def dismantle(thing: object) -> None:
    """Empties an object whose work is over; its flags stay, so that a late message finds it closed."""
    attributes = getattr(thing, "__dict__", {})
    # Parts that have styles of their own have them from a node that nobody else knows.
    for styles in (attributes.get("_component_styles") or {}).values():
        styles.node.__dict__.clear()
    for name in [name for name, value in attributes.items() if not isinstance(value, _SCALARS)]:
        del attributes[name]


class WidgetRegistry(WeakSet[DOMNode]):
    """The widgets of one application; those that leave it are dismantled when they are done."""

    def __init__(self) -> None:
        super().__init__()
        self._leaving: dict[int, DOMNode] = {}

    def discard(self, item: DOMNode) -> None:
        """A widget is removed, and works through its last messages."""
        super().discard(item)
        if id(item) not in self._leaving:
            self._leaving[id(item)] = item
            asyncio.get_running_loop().call_later(_CLOSED_BY, self._dismantle, item)

    def _dismantle(self, item: DOMNode) -> None:
        if self._leaving.pop(id(item), None) is not None:
            dismantle(item)

    def dismantle_all(self) -> None:
        """The application has ended: so have its widgets."""
        for item in self._leaving.values():
            dismantle(item)
        self._leaving.clear()


@lru_cache(maxsize=1024)
def _inner_and_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    wrapped: Any = _textual_inner_and_outer.__wrapped__
    styles: tuple[Style, Style] = wrapped(StylesCache, base_background, background)
    return styles


_textual_inner_and_outer: Any = StylesCache.get_inner_outer


def _of_no_widget(_cache: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
    return _inner_and_outer(base_background, background)


def keep_nothing_of_the_closed() -> None:
    """Textual 8.2.8 keeps a thousand closed widgets as keys of a cache meant for colours, and a
    thousand applications as the senders of cached keys."""
    StylesCache.get_inner_outer = _of_no_widget  # type: ignore[method-assign, assignment]
    parse: Any = XTermParser._parse_extended_key
    XTermParser._parse_extended_key = parse.__wrapped__  # type: ignore[method-assign]
