"""The cells of an emulated terminal: what printing, erasing and resizing do to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from rich.cells import cell_len

from rig.looks import Kind, Look, Place, Unreadable

JUNK = "\ufffd"


class Cells:
    """The rows of cells, the cursor and the style in force; strict where there is a `kind`."""

    def __init__(
        self,
        width: int,
        height: int,
        kind: Kind | None = None,
        measure: Callable[[str], int] = cell_len,
    ) -> None:
        self.width, self.height = width, height
        self.kind = kind
        self.measure = measure
        self.x = self.y = 0
        self.look = Look()
        self.visible = True
        self.wrap = kind is not None
        self.pending = False
        self.printed = False
        self.strange: set[str] = set()
        self.alternate = False
        self.modes: set[str] = set()
        self.rows = self._blank_rows()
        self.answers = 0
        # The last character left out at the margin: what combines with it is left out too.
        self.dropped = ""
        self.cut = ""
        self.may_scroll = False
        self.region: tuple[int, int] | None = None
        # Where the cursor is after margins have been set, terminals decide.
        self.lost = False

    def _blank_rows(self) -> list[list[Place]]:
        return [[Place()] * self.width for _ in range(self.height)]

    def spoil(self) -> None:
        """Fill the screen with what was never wanted."""
        self.rows = [[Place(JUNK)] * self.width for _ in range(self.height)]

    def resize(self, width: int, height: int) -> None:
        """Change the size: without a kind, cut and extend; strictly, nothing stays known."""
        old = self.rows
        self.width, self.height = width, height
        self.rows = self._blank_rows()
        for row, before in zip(self.rows, old, strict=False):
            kept = min(width, len(before))
            row[:kept] = before[:kept]
            if kept < len(before) and before[kept].text == "":
                row[kept - 1] = Place(" ", Look(background=row[kept - 1].look.background))
        self.x, self.y = min(self.x, width - 1), min(self.y, height - 1)
        self.pending = False
        if self.kind:
            self.spoil()

    def _need(self, condition: bool, what: str) -> None:
        if not condition:
            raise Unreadable(repr(what))

    def _settled(self) -> None:
        self._need(not self.pending or self.kind is None, "a move after the last column")
        self._need(not self.lost or self.kind is None, "a move from anywhere")
        self.pending = False

    def _print(self, character: str) -> None:
        if self.strange or self.lost or self.region:
            character = JUNK
        width = self.measure(character)
        if self.dropped and (width == 0 or self.dropped == "\u200d"):
            self.dropped = character
            return
        self.dropped = ""
        joined = False
        row = self.rows[self.y]
        left = self.x if self.pending else self.x - 1
        if left > 0 and row[left].text == "":
            left -= 1
        if left >= 0:
            before = row[left]
            joined = before.text.endswith("\u200d") and self.measure(before.text + character) < 3
            if width == 0 or joined:
                held = self.kind is not None and not self.wrap
                self._need(not (held and left == self.width - 1), "a mark at the margin")
                text = before.text + character
                wider = self.measure(text)
                if left + wider <= self.width and before.text:
                    self._put(left, Place(text, before.look), wider)
                    self.x = left + wider
                    self._stay()
                else:
                    self.dropped = "\ufe0f"
                return
        if width == 0:
            return
        if self.pending and self.wrap:
            self._need(self.y + 1 < self.height, "writing scrolls")
            self.x, self.y, self.pending = 0, self.y + 1, False
        if self.kind is None and self.x >= self.width and width == 1:
            self.x = self.width - 1
        if self.x + width > self.width:
            if self.wrap:
                self._need(self.y + 1 < self.height, "writing scrolls")
                self.x, self.y = 0, self.y + 1
            else:
                if self.kind is None:
                    self.dropped = character
                    return
                self.x = self.width - width
        self._put(self.x, Place(character, self.look), width)
        self.x += width
        self._stay()
        self.printed = True

    def _stay(self) -> None:
        """After the last column the cursor stays until the next character comes."""
        if self.kind is None or self.x < self.width:
            return
        if self.kind.waits_at_margin:
            self.x = self.width - 1
            self.pending = True
        else:
            self._need(self.y + 1 < self.height, "the last column scrolls")
            self.x, self.y = 0, self.y + 1

    def _put(self, x: int, place: Place, width: int) -> None:
        self._break(x)
        self._break(x + width)
        self.rows[self.y][x : x + width] = [place, Place("", place.look)][:width]

    def _break(self, x: int) -> None:
        """Half of a wide character is about to be overwritten: what is left differs."""
        row = self.rows[self.y]
        if 0 < x < self.width and row[x].text == "":
            left = Look(background=row[x - 1].look.background)
            rest = Place(JUNK) if self.kind else Place(" ", left)
            row[x - 1] = row[x] = rest

    def _erase(self, y: int, start: int, end: int) -> None:
        here, self.y = self.y, y
        self._break(start)
        if self.kind is None or end == self.width:
            self._break(end)
        # Else half a character is left: what is written there later spoils what was erased, as in tmux.
        self.y = here
        self.rows[y][start:end] = [self._blank()] * (end - start)

    def _blank(self) -> Place:
        """What erasing leaves and moving lets in: of its look only the background is sure."""
        erased = Look(background=self.look.background)
        if self.kind is None:
            return Place(" ", erased)
        known = erased if self.kind.bce else Look()
        return Place(" " if self.look.on_space() == known else JUNK, erased)

    def _scroll(self, top: int, bottom: int, count: int) -> None:
        """Move the rows from `top` to `bottom` up by `count`, or down where that is negative."""
        kept = self.rows[top : bottom + 1]
        blank = [[self._blank()] * self.width for _ in range(min(abs(count), len(kept)))]
        moved = [*kept[count:], *blank] if count > 0 else [*blank, *kept[:count]]
        self.rows[top : bottom + 1] = moved

    def shown(self) -> list[list[Place]]:
        """The cells as one sees them: of a space, only what shows."""
        return [
            [replace_look(place, place.look.on_space()) if place.text == " " else place for place in row]
            for row in self.rows
        ]


def replace_look(place: Place, look: Look) -> Place:
    """The same character in another look."""
    return Place(place.text, look)


def naive_width(text: str) -> int:
    """The width in a terminal that knows nothing of joined emoji."""
    total = 0
    for character in text:
        if unicodedata.combining(character) or character in "\u200d\ufe0f":
            continue
        total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total
