"""Text that is only shown."""

from textual.content import Content
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
            self.update(content)
