"""The input of a declared field: it refuses what its field cannot take, and says so."""

import asyncio
import os
from pathlib import Path

from textual import work
from textual.events import Paste
from textual.message import Message

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Field, Kind
from cmi_tui.domain.text import printable
from cmi_tui.domain.unseen import stripped
from cmi_tui.lean.line_input import LineInput
from cmi_tui.wire.input import Burst

PROPOSALS = "proposals"
"""The group of the workers that look for the continuation of a path."""


class FormInput(LineInput):
    """A password is hidden, a path completed."""

    class Declined(Message):
        """What was typed or pasted was refused, for the reason `code`; the value stays as it was."""

        def __init__(self, sender: "FormInput", code: Code) -> None:
            super().__init__()
            self.sender = sender
            self.code = code

    class Proposed(Message):
        """A continuation is proposed: the last part of the path, completed."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, field: Field, value: str = "") -> None:
        self.field = field
        super().__init__(value, hidden=field.kind is Kind.PASSWORD)

    def accepts(self, value: str) -> bool:
        """Whether the field can hold the value; what it cannot is declined whole, never cut."""
        problem = self.field.limit_problem(value)
        if problem:
            self.post_message(self.Declined(self, problem))
        return problem is None

    def shown(self, text: str) -> str:
        """The text, sanitised."""
        return printable(text)

    def on_paste(self, event: Paste) -> None:
        """Takes off what cannot be seen at the ends of a pasted text; the blanks of a password count."""
        if not isinstance(event, Burst):
            event.text = stripped(event.text, keeps_blanks=self.field.kind is Kind.PASSWORD)
        super().on_paste(event)

    def on_line_input_changed(self, event: LineInput.Changed) -> None:
        """Looks for the continuation of a path."""
        if self.field.kind is Kind.PATH:
            self._propose(self.value)

    @work(group=PROPOSALS, exclusive=True)
    async def _propose(self, value: str) -> None:
        completed = await asyncio.to_thread(_completed, value)
        if completed is not None and value == self.value:
            self.proposal = completed[len(value) :]
            # A long path pushes the proposal out of the field's sight.
            self.post_message(self.Proposed(completed[len(os.path.dirname(value)) :].lstrip(os.sep)))


def _completed(value: str) -> str | None:
    """The path with its last part completed, a folder ending in a slash; None without one."""
    folder, start = os.path.split(value)
    if not start:
        return None
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(start) and entry.name.isprintable()
            )
    except (OSError, RuntimeError, ValueError):
        return None
    return os.path.join(folder, names[0]) if names else None
