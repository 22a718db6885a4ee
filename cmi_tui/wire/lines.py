"""For a terminal whose cursor cannot be placed: the changed rows, printed one below another."""

from __future__ import annotations

from cmi_tui.wire.grid import Grid


class LinePrinter:
    """Prints what is new on the screen, as a teletype would."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def forget(self) -> None:
        """Print all rows again next time."""
        self._rows = []

    def frame(self, wanted: Grid) -> str:
        """The changed rows, a line each; blank rows are passed over."""
        rows = ["".join(cell.text for cell in row).rstrip() for row in wanted.rows]
        before = self._rows if len(self._rows) == len(rows) else [""] * len(rows)
        self._rows = rows
        return "".join(f"{new}\r\n" for new, old in zip(rows, before, strict=True) if new and new != old)
