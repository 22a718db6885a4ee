"""One of a few answers on one line, said in words: « photographie (2 sur 4) »."""

from textual.binding import Binding
from textual.events import Click
from textual.message import Message

from cmi_tui.domain.forms import Field
from cmi_tui.messages import forms
from cmi_tui.tui.widgets.plain import Plain


class ChoiceInput(Plain, can_focus=True):
    """The input of a CHOICE field: Space, the arrows or a click go on to the next answer or back."""

    BINDINGS = [
        Binding("space,right,down", "step(1)", show=False),
        Binding("left,up", "step(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    class Submitted(Message):
        """Enter was pressed, which saves as in any field."""

    def __init__(self, form_name: str, field: Field, value: str) -> None:
        self.field = field
        self.value = value
        self._words = {"": forms.NO_CHOICE} | forms.CHOICES[form_name, field.name]
        super().__init__(self._said())

    def _said(self) -> str:
        values = list(self._words)
        return forms.CHOICE_PLACE.format(
            choice=self._words[self.value], place=values.index(self.value) + 1, count=len(values)
        )

    def action_step(self, step: int) -> None:
        """Chooses the answer `step` places further on; after the last comes the first."""
        values = list(self._words)
        self.value = values[(values.index(self.value) + step) % len(values)]
        self.show(self._said())
        self.post_message(self.Changed(self.field))

    def action_submit(self) -> None:
        """Asks to save."""
        self.post_message(self.Submitted())

    def on_click(self, event: Click) -> None:
        """A click chooses the next answer."""
        event.stop()
        self.action_step(1)
