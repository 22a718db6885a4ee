"""The screen as the terminal has it, and the frames that make it the wanted one."""

from __future__ import annotations

from dataclasses import replace

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.cell import BLANK
from cmi_tui.wire.difference import paint_row
from cmi_tui.wire.draft import Draft, Terminal
from cmi_tui.wire.grid import Grid, Row
from cmi_tui.wire.moves import Place
from cmi_tui.wire.shift import likely_shifts, shift_rows
from cmi_tui.wire.style import PLAIN

_Painted = tuple[Draft, list[Row], bool]
"""A sequence, what the terminal shows after it, and whether that is all that is wanted."""

# A frame beyond this many characters is also tried with rows moved.
_LONG = 60
_CLEAR = "\x1b[m\x1b[H\x1b[J"
_CLEAR_WITHOUT_ED = "\x1b[m\x1b[H\x1b[2J"
# Back from what a sequence that we did not understand may have switched: character sets,
# insertion, origin, margins.
SANE = "\x1b(B\x0f\x1b[4l\x1b[?6l\x1b[r"


def _better(best: _Painted, other: _Painted) -> _Painted:
    """The shorter one, if nothing is left over: else each frame might undo what the last has drawn."""
    return other if other[2] and (not best[2] or other[0].length < best[0].length) else best


class Painter:
    """Keeps the screen as the terminal has it."""

    def __init__(self, capabilities: Capabilities) -> None:
        self.capabilities = capabilities
        self.terminal = Terminal()
        self.rows: list[Row] | None = None
        self.strange = False

    def forget(self, strange: bool = False) -> None:
        """The terminal's screen is unknown from here on, and `strange`ly set perhaps."""
        self.rows = None
        self.strange = self.strange or strange
        self.terminal = replace(self.terminal, place=None, style=None)
        if strange:
            self.terminal = replace(self.terminal, visible=None, wraps=None)

    def frame(self, wanted: Grid, cursor: Place, visible: bool, limit: int) -> tuple[str, bool]:
        """The sequence for the next frame, and whether it is whole.

        After about `limit` characters the rest of the rows is left for another frame.
        """
        prefix = SANE if self.strange else ""
        self.strange = False
        same_size = self.rows and (len(self.rows), len(self.rows[0])) == (
            wanted.height,
            wanted.width,
        )
        if self.rows is None or not same_size:
            best = self._from_clear(wanted, limit)
        else:
            best = self._cheapest(self.rows, wanted, limit)
        draft, self.rows, whole = best
        draft.move(*cursor)
        if visible != draft.visible:
            draft.add("\x1b[?25h" if visible else "\x1b[?25l")
            draft.visible = visible
        at_cursor = wanted.rows[cursor[1]][cursor[0]]
        if at_cursor.text == " " and visible and draft.length:
            draft.dress(at_cursor.shown.style)  # here one types next: the letter shall be all it costs
        if draft.style is not None and draft.style.link:
            draft.dress(draft.style._replace(link=""))  # never left open for what may come between
        self.terminal = draft.terminal
        return prefix + "".join(draft.parts), whole

    def _cheapest(self, rows: list[Row], wanted: Grid, limit: int) -> _Painted:
        """From what the terminal shows, or from its rows moved."""
        best = self._from(rows, Draft(self.capabilities, self.terminal), wanted, limit)
        if best[0].length > _LONG:
            for shift in likely_shifts(rows, wanted.rows, wanted.height - 1 - self._scrolls_at_the_end):
                draft = Draft(self.capabilities, self.terminal)
                if shift_rows(draft, shift, wanted.height):
                    best = _better(best, self._from(shift.of(rows), draft, wanted, limit))
        return best

    @property
    def _scrolls_at_the_end(self) -> bool:
        """Whether the last row is drawn otherwise than others, as its last column moves the screen."""
        return not (self.capabilities.xenl or self.capabilities.no_wrap)

    def _from_clear(self, wanted: Grid, limit: int) -> _Painted:
        draft = Draft(self.capabilities, self.terminal)
        draft.add(_CLEAR if self.capabilities.ed else _CLEAR_WITHOUT_ED)
        draft.place, draft.style = (0, 0), PLAIN
        blank = [[BLANK] * wanted.width for _ in range(wanted.height)]
        return self._from(blank, draft, wanted, limit)

    def _from(self, rows: list[Row], draft: Draft, wanted: Grid, limit: int) -> _Painted:
        """Draw the difference to `rows`; what the terminal has then, and whether it is all."""
        rows = list(rows)
        changed = [y for y in range(wanted.height) if rows[y] != wanted.rows[y]]
        bottom = self._bottom(wanted, changed)
        for y in changed:
            if y >= bottom:
                draft.move(0, y)
                draft.ink(BLANK)
                draft.add("\x1b[J")
                rows[y:] = [list(row) for row in wanted.rows[y:]]
                break
            if draft.length >= limit:
                return draft, rows, False
            paint_row(draft, y, wanted.rows[y], rows[y], y == wanted.height - 1, len(changed) <= 5)
            rows[y] = list(wanted.rows[y])
        return draft, rows, True

    def _bottom(self, wanted: Grid, changed: list[int]) -> int:
        """The row from which all below is erased: the screen's height when it is not worth it."""
        bottom = wanted.height
        if not self.capabilities.ed:
            return bottom
        while bottom and all(cell.shown is BLANK for cell in wanted.rows[bottom - 1]):
            bottom -= 1
        return bottom if sum(y >= bottom for y in changed) > 1 else wanted.height
