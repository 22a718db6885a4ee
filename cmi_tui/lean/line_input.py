"""An input of one line whose keys all act at once, in the order in which they come.

Textual's own acts on a letter at once and on Backspace or an arrow some messages later, so that keys
which arrive together act out of order; it also lays the screen out anew at each key, blinks, copies
hidden text, and speaks English.
"""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Blur, Focus, Key, MouseDown, MouseMove, MouseUp, Paste, Resize
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from cmi_tui.lean.line_editor import LineEditor
from cmi_tui.lean.line_keys import EDITS
from cmi_tui.lean.repainted import Repainted

_MOVES = ("left", "right")
_HIDDEN = "•"
_MORE = "…"
"""Stands where the start of the value is out of sight."""


class LineInput(Repainted, can_focus=True):
    """Holds `value`; `hidden` shows a dot for each character."""

    SELECTION: ClassVar[Style] = Style(reverse=True)
    PROPOSAL: ClassVar[Style] = Style(italic=True)

    class Changed(Message):
        """The value has changed."""

        def __init__(self, sender: "LineInput") -> None:
            super().__init__()
            self.input = sender

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, sender: "LineInput") -> None:
            super().__init__()
            self.input = sender

    def __init__(self, value: str = "", *, hidden: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.start_with(value, hidden=hidden)

    def start_with(self, value: str, *, hidden: bool = False) -> None:
        """What the input holds at first."""
        self.editor = LineEditor(value, self.accepts)
        self._hidden = hidden
        self._proposal = ""
        self._left = 0
        self._is_selecting = False

    def accepts(self, value: str) -> bool:
        """Whether the value may become this one; a subclass that declines says why."""
        return True

    @property
    def line_region(self) -> Region:
        """Where in the widget the line is: all of it, unless a subclass shows more."""
        return Region(0, 0, self.size.width, 1)

    @property
    def look(self) -> tuple[Style, str]:
        """How the line looks, and what fills the rest of it."""
        return Style(underline=True), " "

    def shown(self, text: str) -> str:
        """A part of the value as the terminal may be sent it; a subclass sanitises."""
        return text

    @property
    def value(self) -> str:
        """What the input holds."""
        return self.editor.text

    @value.setter
    def value(self, value: str) -> None:
        self._edit(lambda: self.editor.replace(value, 0, len(self.editor.text)))

    @property
    def hidden(self) -> bool:
        """Whether dots are shown."""
        return self._hidden

    @hidden.setter
    def hidden(self, hidden: bool) -> None:
        self._hidden = hidden
        self._show()

    @property
    def proposal(self) -> str:
        """What the right arrow would add at the end of the value."""
        return self._proposal

    @proposal.setter
    def proposal(self, proposal: str) -> None:
        if proposal != self._proposal:
            self._proposal = proposal
            self._show()

    def replace(self, text: str, start: int, end: int) -> None:
        """Puts `text` in the place of a part of the value, unless it is declined."""
        self._edit(lambda: self.editor.replace(text, start, end))

    def select_all(self) -> None:
        """Selects the value, so that typing replaces it."""
        self.editor.anchor, self.editor.cursor = 0, len(self.editor.text)
        self._show()

    # Keys.

    @property
    def takes_letters(self) -> bool:
        """Whether a letter is typed into the line; in a subclass it may mean something else."""
        return True

    def type(self, letter: str) -> None:
        """Puts a letter in the place of the selection, or at the cursor."""
        self._edit(lambda: self.editor.insert(letter))

    @staticmethod
    def edits(key: Key) -> bool:
        """Whether a key changes the line, or moves in it."""
        return (key.is_printable and key.character is not None) or key.key in _MOVES or key.key in EDITS

    def edit(self, key: Key) -> None:
        """Does what a key that edits means."""
        if key.is_printable and key.character is not None:
            self.type(key.character)
        elif key.key in _MOVES:
            self._edit(self.left if key.key == "left" else self.right)
        else:
            self._edit(lambda: EDITS[key.key](self.editor))

    def on_key(self, event: Key) -> None:
        """Acts, unless the key means nothing here."""
        if self.edits(event):
            self.edit(event)
        elif event.key == "enter":
            self.submit()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: Paste) -> None:
        """Puts what was pasted in the place of the selection, whole or not at all."""
        event.stop()
        event.prevent_default()
        if event.text:
            self._edit(lambda: self.editor.insert(event.text))

    def _edit(self, change: Callable[[], object]) -> None:
        before = self.editor.text
        change()
        if self.editor.text != before:
            self._proposal = ""
            self.changed()
        self._show()

    def changed(self) -> None:
        """Tells that the value has changed."""
        self.post_message(self.Changed(self))

    def submit(self) -> None:
        """Tells that Enter was pressed."""
        self.post_message(self.Submitted(self))

    def right(self) -> None:
        """Moves one character to the right, or takes what is proposed at the end."""
        editor = self.editor
        if self._proposal and editor.cursor == editor.anchor == len(editor.text):
            editor.insert(self._proposal)
        else:
            editor.move(editor.after if editor.cursor == editor.anchor else editor.selection[1])

    def left(self) -> None:
        """Moves one character to the left, or to the start of the selection."""
        editor = self.editor
        editor.move(editor.before if editor.cursor == editor.anchor else editor.selection[0])

    # The mouse.

    def on_mouse_down(self, event: MouseDown) -> None:
        """Moves the cursor; the selection starts there."""
        if not self.line_region.contains_point(event.offset):
            return
        self.editor.move(self._place_at(event.get_content_offset_capture(self).x))
        self._is_selecting = True
        self.capture_mouse()
        self._show()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Selects up to the pointer while the button is down."""
        if self._is_selecting:
            place = self._place_at(event.get_content_offset_capture(self).x)
            self.editor.move(place, selecting=True)
            self._show()

    def on_mouse_up(self, event: MouseUp) -> None:
        """The selection ends."""
        if self._is_selecting:
            self._is_selecting = False
            self.release_mouse()

    # What is shown.

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Nothing: an input looks the same with the focus, and working its styles out is slow."""

    def on_focus(self, event: Focus) -> None:
        """Selects the value, so that typing replaces it; a click then only moves the cursor."""
        if not event.from_app_focus:
            self.select_all()

    def on_blur(self, event: Blur) -> None:
        """The selection and the proposal are shown only where the focus is."""
        self._show()

    def on_resize(self, event: Resize) -> None:
        """Keeps the cursor in sight."""
        self.fit()

    def fit(self) -> None:
        """Keeps the cursor in sight at a new width."""
        before = self._left
        self._scroll()
        if self._left != before:
            self.refresh(self.line_region)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes on the screen."""
        column = self._column(self.editor.cursor) - self._left
        return self.content_region.offset + self.line_region.offset + Offset(column, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The one line, over the whole width; Textual's way of a line costs four times as much."""
        return [self.line().crop(crop.x, crop.right)] * crop.height

    def line(self) -> Strip:
        """What is seen of the value, over the whole line."""
        text = self.editor.text
        start, end = self.editor.selection if self.has_focus else (0, 0)
        style, cell = self.look
        parts = [(self._seen(0, start), style)]
        if start != end:
            parts.append((self._seen(start, end), self.SELECTION))
        parts.append((self._seen(end, len(text)), style))
        if self.has_focus and self._proposal:
            parts.append((self.shown(self._proposal), self.PROPOSAL))
        line = Strip([Segment(seen, look) for seen, look in parts if seen])
        width, left = self.line_region.width, self._left
        if left:
            line = Strip.join([Strip([Segment(_MORE, style)]), line.crop(left + 1, left + width)])
        else:
            line = line.crop(0, width)
        missing = width - line.cell_length
        if missing > 0:
            line = Strip.join([line, Strip([Segment(cell * missing, style)])])
        return line

    def _seen(self, start: int, end: int) -> str:
        return _HIDDEN * (end - start) if self._hidden else self.shown(self.editor.text[start:end])

    def _column(self, place: int) -> int:
        return cell_len(self._seen(0, place))

    def _place_at(self, column: int) -> int:
        """The place nearest to a column of the widget."""
        column += self._left - self.line_region.x
        text = self.editor.text
        return next((place for place in range(len(text)) if self._column(place + 1) > column), len(text))

    def _show(self) -> None:
        self._scroll()
        self.refresh(self.line_region)

    def _scroll(self) -> None:
        width = max(self.line_region.width, 1)
        column = self._column(self.editor.cursor)
        # The cursor has a column of its own after the last character.
        furthest = max(self._column(len(self.editor.text)) - width + 1, 0)
        self._left = min(max(self._left, column - width + 1), column, furthest)
