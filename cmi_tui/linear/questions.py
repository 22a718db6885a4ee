"""The words of a form's questions: where one stands, its need, its help, the answer there is."""

from collections.abc import Mapping

from cmi_tui.domain.forms import Field, Form, Kind
from cmi_tui.messages import forms
from cmi_tui.messages import linear as texts
from cmi_tui.messages.spoken import help_in_words


class Questions:
    """The fields of `form` that are asked, numbered in reading order."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.asked = [field for field in form.fields if field.kind is not Kind.READ_ONLY]

    def label(self, field: Field) -> str:
        """The name of the field."""
        return forms.LABELS[self._form.name, field.name]

    def spoken(self, field: Field, value: str) -> str:
        """What the field holds, in words."""
        return forms.spoken(self._form.name, field, value)

    def lines(self, field: Field, kept: str) -> list[str]:
        """Which question it is, its need and help; the choices; the answer that Enter alone keeps."""
        lines = [self._introduction(field, kept)]
        for number, choice in enumerate(self.choices(field), start=1):
            lines.append(texts.CHOICE.format(number=number, label=self.spoken(field, choice)))
        if kept or self._names_nothing(field):
            told = texts.KEPT_ANSWER if field.required or lines[1:] else texts.KEPT_OPTIONAL_ANSWER
            lines.append(told.format(value=self.spoken(field, kept)))
        return lines

    def helps(self, field: Field) -> tuple[str, ...]:
        """What `aide` says: the form's help, and the field's where the question holds it in part."""
        full = help_in_words(self._form.name, field.name)
        whole = () if full == self._help(field) else (full,)
        return (texts.PAGE_HELPS[self._form.name], *whole)

    def choices(self, field: Field) -> tuple[str, ...]:
        """What a CHOICE can be, none of them last where it may be; nothing for other fields."""
        nothing = () if field.required else ("",)
        return (*field.choices, *nothing) if field.kind is Kind.CHOICE else ()

    def prompt(self, field: Field, *, hides: bool) -> str:
        """The end of the question, on the row of the answer."""
        form_of_prompt = texts.HIDDEN_PROMPT if hides else texts.PROMPT
        return form_of_prompt.format(label=self.label(field))

    def recap(self, values: Mapping[str, str]) -> list[str]:
        """The answers by the numbers of their questions; none twice, and none that is not given."""
        lines = []
        for number, field in enumerate(self.asked, start=1):
            is_given = values[field.name] or self._names_nothing(field)
            if is_given and field.name not in self._form.confirmations:
                lines.append(texts.CHOICE.format(number=number, label=self._recalled(field, values)))
        return [texts.RECAP, *(lines or [texts.NOTHING_ANSWERED])]

    def numbered(self, answer: str) -> Field | None:
        """The field whose question has the number that is answered, if one has."""
        numbers = {str(number): field for number, field in enumerate(self.asked, start=1)}
        return numbers.get(answer)

    def _recalled(self, field: Field, values: Mapping[str, str]) -> str:
        label = self.label(field)
        # Of a password there is nothing to say but that it is there.
        is_hidden = field.kind is Kind.PASSWORD
        return label if is_hidden else f"{label} : {self.spoken(field, values[field.name])}"

    def _introduction(self, field: Field, kept: str) -> str:
        has_kept = kept or self._names_nothing(field)
        need = forms.REQUIRED if field.required else forms.OPTIONAL if has_kept else texts.PASS
        place = ""
        if len(self.asked) > 1:
            place = texts.QUESTION.format(number=self.asked.index(field) + 1, count=len(self.asked))
        # Choices are said between this and the row of the answer: what they are of is named before.
        label = f"{self.label(field)}, " if field.kind is Kind.CHOICE else ""
        told = f"{place}{label}{need}. {self._help(field)}".strip()
        return told[0].upper() + told[1:]

    def _names_nothing(self, field: Field) -> bool:
        """Whether none of the choices has a name of its own, as « non » has: it is an answer too."""
        return "" in forms.CHOICES.get((self._form.name, field.name), {})

    def _help(self, field: Field) -> str:
        key = self._form.name, field.name
        return texts.SHORT_HELPS.get(key, forms.HELPS[key])
