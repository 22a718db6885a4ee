"""Text that is only shown."""

from typing import cast

from textual.content import Content
from textual.css.styles import RulesMap
from textual.widgets import Static

from cmi_tui.domain.text import printable


def safe_content(text: str) -> Content:
    """`text` for a widget or a bubble: sanitised line by line, and never read as markup."""
    return Content("\n".join(map(printable, text.split("\n"))))


class Plain(Static):
    """A text, shown as it is."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(safe_content(text), id=id, classes=classes)

    def show(self, text: str) -> None:
        """Shows another text; the same one again costs nothing."""
        content = safe_content(text)
        if content != self.content:
            self.update(content, layout=not self._has_room_for(content))

    def _has_room_for(self, content: Content) -> bool:
        # A layout costs as much as all else that a key does: only where a size follows the text.
        styles = self.styles
        if styles.is_auto_width or not self.size:
            return False
        lowest = styles.min_height.cells if styles.min_height else 0
        rules = cast(RulesMap, styles)
        height = max(content.get_height(rules, self.content_size.width), lowest or 0)
        return not styles.is_auto_height or height == self.content_size.height
