"""A field that takes one of a few answers: « < photographie >  2 sur 4 »."""

from rich.cells import cell_len
from textual.binding import Binding
from textual.geometry import Region

from cmi_tui.domain.forms import Field
from cmi_tui.lean.drawn import Stop
from cmi_tui.messages import forms
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.row import Piece
from cmi_tui.tui.widgets.field_row import INPUT, FieldRow
from cmi_tui.tui.widgets.foot import Help

_LEAST_WIDTH = 16
_AROUND = "<  >  "
_NEXT = "next"
"""The stop at the sign that goes on to the next answer, for whoever has Tab and Enter alone."""


class ChoiceRow(FieldRow):
    """Space, the arrows or a click go on to the next answer or back."""

    BINDINGS = [
        Binding("space,right,down", "step(1)", show=False),
        Binding("left,up", "step(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    def __init__(self, form_name: str, field: Field, value: str, column: int) -> None:
        super().__init__(form_name, field, value, column, 0)
        self._words = {"": forms.NO_CHOICE} | forms.CHOICES[form_name, field.name]
        self._width = max(_LEAST_WIDTH, *map(cell_len, self._words.values()))
        self._has_more_keys = False

    @property
    def help_text(self) -> str:
        """The help, and the keys that change the answer."""
        return f"{super().help_text} {forms.CHOICE_KEYS}"

    @property
    def help_in_words(self) -> str:
        """The help, and the keys that change the answer."""
        return f"{super().help_in_words} {forms.CHOICE_KEYS}"

    def action_step(self, step: int) -> None:
        """Chooses another answer by a key of its own: whoever has that needs no stop for it."""
        self._has_more_keys = True
        self.go_to(INPUT)
        self._step(step)

    def _step(self, step: int) -> None:
        """Chooses the answer `step` places further on; after the last comes the first."""
        values = list(self._words)
        self._given = values[(values.index(self._given) + step) % len(values)]
        self.redraw()
        self.form.field_changed(self)

    def action_submit(self) -> None:
        """Asks to save, or goes on to the next answer."""
        if self.at == _NEXT:
            self._step(1)
        else:
            self.form.field_submitted()

    def on_drawn_pressed(self, event: FieldRow.Pressed) -> None:
        """A click chooses the next answer."""
        event.stop()
        self._step(1)

    def focus_input(self) -> None:
        """Takes the focus."""
        self.go_to(INPUT)
        self.focus()

    def help(self, *, with_value: bool) -> Help:
        """The field in words, or the sign beside it."""
        told = super().help(with_value=with_value)
        if self.at != _NEXT:
            return told
        whole = forms.FOCUSED_TOGGLE.format(label=forms.NEXT_CHOICE, field=told.label)
        return Help(whole, briefs=(whole, forms.FOCUSED_BUTTON.format(label=forms.NEXT_CHOICE)))

    def value_pieces(self, region: Region) -> list[Piece]:
        """The answer between the signs that it can be changed, and which of how many it is."""
        values = list(self._words)
        place = forms.CHOICE_PLACE.format(place=values.index(self.value) + 1, count=len(values))
        words = self._words[self.value]
        style, cell = self.fitting.look.line
        width = max(self._width_in(region), cell_len(words))
        end = region.x + 2 + width
        return [
            (region.x, "<", ink.PLAIN),
            (region.x + 2, words + cell * (width - cell_len(words)), style),
            (end + 1, ">", ink.FOCUSED if self.has_focus and self.at == _NEXT else ink.PLAIN),
            (end + 4, place, ink.PLAIN),
        ]

    def value_stops(self, region: Region) -> list[Stop]:
        """The answer, and the sign that goes on."""
        size = max(self._width_in(region), cell_len(self._words[self.value])) + 3
        stops = [Stop(INPUT, region.y, region.x, size)]
        if self._has_more_keys:
            return stops
        # Of a long answer in a narrow window the sign may be out of sight, but not out of reach.
        column = min(region.x + size, region.right - 1)
        return [*stops, Stop(_NEXT, region.y, column, 1)]

    def _width_in(self, region: Region) -> int:
        # As wide as the longest answer, but where that would push the place out of a narrow window.
        count = len(self._words)
        place = forms.CHOICE_PLACE.format(place=count, count=count)
        return min(self._width, region.width - cell_len(_AROUND + place))
