"""When a field of a form is judged while someone types."""

from cmi_tui.domain.forms import Errors, Form, Values


class Judgement:
    """The errors that a form shows: a field is judged when left and on save; once wrong, at each key.

    A pair that is typed twice is judged as a pair, once its confirmation has been left. `warnings` come
    and go with the errors.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._judged: set[str] = set()
        self._refused: Errors = {}
        self.errors: Errors = {}
        self.warnings: Errors = {}

    def leave(self, name: str, values: Values) -> Errors:
        """The errors to show once the field `name` has been left."""
        self._judged |= {name, self._form.confirmations.get(name, name)}
        return self._keep(values, self._judged, self._judged)

    def change(self, name: str, values: Values) -> Errors:
        """The errors to show after a key in `name`: those of before, judged anew; none appears."""
        self._refused.pop(name, None)
        return self._keep(values, set(self.errors), set(self.warnings))

    def refuse(self, errors: Errors, values: Values) -> Errors:
        """The errors of a use case; those that no rule finds stay until their field changes."""
        self._judged = {field.name for field in self._form.fields}
        own = self._form.judge_unsaved(values)
        self._refused = {name: code for name, code in errors.items() if own.get(name) is not code}
        self.errors = dict(errors)
        self.warnings = self._form.warn(values)
        return self.errors

    def _keep(self, values: Values, wrong: set[str], warned: set[str]) -> Errors:
        # Most letters are typed while nothing is wrong, and to judge a form is not for nothing.
        self.errors = self._refused | (_among(wrong, self._form.judge_unsaved(values)) if wrong else {})
        self.warnings = _among(warned, self._form.warn(values)) if warned else {}
        return self.errors


def _among(names: set[str], found: Errors) -> Errors:
    return {name: code for name, code in found.items() if name in names}
