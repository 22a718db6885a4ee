"""A declared form as a screen: live judgement, help of the focused field, all errors at once."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Errors, Form, Kind
from cmi_tui.domain.judgement import Judgement
from cmi_tui.lean.pointer import PointerReleased
from cmi_tui.messages import forms
from cmi_tui.messages.errors import error_text
from cmi_tui.tui.declined import Declined
from cmi_tui.tui.navigation import Saving
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.choice_input import ChoiceInput
from cmi_tui.tui.widgets.field_row import FieldRow
from cmi_tui.tui.widgets.form_input import FormInput
from cmi_tui.tui.widgets.plain import Plain
from cmi_tui.tui.working import SAVING


class FormScreen(PortalScreen):
    """Renders `form`; a subclass says in `save` which use case takes its values."""

    BINDINGS = [Binding("f2", "toggle_password", show=False)]
    form: Form

    def __init__(self, portal: Portal) -> None:
        super().__init__(portal)
        self._help = Plain(id="field-help")
        self._judgement = Judgement(self.form)
        self._left_while_pressed: str | None = None
        self.is_leaving = False
        self._wait: timedelta | None = None
        self._refusals = 0
        self._refused: dict[str, Code] = {}
        self._declined = Declined()
        given = {**self.initial_values(), **self.kept_values()}
        self.rows = {
            field.name: FieldRow(self.form.name, field, given.get(field.name, ""))
            for field in self.form.fields
        }

    @property
    def PAGE(self) -> str:  # type: ignore[override]
        """The help of a form has the form's name."""
        return self.form.name

    def initial_values(self) -> Mapping[str, str]:
        """What some of the fields hold at first."""
        return {}

    def kept_values(self) -> Mapping[str, str]:
        """What was typed here before the session ended by itself."""
        return {}

    async def save(self) -> None:
        """Hands the values to the use case of the form; raises Refused."""

    def compose_content(self) -> Iterable[Widget]:
        """Title, note, fields, buttons."""
        yield Plain(forms.TITLES[self.form.name], classes="title")
        yield from self.compose_introduction()
        yield from self.rows.values()
        with Horizontal(id="buttons"):
            yield Button(forms.SAVE_BUTTONS[self.form.name], id="save")
            yield from self.compose_buttons()

    def compose_introduction(self) -> Iterable[Widget]:
        """What stands above the fields."""
        if self.form.name in forms.INTRODUCTIONS:
            yield Plain(forms.INTRODUCTIONS[self.form.name])
        yield Plain(forms.REQUIRED_NOTE, id="required-note")

    def compose_buttons(self) -> Iterable[Widget]:
        """What stands beside the button that saves."""
        yield Button(forms.CANCEL_BUTTON, id="cancel")

    def compose_help(self) -> Iterable[Widget]:
        """What has the focus, in words, and the help of the focused field."""
        yield self._help

    @property
    def is_pointer_down(self) -> bool:
        """Whether a mouse button is pressed on this screen."""
        return bool(getattr(self.app, "is_pointer_down", False))

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold."""
        return {name: row.value for name, row in self.rows.items()}

    @property
    def is_unsaved(self) -> bool:
        """Whether leaving would lose something that was typed to be saved."""
        given = self.initial_values()
        return self.form.is_reviewed and any(
            value != given.get(name, "") for name, value in self.values.items()
        )

    def focused_row(self) -> FieldRow | None:
        """The field that has the focus."""
        focused = self.focused
        is_input = isinstance(focused, FormInput | ChoiceInput)
        return focused.query_ancestor(FieldRow) if focused is not None and is_input else None

    def help_context(self) -> tuple[str, str]:
        """The label and help of the focused field."""
        row = self.focused_row()
        return (row.label, row.help_text) if row else ("", "")

    def working_keys(self) -> tuple[str, ...]:
        """F2 works in the password fields of a form.

        The row stays the same from field to field: a screen reader says what changes.
        """
        has_passwords = any(field.kind is Kind.PASSWORD for field in self.form.fields)
        return (*self.KEYS, "toggle_password") if has_passwords else self.KEYS

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tells what has the focus and how it stands, and shows the whole field at once.

        A screen reader says the rows that change, and the cursor's row only where none does.
        """
        row = self.focused_row()
        if row is not None:
            self._help.show(row.description(with_value=True))
        elif isinstance(event.widget, Button):
            self._help.show(forms.FOCUSED_BUTTON.format(label=event.widget.label))
        self.call_after_refresh(self.show_focused)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """A field is judged when it is left, but nothing moves under a pressed mouse button."""
        if isinstance(event.widget, FormInput | ChoiceInput) and self.app.app_focus:
            name = event.widget.field.name
            if self.is_pointer_down:
                self._left_while_pressed = name
            else:
                self._show_errors(self._judgement.leave(name, self.values))

    def on_pointer_released(self, event: PointerReleased) -> None:
        """Judges the field that was left by pressing elsewhere."""
        name, self._left_while_pressed = self._left_while_pressed, None
        if name is not None and not self.is_busy:
            self._show_errors(self._judgement.leave(name, self.values))

    def on_line_input_changed(self, event: FormInput.Changed) -> None:
        """A wrong field is judged at each key."""
        assert isinstance(event.input, FormInput)
        self._judge_change(event.input.field.name)

    def on_choice_input_changed(self, event: ChoiceInput.Changed) -> None:
        """Another choice counts as a key."""
        self._judge_change(event.field.name)

    def _judge_change(self, name: str) -> None:
        self._refused = {}
        row = self.rows[name]
        row.update_conditions()
        self._show_errors(self._judgement.change(name, self.values))
        if row is self.focused_row():
            self._help.show(row.description(with_value=False))

    def on_line_input_submitted(self, event: FormInput.Submitted) -> None:
        """Enter in a field saves, as in any form."""
        self.start_saving()

    def on_choice_input_submitted(self, event: ChoiceInput.Submitted) -> None:
        """Enter on a choice saves too."""
        self.start_saving()

    def on_form_input_proposed(self, event: FormInput.Proposed) -> None:
        """Shows the continuation that is proposed, below the help of its field."""
        row = self.focused_row()
        if row is not None:
            proposal = forms.PROPOSAL.format(name=event.name)
            self._help.show(f"{row.description(with_value=False)}\n{proposal}")

    def on_form_input_declined(self, event: FormInput.Declined) -> None:
        """Says why a text was not taken; what is typed on meanwhile does not hide it."""
        name = event.sender.field.name
        self._declined.note(name, error_text(event.code, self.rows[name].field))
        self._show_errors(self._judgement.errors)

    @on(Action.Pressed, "#save")
    def start_saving(self) -> None:
        """Saves once, however often the button is pressed."""
        if not self.is_busy:
            self.is_busy = True
            self.is_leaving = False
            self.post_message(Saving())
            self._declined.clear()
            self._save()

    @on(Action.Pressed, "#cancel")
    def cancel(self) -> None:
        """Leaves without saving."""
        self.action_back()

    @work(group=SAVING)
    async def _save(self) -> None:
        try:
            await self.save()
        except Refused as refusal:
            self.show_refusal(refusal.errors, refusal.wait)
        finally:
            # What was saved is not saved again by a key that comes before the next page.
            self.is_busy = self.is_leaving
            self.post_message(Saving(has_ended=True))

    def show_refusal(self, errors: Mapping[str, Code], wait: timedelta | None = None) -> None:
        """Shows every error at once and focuses the first wrong field, its content selected.

        The same refusal again is seen and heard to be another one.
        """
        self._refusals = self._refusals + 1 if errors == self._refused else 1
        self._refused = dict(errors)
        if self._refusals > 1:
            self.app.bell()
        self._wait = wait
        self._show_errors(self._judgement.refuse(dict(errors), self.values))
        first = self.rows[next(name for name in self.rows if name in errors)]
        first.focus_input()
        self.call_after_refresh(self.show_focused)

    def show_focused(self) -> None:
        """Scrolls to the whole field that has the focus, or to the button."""
        if self.is_pointer_down or not self.max_scroll_y:
            return
        row = self.focused_row()
        if row is None:
            super().show_focused()
        else:
            # Where the window cannot hold the whole field, its label and value matter most.
            is_tall = row.size.height > self.scrollable_content_region.height
            row.scroll_visible(animate=False, top=is_tall, force=True)

    def _show_errors(self, errors: Errors) -> None:
        warnings = self._judgement.warnings
        for name, row in self.rows.items():
            text = error_text(errors[name], row.field, self._wait) if name in errors else ""
            count = self._refusals if name in self._refused else 1
            warning = error_text(warnings[name]) if name in warnings else ""
            row.show_error(self._declined.text(name) or text, count, warning)

    def action_toggle_password(self) -> None:
        """Shows or hides the password of the focused field."""
        if row := self.focused_row():
            row.toggle_password()
