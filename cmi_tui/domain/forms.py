"""Forms as data: what each front end renders, and the rules that each use case runs again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmi_tui.domain.activation import code_in
from cmi_tui.domain.errors import Code
from cmi_tui.domain.text import normalised, printable
from cmi_tui.domain.unseen import stripped

Values = Mapping[str, str]
Errors = dict[str, Code]


class Kind(StrEnum):
    """How a field is asked: in clear, hidden, as a path, as one of a few choices, or only shown."""

    TEXT = "text"
    PASSWORD = "password"
    PATH = "path"
    CHOICE = "choice"
    READ_ONLY = "read_only"


@dataclass(frozen=True)
class Field:
    """One field: its name (the key of its texts), its kind, its length in code points after NFC.

    The value of a CHOICE is one of `choices`, or empty for none of them. One that `takes_code` takes an
    activation code however it was copied.
    """

    name: str
    kind: Kind
    max_length: int
    required: bool = True
    shows_conditions: bool = False
    choices: tuple[str, ...] = ()
    takes_code: bool = False

    def tidied(self, text: str) -> str:
        """What was typed, NFC-normalised; in clear it may have come with blanks at its ends."""
        if self.kind is Kind.PATH:
            # A folder may well have a name that is not normalised.
            return stripped(text)
        return stripped(normalised(text)) if self.kind is Kind.TEXT else normalised(text)

    def limit_problem(self, text: str) -> Code | None:
        """Why the field cannot take `text` at all, whatever its rule, or None."""
        if len(normalised(text)) > self.max_length:
            return Code.TOO_LONG
        if self.takes_code and code_in(text) is not None:
            return None
        # U+FFFD stands for bytes that no terminal's decoder could read.
        if printable(text) != text or "\ufffd" in text:
            return Code.CONTROL_CHARACTERS
        if self.kind is Kind.CHOICE and text not in ("", *self.choices):
            return Code.CHOICE_UNKNOWN
        return None


def _nothing(_values: Values) -> Errors:
    return {}


@dataclass(frozen=True)
class Form:
    """A form: its fields in reading order, its rules, and the pairs typed twice.

    `is_reviewed` when it saves something: who cannot see it whole is told all of it before.
    `rules_on_save` find what is wrong only once all of it is handed in, `warnings` what is taken all
    the same.
    """

    name: str
    fields: tuple[Field, ...]
    rules: Callable[[Values], Errors]
    confirmations: Mapping[str, str]
    is_reviewed: bool = True
    rules_on_save: Callable[[Values], Errors] = _nothing
    warnings: Callable[[Values], Errors] = _nothing

    def field(self, name: str) -> Field:
        """The declared field `name`; KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def tidied(self, values: Values) -> dict[str, str]:
        """The values as they are judged and kept; `values` holds all the fields."""
        return {field.name: field.tidied(values[field.name]) for field in self.fields}

    def judge(self, values: Values) -> Errors:
        """Every error of the form once it is saved, by field, in reading order."""
        values = self.tidied(values)
        return self._in_order(values, self.rules_on_save(values) | self.rules(values))

    def judge_unsaved(self, values: Values) -> Errors:
        """Every error of the form while it is filled in, as `judge` gives them."""
        values = self.tidied(values)
        return self._in_order(values, self.rules(values))

    def warn(self, values: Values) -> Errors:
        """What whoever fills the form in had better know, by field; it is no error."""
        return self.warnings(self.tidied(values))

    def _in_order(self, values: Values, errors: Errors) -> Errors:
        for field in self.fields:
            problem = field.limit_problem(values[field.name])
            if problem and field.kind is not Kind.READ_ONLY:
                errors[field.name] = problem
        return {field.name: errors[field.name] for field in self.fields if field.name in errors}
