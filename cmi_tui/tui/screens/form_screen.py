"""A declared form as a screen: live judgement, help of the focused field, all errors at once."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from textual.binding import Binding
from textual.events import DescendantBlur, DescendantFocus

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Errors, Form, Kind
from cmi_tui.domain.judgement import Judgement
from cmi_tui.lean.drawn import Drawn
from cmi_tui.lean.pointer import PointerReleased
from cmi_tui.messages import forms
from cmi_tui.messages.errors import error_text, mending, with_call
from cmi_tui.messages.keys import KEYS
from cmi_tui.tui.declined import Declined
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Press, Text, Title
from cmi_tui.tui.drawing.look import MARGIN, page_width
from cmi_tui.tui.drawing.row import wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.repeated import Repeated
from cmi_tui.tui.screens.saving_screen import SavingScreen
from cmi_tui.tui.typing_pause import TypingPause
from cmi_tui.tui.widgets.field_row import INPUT, FieldRow, field_column
from cmi_tui.tui.widgets.fields import row_of
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_SAVE = "save"
_CANCEL = "cancel"


class FormScreen(SavingScreen):
    """Renders `form`; a subclass says in `save` which use case takes its values."""

    BINDINGS = [Binding("f2", "toggle_password", show=False)]
    form: Form

    def __init__(self, portal: Portal) -> None:
        super().__init__(portal)
        self._judgement = Judgement(self.form)
        self._left_while_pressed: str | None = None
        self._wait: timedelta | None = None
        self._repeated = Repeated()
        self._pause = TypingPause(self._tell_what_was_typed)
        self._declined = Declined()
        given = {**self.initial_values(), **self.kept_values()}
        self._column = field_column(self.form)
        self.rows = {
            field.name: row_of(self.form, field, given.get(field.name, ""), self._column)
            for field in self.form.fields
        }
        self._head = Sheet(())
        self._buttons = Sheet([Gap(1), self.buttons()], id="buttons")

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

    def compose_content(self) -> Iterable[PageWidget]:
        """Title, note, fields, buttons."""
        self.show_introduction()
        yield self._head
        yield from self.rows.values()
        yield self._buttons

    def show_introduction(self) -> None:
        """Shows what stands above the fields anew."""
        title = Title(forms.TITLES[self.form.name])
        self._head.show([Gap(), title, Gap(1), *self.introduction(), Gap()])

    def introduction(self) -> Iterable[Block]:
        """What stands above the fields."""
        if self.form.name in forms.INTRODUCTIONS:
            yield Text(forms.INTRODUCTIONS[self.form.name])
        if any(field.required for field in self.form.fields):
            yield Text(forms.REQUIRED_NOTE)

    def buttons(self) -> Buttons:
        """The button that saves, and what stands beside it."""
        save = Press(_SAVE, forms.SAVE_BUTTONS[self.form.name], is_main=True)
        others = [Press(_CANCEL, forms.CANCEL_BUTTON)] if self.can_cancel() else []
        return Buttons([save, *others], self._column)

    def can_cancel(self) -> bool:
        """Whether there is something to go back to."""
        return True

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
        return self.focused if isinstance(self.focused, FieldRow) else None

    def working_keys(self) -> tuple[str, ...]:
        """F2 works in the password fields of a form.

        The row stays the same from field to field: a screen reader says what changes.
        """
        has_passwords = any(field.kind is Kind.PASSWORD for field in self.form.fields)
        if not has_passwords:
            return super().working_keys()
        first, *others = super().working_keys()
        return first, "toggle_password", *others

    # What is told of the focus and of the pointer.

    def help_context(self) -> tuple[str, str]:
        """The label and help of the focused field."""
        row = self.focused_row()
        if row is None:
            return super().help_context()
        told = f"{row.error}\n{row.mending}\n" if row.error else ""
        return row.label, told + row.help_in_words

    def help_rows(self, width: int, tightness: Tightness) -> int:
        """As many as the longest help takes: it never moves what is above it."""
        if not tightness.has_whole_help:
            return 1
        room = page_width(width) - 2 * MARGIN
        longest = max(len(wrapped(row.help_text, room)) for row in self.rows.values())
        # A label with an error takes two rows, where the window has them.
        return longest + (2 if tightness.error_rows > 1 else 1)

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The help of a field."""
        return widget.help(with_value=False) if isinstance(widget, FieldRow) else None

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Tells what has the focus and how it stands, and shows the whole field at once.

        A screen reader says the rows that change, and the cursor's row only where none does.
        """
        if (row := self.focused_row()) is not None:
            row.is_mended = False
        self.tell_focus()
        self.show_focus_soon()

    def stop_moved(self) -> None:
        """Tells that the focus is on something else of the same widget."""
        if isinstance(self.focused, PageWidget):
            self.focused.comes_into_sight = False
        self.tell_focus()
        super().stop_moved()

    def tell_focus(self) -> None:
        """Tells the field with how it stands, or what else has the focus."""
        if self._pause.cancel():
            self._show_errors(self._judgement.errors)
        row, focused = self.focused_row(), self.focused
        if row is not None:
            self.foot.show_help(row.help(with_value=True))
        elif focused is self._buttons:
            labels = {button.name: button.label for button in self.buttons().buttons}
            name = focused.at or _SAVE
            self.foot.show_help(Help(forms.FOCUSED_BUTTON.format(label=labels[name])))
        elif focused is self.foot and (stop := self.foot.stop) is not None:
            self.foot.show_help(Help(forms.FOCUSED_KEY.format(label=KEYS[stop.name])))

    # What the fields tell.

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """A field is judged when it is left, but nothing moves under a pressed mouse button."""
        if isinstance(event.widget, FieldRow) and self.app.app_focus:
            event.widget.is_error_told = False
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

    def field_changed(self, row: FieldRow) -> None:
        """A wrong field is judged at each key; another choice counts as one."""
        self._repeated.changed()
        self._judgement.change(row.field.name, self.values)
        self._pause.begin()

    def _tell_what_was_typed(self) -> None:
        # In a frame of its own: with the typed letter a screen reader would say its whole row.
        self._show_errors(self._judgement.errors)
        if (row := self.focused_row()) is not None:
            # Judging a whole form costs more than all else that a letter does.
            is_valid = row.is_mended and row.field.name not in self.form.judge_unsaved(self.values)
            self.foot.show_news(row.show_typed(is_valid=is_valid))

    def field_told(self, row: FieldRow) -> None:
        """A password is shown or hidden."""
        if row is self.focused_row():
            self.tell_focus()

    def field_submitted(self) -> None:
        """Enter in a field saves, as in any form."""
        self.start_saving()

    def field_declined(self, row: FieldRow, code: Code) -> None:
        """Says why a text was not taken; what is typed on meanwhile does not hide it."""
        self._declined.note(row.field.name, error_text(code, row.field))
        self._show_errors(self._judgement.errors)

    # Saving.

    def pressed(self, name: str) -> None:
        """Saves, or leaves without saving."""
        if name == _SAVE:
            self.start_saving()
        elif name == _CANCEL:
            self.action_back()

    def start_saving(self) -> None:
        """What was declined before is told no more."""
        if not self.is_busy:
            self._declined.clear()
        super().start_saving()

    def show_refusal(self, errors: Mapping[str, Code], wait: timedelta | None = None) -> None:
        """Shows every error at once and focuses the first wrong field, its content selected."""
        if elsewhere := [code for name, code in errors.items() if name not in self.rows]:
            self.app.bell()
            self.foot.show_status(forms.ERROR.format(text=error_text(elsewhere[0], wait=wait)))
            return
        name = next(name for name in self.rows if name in errors)
        first, before = self.rows[name], self.rows[name].error
        was_told = bool(before) and self.focused is first and first.at == INPUT
        is_told = was_told and self._judgement.errors.get(name) == errors[name]
        if self._repeated.note(errors, is_told=is_told):
            self.app.bell()
        self._wait = wait
        self._show_errors(self._judgement.refuse(dict(errors), self.values))
        first.is_error_told = first.error != before
        first.focus_input()
        if not was_told:
            # What the foot tells of a field that was wrong already would be said anew beside its error.
            self.tell_focus()
        self.show_focus_soon()

    def show_focused(self) -> None:
        """Scrolls to what has the focus, but not under a pressed mouse button."""
        if not self.is_pointer_down:
            super().show_focused()

    def _show_errors(self, errors: Errors) -> None:
        warnings = self._judgement.warnings
        for name, row in self.rows.items():
            text = self._declined.text(name)
            if not text and name in errors:
                text = error_text(errors[name], row.field, self._wait)
                text = with_call(text, errors[name], self.portal.support_phone)
            warning = error_text(warnings[name]) if name in warnings else ""
            row.show_error(
                self._repeated.told(name, text) if text else "",
                warning,
                self._mending(row, errors.get(name)),
            )

    def _mending(self, row: FieldRow, code: Code | None) -> str:
        # What is missing from a new password stands below it, and would be said anew at each key.
        return mending(code, row.value) if code and not row.field.shows_conditions else ""

    def action_toggle_password(self) -> None:
        """Shows or hides the password of the focused field."""
        if row := self.focused_row():
            row.toggle_password()
