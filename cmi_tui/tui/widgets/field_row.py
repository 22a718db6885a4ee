"""A field of a form as one widget: label, what it holds, its error, its conditions."""

from typing import Protocol, cast

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Field, Form
from cmi_tui.domain.password_rule import conditions_met
from cmi_tui.lean.drawn import Drawing, Stop
from cmi_tui.messages import forms
from cmi_tui.messages.spoken import help_in_words
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import INDENT, MARGIN, is_stacked, page_width
from cmi_tui.tui.drawing.row import Piece, blank, row, wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import Fitting, PageWidget

_BEFORE_FIELD = 2
INPUT = "input"
"""The stop at what the field holds."""


class FormOfFields(Fitting, Protocol):
    """What a field tells its form, at once."""

    def field_changed(self, row: "FieldRow") -> None:
        """The field holds something else."""

    def field_submitted(self) -> None:
        """Enter was pressed in a field, which saves as in any form."""

    def field_told(self, row: "FieldRow") -> None:
        """The field has something else to tell of itself."""

    def field_declined(self, row: "FieldRow", code: Code) -> None:
        """What was typed or pasted was refused; the value stays as it was."""


class FieldRow(PageWidget):
    """One declared field; its subclasses show what it holds.

    `column` is where the fields of its form begin, `error_rows` how many rows an error has its place
    on where the window has them.
    """

    def __init__(self, form_name: str, field: Field, value: str, column: int, error_rows: int) -> None:
        super().__init__(at=INPUT, id=f"field-{field.name}")
        self.form_name = form_name
        self.field = field
        self.label = forms.label(form_name, field.name, required=field.required)
        self.place = ""
        """Which field of the form it is, in words."""
        self.error = ""
        self.warning = ""
        self.mending = ""
        self.is_mended = False
        self.is_error_told = False
        """Whether the error has just been told beside the field, and need not be told at the foot."""
        self._given = value
        self._fields_begin = column
        self._error_rows = error_rows
        self._most_error_rows = 0

    @property
    def form(self) -> FormOfFields:
        """The form, which is the screen."""
        return cast(FormOfFields, self.screen)

    @property
    def value(self) -> str:
        """What the field holds."""
        return self._given

    @property
    def help_text(self) -> str:
        """The help of the field."""
        return forms.HELPS[self.form_name, self.field.name]

    @property
    def spoken_value(self) -> str:
        """What the field holds, in words."""
        return forms.spoken(self.form_name, self.field, self.value)

    def help(self, *, with_value: bool) -> Help:
        """The field in words: label, whether it is required, how it stands, its help."""
        necessity = forms.REQUIRED if self.field.required else forms.OPTIONAL
        state = [self.error] if self.error and not self.is_error_told else []
        if self.proposed:
            state.append(forms.PROPOSAL.format(name=self.proposed))
        elif with_value and self.value:
            state.append(forms.WITH_VALUE.format(value=self.spoken_value))
        label = forms.LABELS[self.form_name, self.field.name]
        shown = forms.NECESSITY.format(necessity=necessity)
        brief, shorter = shown, self.label
        if self.error:
            brief = forms.NECESSITY.format(necessity=forms.ERRONEOUS)
            shorter = forms.ERROR.format(text=label)
        briefs = (self.place + brief,) if self.comes_into_sight else (label + brief, shorter)
        return Help(label, shown, self.help_text, " ".join(state), briefs)

    def show_typed(self, *, is_valid: bool) -> str:
        """Shows what typing has made of the field; in words, that it is mended, and what is proposed."""
        if self.field.shows_conditions:
            self.redraw()
        mended = [forms.MENDED] if self.is_mended and is_valid else []
        proposed = [forms.PROPOSAL.format(name=self.proposed)] if self.proposed else []
        return " ".join(mended + proposed)

    @property
    def help_in_words(self) -> str:
        """The help as it is read aloud, each sign by its name."""
        return help_in_words(self.form_name, self.field.name)

    def show_error(self, text: str, warning: str = "", mending: str = "") -> None:
        """Shows the sentence of an error and how to mend it, or else a warning, or none."""
        if (text, warning, mending) != (self.error, self.warning, self.mending):
            self.is_mended = bool(self.error) and not text
            self.error, self.warning, self.mending = text, warning, mending
            self.redraw()

    @property
    def proposed(self) -> str:
        """The continuation that is proposed for what is typed; empty for none."""
        return ""

    def toggle_password(self) -> None:
        """Shows a hidden password, or hides it again; other fields hide nothing."""

    def focus_input(self) -> None:
        """Takes the focus where something can be typed."""

    def focused_region(self) -> Region:
        """The whole field is in sight when it has the focus, its error included."""
        return self.virtual_region

    # How it is drawn.

    def value_region(self, width: int) -> Region:
        """Where what the field holds is, in a widget of that width."""
        right = page_width(width) - MARGIN
        if is_stacked(width, self._fields_begin) or self.fitting.look.labels_above:
            return Region(INDENT, 1, right - INDENT, 1)
        return Region(self._fields_begin, 0, right - self._fields_begin, 1)

    def value_pieces(self, region: Region) -> list[Piece]:
        """What the field holds, as pieces of its row."""
        return [(region.x, self.value, ink.PLAIN)]

    def value_stops(self, region: Region) -> list[Stop]:
        """The stops on the row of what the field holds."""
        return []

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """Label and value on one row, or on two in a narrow window; below, errors and conditions."""
        region = self.value_region(width)
        is_marked = self.has_focus and self.at == INPUT
        label = (MARGIN, self.label, ink.FOCUSED if is_marked else ink.PLAIN)
        value = self.value_pieces(region)
        rows = [row(width, label), row(width, *value)] if region.y else [row(width, label, *value)]
        error = self._error_lines(width)
        self._most_error_rows = max(self._most_error_rows, len(error))
        reserved = self._reserved(tightness)
        if self.mending:
            # Only where it moves nothing: F1 tells it too.
            mending = self._lines(width, self.mending, ink.PLAIN)
            error += mending if len(error) + len(mending) <= reserved else []
        rows += error
        rows += self._conditions(width, region)
        rows += [blank(width)] * (max(reserved, self._most_error_rows) - len(error))
        return Drawing(rows, self.value_stops(region))

    def _reserved(self, tightness: Tightness) -> int:
        # A blank row stands below what cannot be wrong, too.
        return min(tightness.error_rows, max(self._error_rows, 1))

    def _error_lines(self, width: int) -> list[Strip]:
        if self.error:
            text, style = self.error, ink.ERROR
        elif self.warning:
            text, style = forms.WARNING.format(text=self.warning), ink.BOLD
        else:
            return []
        return self._lines(width, text, style)

    def _lines(self, width: int, text: str, style: Style) -> list[Strip]:
        lines = wrapped(text, page_width(width) - MARGIN - INDENT)
        return [row(width, (INDENT, line, style)) for line in lines]

    def _conditions(self, width: int, region: Region) -> list[Strip]:
        if not self.field.shows_conditions:
            return []
        return [
            row(
                width,
                (region.x, forms.CONDITION_MET if met else forms.CONDITION_UNMET, style := _ink(met)),
                (region.x + cell_len(forms.CONDITION_MET) + 3, forms.CONDITIONS[condition], style),
            )
            for condition, met in conditions_met(self.value).items()
        ]


class GivenRow(FieldRow):
    """A field that is only shown."""

    def __init__(self, form_name: str, field: Field, value: str, column: int) -> None:
        super().__init__(form_name, field, value, column, 0)

    def value_pieces(self, region: Region) -> list[Piece]:
        """The value, or that there is none."""
        return [(region.x, self.spoken_value, ink.PLAIN)]

    def show_given(self, value: str) -> None:
        """Shows another value."""
        self._given = value
        self.redraw()


def field_column(form: Form) -> int:
    """Where the fields of a form begin: two columns after its longest label."""
    labels = (forms.label(form.name, field.name, required=field.required) for field in form.fields)
    return MARGIN + max(map(cell_len, labels)) + _BEFORE_FIELD


def _ink(met: bool) -> Style:
    return ink.MET if met else ink.PLAIN
