"""A field for a path, whose continuation is proposed."""

import asyncio
import os
from pathlib import Path

from textual import work

from cmi_tui.tui.widgets.input_row import InputRow

PROPOSALS = "proposals"
"""The group of the workers that look for the continuation of a path."""


class PathRow(InputRow):
    """The right arrow at the end takes what is proposed; the form says it in words."""

    _proposed = ""

    @property
    def proposed(self) -> str:
        """The last part of the path, completed; empty for nothing."""
        return self._proposed

    def changed(self) -> None:
        """Looks for the continuation."""
        self._proposed = ""
        super().changed()
        self._propose(self.value)

    @work(group=PROPOSALS, exclusive=True)
    async def _propose(self, value: str) -> None:
        completed = await asyncio.to_thread(path_completed, value)
        if completed is not None and value == self.value:
            self.proposal = completed[len(value) :]
            # A long path pushes the proposal out of the field's sight.
            self._proposed = completed[len(os.path.dirname(value)) :].lstrip(os.sep)
            self.form.field_changed(self)


def path_completed(value: str) -> str | None:
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
