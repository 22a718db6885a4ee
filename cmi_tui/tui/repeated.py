"""How often the same save was refused for the same reasons, with nothing changed in between."""

from collections.abc import Mapping

from cmi_tui.domain.errors import Code
from cmi_tui.messages import forms


class Repeated:
    """The last refusal; a repeated one is told in other words, beside its first field alone."""

    def __init__(self) -> None:
        self._refused: dict[str, Code] = {}
        self._count = 0
        self._has_changed = False

    def changed(self) -> None:
        """A field holds something else; what is told stays until the next refusal."""
        self._has_changed = True

    def note(self, errors: Mapping[str, Code], *, is_told: bool) -> bool:
        """A save was refused; whether as the one before, or for what `is_told` where one is."""
        is_again = is_told or (errors == self._refused and not self._has_changed)
        self._count = max(self._count, 1) + 1 if is_again else 1
        self._refused, self._has_changed = dict(errors), False
        return is_again

    def told(self, field: str, text: str) -> str:
        """The sentence of a field's error; the same refusal again is heard to be another one."""
        if self._count > 1 and field == next(iter(self._refused)):
            return forms.ERROR_AGAIN.format(text=text, count=self._count)
        return forms.ERROR.format(text=text)
