"""A field that is typed in: it refuses what it cannot take and says so; a password is hidden."""

from rich.style import Style
from textual.events import Key, MouseDown, Paste
from textual.geometry import Offset, Region
from textual.strip import Strip

from cmi_tui.domain.forms import Field, Kind
from cmi_tui.domain.text import printable
from cmi_tui.domain.unseen import stripped
from cmi_tui.lean.drawn import Stop
from cmi_tui.lean.line_input import LineInput
from cmi_tui.messages import forms
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.row import Piece
from cmi_tui.tui.widgets.field_row import INPUT, FieldRow
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.wire.input import Burst

TOGGLE = "toggle"
"""The stop at « afficher »."""
_BEFORE_TOGGLE = 2
_TOGGLE_WIDTH = max(map(len, (forms.SHOW_PASSWORD, forms.HIDE_PASSWORD)))


class InputRow(FieldRow, LineInput):
    """The label, the line that is edited, and for a password « afficher », on one row."""

    def __init__(self, form_name: str, field: Field, value: str, column: int, error_rows: int) -> None:
        super().__init__(form_name, field, value, column, error_rows)
        self.start_with(value, hidden=field.kind is Kind.PASSWORD)

    # What it takes.

    def accepts(self, value: str) -> bool:
        """Whether the field can hold the value; what it cannot is declined whole, never cut."""
        problem = self.field.limit_problem(value)
        if problem:
            self.form.field_declined(self, problem)
        return problem is None

    def shown(self, text: str) -> str:
        """The text, sanitised."""
        return printable(text)

    def on_paste(self, event: Paste) -> None:
        """Takes off what cannot be seen at the ends of a pasted text; the blanks of a password count."""
        if not isinstance(event, Burst):
            event.text = stripped(event.text, keeps_blanks=self.field.kind is Kind.PASSWORD)

    @property
    def takes_letters(self) -> bool:
        """On « afficher » nothing is typed."""
        return self.at != TOGGLE

    def on_key(self, event: Key) -> None:
        """On « afficher » no key edits."""
        if not self.takes_letters:
            event.prevent_default()

    @property
    def value(self) -> str:
        """What is typed."""
        return self.editor.text

    @value.setter
    def value(self, value: str) -> None:
        self.replace(value, 0, len(self.editor.text))

    @property
    def spoken_value(self) -> str:
        """A password only as given, and whether it is seen."""
        if self.field.kind is Kind.PASSWORD and not self.hidden:
            return forms.PASSWORD_SHOWN
        return super().spoken_value

    def focus_input(self) -> None:
        """Takes the focus with the content selected, so that typing replaces it."""
        self.go_to(INPUT)
        self.focus()
        self.select_all()

    # « afficher ».

    @property
    def _toggle_label(self) -> str:
        return forms.SHOW_PASSWORD if self.hidden else forms.HIDE_PASSWORD

    def help(self, *, with_value: bool) -> Help:
        """The field in words, or the button beside it without the help that was read with the field."""
        told = super().help(with_value=with_value)
        if self.at != TOGGLE:
            return told
        whole = forms.FOCUSED_TOGGLE.format(label=self._toggle_label, field=told.label)
        return Help(whole, briefs=(whole, forms.FOCUSED_BUTTON.format(label=self._toggle_label)))

    def toggle_password(self) -> None:
        """Shows a hidden password, or hides it again."""
        if self.field.kind is Kind.PASSWORD:
            self.hidden = not self.hidden
            self.redraw()
            self.form.field_told(self)

    def on_drawn_pressed(self, event: FieldRow.Pressed) -> None:
        """« afficher » was pressed."""
        event.stop()
        if event.name == TOGGLE:
            self.toggle_password()

    def changed(self) -> None:
        """Tells the form."""
        self.form.field_changed(self)

    def submit(self) -> None:
        """Tells the form."""
        self.form.field_submitted()

    # How it is drawn.

    @property
    def line_region(self) -> Region:
        """Where the line is: up to « afficher », if there is one."""
        region = self.value_region(self.size.width)
        if self.field.kind is Kind.PASSWORD:
            region = Region(region.x, region.y, region.width - _BEFORE_TOGGLE - _TOGGLE_WIDTH, 1)
        return region

    @property
    def look(self) -> tuple[Style, str]:
        """Underlined, or with `_` where blanks cannot be underlined."""
        return self.fitting.look.line

    def value_pieces(self, region: Region) -> list[Piece]:
        """The row without the line, which is laid over it."""
        if self.field.kind is not Kind.PASSWORD:
            return []
        is_focused = self.has_focus and self.at == TOGGLE
        return [
            (region.right - _TOGGLE_WIDTH, self._toggle_label, ink.FOCUSED if is_focused else ink.PLAIN)
        ]

    def value_stops(self, region: Region) -> list[Stop]:
        """The line, and « afficher »."""
        if self.field.kind is not Kind.PASSWORD:
            return [Stop(INPUT, region.y, region.x, region.width)]
        toggle = Stop(TOGGLE, region.y, region.right - _TOGGLE_WIDTH, _TOGGLE_WIDTH)
        line = region.width - _BEFORE_TOGGLE - _TOGGLE_WIDTH
        return [Stop(INPUT, region.y, region.x, line), toggle]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, the line over the one that is its place."""
        rows = super().render_lines(crop)
        region = self.line_region
        place = region.y - crop.y
        if 0 <= place < len(rows):
            whole = self.drawing(self.size.width).rows[region.y]
            parts = [whole.crop(0, region.x), self.line(), whole.crop(region.right, self.size.width)]
            rows[place] = Strip.join(parts).crop(crop.x, crop.right)
        return rows

    @property
    def cursor_screen_offset(self) -> Offset:
        """In the line, or on « afficher »."""
        if self.at == TOGGLE:
            return super().cursor_screen_offset
        return LineInput.cursor_screen_offset.fget(self)  # type: ignore[attr-defined,no-any-return]

    def takes_press(self, place: Offset) -> bool:
        """A press anywhere on the field, its label included, gives it the focus."""
        return True

    def on_mouse_down(self, event: MouseDown) -> None:
        """A press elsewhere than on « afficher » is for the line."""
        if self.stop_at(event.offset) is None:
            self.go_to(INPUT)
