"""Forms as data: what each front end renders, and the rules that each use case runs again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmi_tui.domain.errors import Code
from cmi_tui.domain.text import normalised, printable

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

    The value of a CHOICE is one of `choices`, or empty for none of them.
    """

    name: str
    kind: Kind
    max_length: int
    required: bool = True
    shows_conditions: bool = False
    choices: tuple[str, ...] = ()

    def limit_problem(self, text: str) -> Code | None:
        """Why the field cannot take `text` at all, whatever its rule, or None."""
        if len(normalised(text)) > self.max_length:
            return Code.TOO_LONG
        # U+FFFD stands for bytes that no terminal's decoder could read.
        if printable(text) != text or "\ufffd" in text:
            return Code.CONTROL_CHARACTERS
        if self.kind is Kind.CHOICE and text not in ("", *self.choices):
            return Code.CHOICE_UNKNOWN
        return None


@dataclass(frozen=True)
class Form:
    """A form: its fields in reading order, its rules, and the pairs typed twice.

    `is_reviewed` when it saves something: who cannot see it whole is told all of it before.
    """

    name: str
    fields: tuple[Field, ...]
    rules: Callable[[Values], Errors]
    confirmations: Mapping[str, str]
    is_reviewed: bool = True

    def field(self, name: str) -> Field:
        """The declared field `name`; KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def judge(self, values: Values) -> Errors:
        """Every error of the form, by field, in reading order; `values` holds all its fields."""
        errors = self.rules({name: normalised(value) for name, value in values.items()})
        for field in self.fields:
            problem = field.limit_problem(values[field.name])
            if problem and field.kind is not Kind.READ_ONLY:
                errors[field.name] = problem
        return {field.name: errors[field.name] for field in self.fields if field.name in errors}
