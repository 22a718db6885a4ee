"""Which widget shows a declared field."""

from cmi_tui.domain.forms import Field, Form, Kind
from cmi_tui.messages import forms
from cmi_tui.tui.widgets.choice_row import ChoiceRow
from cmi_tui.tui.widgets.field_row import FieldRow, GivenRow
from cmi_tui.tui.widgets.input_row import InputRow
from cmi_tui.tui.widgets.path_row import PathRow


def row_of(form: Form, field: Field, value: str, column: int) -> FieldRow:
    """The row of a field that holds `value`; `column` is where the fields of its form begin."""
    row = _new_row(form, field, value, column)
    asked = [each for each in form.fields if each.kind is not Kind.READ_ONLY]
    if field in asked:
        row.place = forms.PLACE.format(place=asked.index(field) + 1, count=len(asked))
    return row


def _new_row(form: Form, field: Field, value: str, column: int) -> FieldRow:
    if field.kind is Kind.READ_ONLY:
        return GivenRow(form.name, field, value, column)
    if field.kind is Kind.CHOICE:
        return ChoiceRow(form.name, field, value, column)
    # The errors of what is typed twice are long.
    error_rows = 2 if form.confirmations else 1
    kind = PathRow if field.kind is Kind.PATH else InputRow
    return kind(form.name, field, value, column, error_rows)
