"""A one-line input that refuses what its field cannot take, and never gives a password away."""

import asyncio
import os
from pathlib import Path

from rich.segment import Segment
from textual.events import Paste
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import Suggester, SuggestionReady
from textual.widgets import Input

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Field, Kind
from cmi_tui.domain.text import printable

_HIDDEN = "•"


class FormInput(Input):
    """The input of a declared field."""

    # Textual's own lays the whole screen out anew at each key, in case the field were as wide as
    # its value: most of what a key costs.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Declined(Message):
        """What was typed, pasted or copied was refused, for the reason `code`."""

        def __init__(self, sender: "FormInput", code: Code) -> None:
            super().__init__()
            self.sender = sender
            self.code = code

    class Suggested(Message):
        """A continuation is proposed: the last part of the path, completed."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, field: Field, value: str = "") -> None:
        super().__init__(
            value=value,
            password=field.kind is Kind.PASSWORD,
            suggester=PathSuggester() if field.kind is Kind.PATH else None,
            compact=True,
        )
        self.cursor_blink = False
        self.field = field

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes; Textual's own answer is one column too far at the end."""
        typed = self._position_to_cell(self.cursor_position)
        return self.content_region.offset + Offset(typed - self.scroll_offset.x, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The one line of the field, over its whole width; Textual's own costs four times as much."""
        return [self._line().crop(crop.x, crop.right)] * crop.height

    def _line(self) -> Strip:
        style = self.visual_style.rich_style
        value = _HIDDEN * len(self.value) if self.password else self.value
        start, end = sorted(self.selection) if self.has_focus else (0, 0)
        parts = [(value[:start], style), (value[end:], style)]
        if start != end:
            parts.insert(1, (value[start:end], self.get_component_rich_style("input--selection")))
        elif self.has_focus and len(self._suggestion) > len(value):
            look = self.get_component_rich_style("input--suggestion")
            parts.append((self._suggestion[len(value) :], look))
        segments = [Segment(printable(text), look) for text, look in parts if text]
        left = self.scroll_offset.x
        line = Strip(segments).crop(left, left + self.size.width)
        return line.extend_cell_length(self.size.width, style)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Nothing: an input looks the same with the focus, and working its styles out is slow."""

    def validate(self, value: str) -> None:
        """Nothing: the form judges its fields."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Replaces a part of the value, or declines the whole text: it is never cut."""
        low, high = sorted((start, end))
        problem = self.field.limit_problem(self.value[:low] + text + self.value[high:])
        if text and problem:
            self.post_message(self.Declined(self, problem))
        else:
            super().replace(text, start, end)

    def _on_paste(self, event: Paste) -> None:
        # Textual's own handler would keep the first line and drop the rest without a word.
        event.prevent_default()
        event.stop()
        if event.text:
            self.replace(event.text.rstrip("\r\n"), *self.selection)

    def on_suggestion_ready(self, event: SuggestionReady) -> None:
        """Tells the proposal, which a long path pushes out of the field's sight."""
        if event.value == self.value:
            proposed = event.suggestion[len(os.path.dirname(event.value)) :]
            self.post_message(self.Suggested(proposed.lstrip(os.sep)))

    def action_copy(self) -> None:
        """Copies the selection, unless it is a password."""
        if self.field.kind is Kind.PASSWORD:
            self.post_message(self.Declined(self, Code.PASSWORD_NOT_COPIED))
        else:
            super().action_copy()

    def action_cut(self) -> None:
        """Cuts the selection, unless it is a password."""
        if self.field.kind is Kind.PASSWORD:
            self.post_message(self.Declined(self, Code.PASSWORD_NOT_COPIED))
        else:
            super().action_cut()


class PathSuggester(Suggester):
    """Completes the last part of a path with the first name that starts with it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The value with its last part completed, a folder ending in a slash; None without one."""
        return await asyncio.to_thread(_completed, value)


def _completed(value: str) -> str | None:
    folder, start = os.path.split(value)
    if not start:
        return None
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(start) and entry.name.isprintable()
            )
    except (OSError, RuntimeError, ValueError):
        return None
    return os.path.join(folder, names[0]) if names else None
