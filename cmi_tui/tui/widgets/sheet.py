"""A page's text with its buttons and links, as one widget."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from cmi_tui.lean.drawn import Drawing, Stop
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Link, Pair, Press, Section, Text, Title
from cmi_tui.tui.drawing.look import INDENT, MARGIN, NARROW, VALUES, is_stacked, page_width
from cmi_tui.tui.drawing.row import Piece, blank, row, wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.page_widget import PageWidget

TITLE = "title"
NEWS = "news"
"""What the pointer is told to be on where it is on the title, and on what has just been done."""
_BUTTON = "[ {label} ]"
_BETWEEN_BUTTONS = 3
_HANGING = 2
_PAIR_IN_ONE = "{label} : {value}"


class Sheet(PageWidget):
    """Shows blocks, one below the other; `helps` tells what the pointer is told of some stops."""

    def __init__(
        self, blocks: Sequence[Block], *, at: str = "", helps: dict[str, str] | None = None,
        id: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(at=at, id=id)
        self._blocks = blocks
        self.helps = helps or {}

    def show(self, blocks: Sequence[Block]) -> None:
        """Shows other blocks."""
        self._blocks = blocks
        self.redraw()

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The blocks, without the blank rows for which the window is too tight."""
        focused = (self.at or None) if self.has_focus else ""
        sheet = _Drawer(width, focused, has_rules=self.fitting.look.has_rules)
        for block in self._blocks:
            if not isinstance(block, Gap) or block.weight >= tightness.least_gap:
                sheet.add(block)
        return Drawing(sheet.rows, sheet.stops, sheet.places)


class _Drawer:
    """Collects rows and stops; `focused` names the stop with the focus, None for the first one."""

    def __init__(self, width: int, focused: str | None, *, has_rules: bool) -> None:
        self.rows: list[Strip] = []
        self.stops: list[Stop] = []
        self.places: list[Stop] = []
        self._width = width
        self._page = page_width(width)
        self._right = self._page - MARGIN
        self._is_narrow = width < NARROW
        self._focused = focused
        self._has_rules = has_rules
        self._adders: dict[type[Block], Callable[..., None]] = {
            Title: self._title,
            Section: self._section,
            Pair: self._pair,
            Text: self._text,
            Link: self._link,
            Buttons: self._buttons,
            Gap: lambda _gap: self.rows.append(blank(self._width)),
        }

    def add(self, block: Block) -> None:
        """Adds the rows of a block."""
        self._adders[type(block)](block)

    def _row(self, *pieces: Piece) -> None:
        self.rows.append(row(self._width, *pieces))

    def _press(self, press: Press, column: int, text: str, style: Style) -> Piece:
        is_focused = self._focused == press.name or (self._focused is None and not self.stops)
        self.stops.append(Stop(press.name, len(self.rows), column, cell_len(text)))
        return column, text, ink.FOCUSED if is_focused else style

    def _button(self, button: Press, column: int | None = None) -> Piece:
        text = _BUTTON.format(label=button.label)
        style = ink.BOLD if button.is_main else ink.PLAIN
        at = self._right - cell_len(text) if column is None else column
        return self._press(button, max(at, 0), text, style)

    def _lines(self, text: str, column: int, style: Style) -> None:
        for line in wrapped(text, self._right - column):
            self._row((column, line, style))

    def _title(self, title: Title) -> None:
        lines = wrapped(title.text, self._right - MARGIN)
        for line in lines[:-1]:
            self._row((MARGIN, line, ink.BOLD))
        last = lines[-1]
        end = MARGIN + cell_len(last)
        self.places.append(Stop(TITLE, len(self.rows), MARGIN, cell_len(last)))
        if self._has_rules:
            self._row((MARGIN, last, ink.TITLE), (end, " " * (self._right - end), ink.RULE))
        else:
            self._row((MARGIN, last, ink.BOLD))

    def _section(self, section: Section) -> None:
        self._with_button((MARGIN, section.text, ink.BOLD), section.button)

    def _with_button(self, piece: Piece, button: Press | None) -> None:
        if button is None:
            self._row(piece)
            return
        end = piece[0] + cell_len(piece[1])
        if end + 2 + cell_len(_BUTTON.format(label=button.label)) > self._right:
            self._row(piece)
            self._row(self._button(button))
        else:
            self._row(piece, self._button(button))

    def _pair(self, pair: Pair) -> None:
        button = pair.button
        room = self._right - (2 + cell_len(_BUTTON.format(label=button.label)) if button else 0)
        if self._is_narrow:
            column, label = INDENT, ""
            lines = wrapped(
                _PAIR_IN_ONE.format(label=pair.label, value=pair.value), self._right - INDENT
            )
        else:
            column, label = VALUES, pair.label
            lines = wrapped(pair.value, room - VALUES)
        for line in lines[:-1]:
            self._row((INDENT, label, ink.PLAIN), (column, line, pair.ink))
            label = ""
        last = (column, lines[-1], pair.ink)
        if button is None:
            self._row((INDENT, label, ink.PLAIN), last)
        elif column + cell_len(lines[-1]) > room:
            self._row((INDENT, label, ink.PLAIN), last)
            self._row(self._button(button))
        else:
            self._row((INDENT, label, ink.PLAIN), last, self._button(button))

    def _text(self, text: Text) -> None:
        start = len(self.rows)
        self._lines(text.text, INDENT if text.is_of_section else MARGIN, text.ink)
        if text.ink in (ink.DONE, ink.ERROR):
            rows = range(start, len(self.rows))
            self.places += [Stop(NEWS, row, 0, self._width) for row in rows]

    def _link(self, link: Link) -> None:
        room = self._right - INDENT
        first, *others = wrapped(link.press.label, room)
        if others:
            # What goes on hangs further in: a row at the column of links begins another.
            first, *others = wrapped(link.press.label, room - _HANGING)
        column, text, style = self._press(link.press, INDENT, first, ink.LINK)
        self._row((column, text, style))
        for line in others:
            self._row((column + _HANGING, line, style))

    def _buttons(self, buttons: Buttons) -> None:
        is_stacked_form = is_stacked(self._width, buttons.column)
        start = min(buttons.column, INDENT) if is_stacked_form else buttons.column
        pieces: list[Piece] = []
        column = start
        for button in buttons.buttons:
            size = cell_len(_BUTTON.format(label=button.label))
            if pieces and column + size > self._right:
                self._row(*pieces)
                pieces, column = [], start
            pieces.append(self._button(button, column))
            column += size + _BETWEEN_BUTTONS
        self._row(*pieces)
