"""A screen of cells, written to as a terminal is."""

from __future__ import annotations

from cmi_tui.wire.cell import BLANK, ZERO_WIDTH_JOINER, Cell, graphemes, ink, plain_text
from cmi_tui.wire.style import Style

Row = list[Cell]


class Grid:
    """Rows of cells. Coordinates start at 0; what would stand outside is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows: list[Row] = [[BLANK] * width for _ in range(height)]

    def resize(self, width: int, height: int) -> None:
        """Cut or extend with blanks at the right and below."""
        old = self.rows
        self.width, self.height = width, height
        self.rows = [[BLANK] * width for _ in range(height)]
        for row, before in zip(self.rows, old, strict=False):
            kept = min(width, len(before))
            row[:kept] = before[:kept]
            if kept and row[kept - 1].width == 2:
                row[kept - 1] = self._blank_of(row[kept - 1])

    def write(self, x: int, y: int, text: str, style: Style) -> int:
        """Write a text that holds no controls; return the column after it.

        That column may be one past the right margin. As without automatic margins, what is
        written there takes the place of the last column.
        """
        if plain_text(text):
            return self._place(x, y, list(map(ink(style).__getitem__, text)))
        for piece in graphemes(text):
            x = self._write_piece(x, y, piece, style)
        return x

    def _write_piece(self, x: int, y: int, piece: str, style: Style) -> int:
        cells = ink(style)
        before = self._before(x, y)
        if before is not None:
            column, cell = before
            if cells[piece].width == 0 or cell.text.endswith(ZERO_WIDTH_JOINER):
                # It combines with what was written before, perhaps in another style or write.
                joined = ink(cell.style)[cell.text + piece]
                if column + joined.width > self.width:
                    return x
                return self._place(column, y, self._columns(joined))
        cell = cells[piece]
        if cell.width == 0:
            return x
        if cell.width == 2 and x > self.width - 2:
            if cells[piece[0]].width == 2:
                return x  # half a character is not drawn
            cell = cells[piece[0]]  # it fits without what widens it
        return self._place(x, y, self._columns(cell))

    @staticmethod
    def _columns(cell: Cell) -> Row:
        return [cell, cell.tail] if cell.tail else [cell]

    def _before(self, x: int, y: int) -> tuple[int, Cell] | None:
        """The character left of a column, and where it starts."""
        row = self.rows[y]
        if x < 1:
            return None
        column = x - 2 if row[x - 1].width == 0 and x > 1 else x - 1
        return column, row[column]

    def _place(self, x: int, y: int, cells: Row) -> int:
        if not cells:
            return x
        room = self.width - x
        if len(cells) > room:
            if room < 1:
                x, room = self.width - 1, 1
            cells = [*cells[: room - 1], cells[-1]]
        self._split(x, y)
        self._split(x + len(cells), y)
        self.rows[y][x : x + len(cells)] = cells
        return x + len(cells)

    def _split(self, x: int, y: int) -> None:
        """Blank the wide character that lies across the left edge of a column."""
        row = self.rows[y]
        if 0 < x < self.width and row[x].width == 0:
            row[x - 1 : x + 1] = [self._blank_of(row[x - 1])] * 2

    @staticmethod
    def _blank_of(cell: Cell) -> Cell:
        return ink(Style(background=cell.style.background))[" "]

    def erase(self, y: int, start: int, end: int, style: Style) -> None:
        """Blank the columns from `start` to before `end`, with the background of a style."""
        start, end = max(start, 0), min(end, self.width)
        if start >= end:
            return
        self._split(start, y)
        self._split(end, y)
        blank = ink(Style(background=style.background))[" "]
        self.rows[y][start:end] = [blank] * (end - start)

    def scroll(self, style: Style) -> None:
        """Move all rows up by one; the last becomes blank, with the background of a style."""
        blank = ink(Style(background=style.background))[" "]
        self.rows = [*self.rows[1:], [blank] * self.width]
