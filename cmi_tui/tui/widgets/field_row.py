"""A field of a form: its label and input on one row, its error and its conditions below."""

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, DescendantBlur, DescendantFocus
from textual.widget import Widget

from cmi_tui.domain.forms import Field, Kind
from cmi_tui.domain.password_rule import conditions_met
from cmi_tui.messages import forms
from cmi_tui.tui.widgets.choice_input import ChoiceInput
from cmi_tui.tui.widgets.form_input import FormInput
from cmi_tui.tui.widgets.plain import Plain, safe_content

_FOCUSED = Style(reverse=True)


class FieldRow(Widget):
    """One declared field; `value` is what was typed, or what a read-only field shows."""

    def __init__(self, form_name: str, field: Field, value: str) -> None:
        super().__init__(id=f"field-{field.name}", classes=f"-{field.kind}")
        self.field = field
        self.label = forms.label(form_name, field.name, required=field.required)
        self._plain_label = forms.LABELS[form_name, field.name]
        self.help_text = forms.HELPS[form_name, field.name]
        if field.kind is Kind.CHOICE:
            self.help_text += " " + forms.CHOICE_KEYS
        self._form_name = form_name
        self.has_error = False
        self._given = value
        self._given_text = Plain(forms.spoken(form_name, field, value), classes="given")
        self._input = _input_of(form_name, field, value)
        self._label = Plain(self.label, classes="label")
        self._error = Plain(classes="error")
        self._conditions = Plain(_conditions(""), classes="conditions")

    def compose(self) -> ComposeResult:
        """Label and input; error; conditions of a new password."""
        with Horizontal(classes="row"):
            yield self._label
            if self._input is None:
                yield self._given_text
            else:
                yield self._input
            if self.field.kind is Kind.PASSWORD:
                yield PasswordToggle(forms.SHOW_PASSWORD)
        yield self._error
        if self.field.shows_conditions:
            yield self._conditions

    def on_mount(self) -> None:
        """Gives the whole row the bubble that shows its help."""
        self.tooltip = safe_content(self.help_text)

    # Set here and not by a rule: Textual 8.2.8 leaves what `:focus-within` says of a child as it
    # was when the child was made, and works all its styles out anew for a class.

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Shows that the field has the focus."""
        self._label.styles.text_style = _FOCUSED

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Shows that it has no more."""
        self._label.styles.text_style = None

    @property
    def value(self) -> str:
        """What the field holds."""
        return self._given if self._input is None else self._input.value

    def description(self, *, with_value: bool) -> str:
        """The field in words: label, whether it is required, help, and what it holds."""
        necessity = forms.REQUIRED if self.field.required else forms.OPTIONAL
        if self.has_error:
            necessity = forms.IN_ERROR.format(necessity=necessity)
        words = forms.DESCRIPTION.format(
            label=self._plain_label, necessity=necessity, help=self.help_text
        )
        if not with_value:
            return words
        value = forms.spoken(self._form_name, self.field, self.value)
        return forms.WITH_VALUE.format(description=words.rstrip("."), value=value)

    def show_given(self, value: str) -> None:
        """Puts another value in a read-only field."""
        self._given = value
        self._given_text.show(forms.spoken(self._form_name, self.field, value))

    def focus_input(self) -> None:
        """Focuses the input with its content selected, so that typing replaces it."""
        if self._input is not None:
            self._input.focus()
        if isinstance(self._input, FormInput):
            self._input.select_all()

    def show_error(self, text: str, count: int = 1, warning: str = "") -> None:
        """Shows the sentence of an error, told so many times in a row, or else a warning, or none."""
        self.has_error = bool(text)
        self._error.set_class(not text and bool(warning), "-warning")
        told = forms.ERROR if count == 1 else forms.ERROR_AGAIN
        if text:
            self._error.show(told.format(text=text, count=count))
        else:
            self._error.show(forms.WARNING.format(text=warning) if warning else "")

    def update_conditions(self) -> None:
        """Tells which conditions the value meets."""
        if self.field.shows_conditions:
            self._conditions.show(_conditions(self.value))

    def toggle_password(self) -> None:
        """Shows a hidden password, or hides it again."""
        if isinstance(self._input, FormInput) and self.field.kind is Kind.PASSWORD:
            hidden = self._input.hidden = not self._input.hidden
            label = forms.SHOW_PASSWORD if hidden else forms.HIDE_PASSWORD
            self.query_one(PasswordToggle).show(label)


class PasswordToggle(Plain):
    """« afficher » or « masquer », to click; the key F2 does the same for the focused field."""

    def on_click(self, event: Click) -> None:
        """Shows or hides the password of the row."""
        event.stop()
        self.query_ancestor(FieldRow).toggle_password()


def _input_of(form_name: str, field: Field, value: str) -> FormInput | ChoiceInput | None:
    if field.kind is Kind.READ_ONLY:
        return None
    if field.kind is Kind.CHOICE:
        return ChoiceInput(form_name, field, value)
    return FormInput(field, value)


def _conditions(value: str) -> str:
    return "\n".join(
        f"{forms.CONDITION_MET if met else forms.CONDITION_UNMET}  {forms.CONDITIONS[condition]}"
        for condition, met in conditions_met(value).items()
    )
