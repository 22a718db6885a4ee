"""The foot of a screen: the session's end, what is under way, the help of the field, the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from textual.strip import Strip

from cmi_tui.lean.drawn import Drawing, Stop
from cmi_tui.messages import forms
from cmi_tui.messages.keys import KEYS, SHORT_KEYS
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.look import MARGIN, page_width
from cmi_tui.tui.drawing.row import Piece, blank, fitted, row, wrapped
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.widgets.page_widget import PageWidget

_BETWEEN_KEYS = 3
_BETWEEN_SHORT_KEYS = 2
_TOLD_NO_MORE = " "
"""News that take the place of others and say nothing."""
_WAYS_OUT = ("back", "cancel", "close", "close_menu")


@lru_cache(maxsize=256)
def _lines_of_help(text: str, width: int) -> list[str]:
    # The helps are the guide's, the same for all: none of it is anybody's own.
    return wrapped(text, width) if text else []


@dataclass(frozen=True)
class Help:
    """What is told of the focused field: its label, whether it is required, its help, how it stands.

    `briefs` are the same in fewer and fewer words, for a window that has one row for it.
    """

    label: str = ""
    necessity: str = ""
    text: str = ""
    state: str = ""
    briefs: tuple[str, ...] = ()

    def brief(self, width: int) -> str:
        """The first of the briefs that goes on one row."""
        room = page_width(width) - 2 * MARGIN
        briefs = self.briefs or (self.label,)
        return next((text for text in briefs if cell_len(text) <= room), fitted(briefs[-1], room))

    def rows(self, width: int, size: int, news: str | None = None) -> list[str]:
        """The lines, at most `size` of them where that is not 0; the first begins with the label.

        How the field stands has rows of its own where there is room for them. The help is told whole
        or, as F1 has it, not at all. `news`, empty for none, are said in the place of how the field
        stood: no other row changes, so that a screen reader says nothing else.
        """
        room = page_width(width) - 2 * MARGIN
        text = _lines_of_help(self.text, room)
        state = wrapped(self.state, room) if self.state else []
        first = self.label + self.necessity
        if size > 1 + len(text) and 1 + len(text) + len(state) <= size:
            return [first, *text, *(state if news is None else [news])]
        if state:
            first = forms.WITH_STATE.format(field=first, state=self.state)
        lines = wrapped(first, room) if first else []
        whole = lines + text
        shown = whole if not size or len(whole) <= size else lines[:size]
        if news or (news is not None and state):
            shown[: len(lines)] = [news] + [""] * (min(len(lines), len(shown)) - 1)
        return shown


class Foot(PageWidget):
    """Docked at the bottom; `help_rows` tells how many rows of help have their place at a width and a
    tightness.
    """

    def __init__(self, help_rows: Callable[[int, Tightness], int]) -> None:
        super().__init__(id="foot")
        self._help_rows = help_rows
        self._help = Help()
        self._news: str | None = None
        self._hint: Help | None = None
        self._idle = ""
        self._status = ""
        self._keys: Sequence[str] = ()

    def show_status(self, text: str) -> None:
        """Shows a sentence on the status row, or clears it."""
        if text != self._status:
            self._status = text
            self.redraw()

    def show_idle(self, text: str) -> None:
        """Shows that the session is about to end, or clears it; nothing else clears that row."""
        if text != self._idle:
            self._idle = text
            self.redraw()

    def show_help(self, told: Help) -> None:
        """Shows the help of what has the focus."""
        if told != self._help or self._news is not None:
            self._help, self._news = told, None
            self.redraw()

    def show_news(self, text: str) -> None:
        """Says what typing has made of the field, empty for nothing, until the next help."""
        news = text or (_TOLD_NO_MORE if self._news else "")
        if news != self._news:
            self._news = news
            self.redraw()

    def show_hint(self, told: Help | None) -> None:
        """Shows the help of what the pointer is on, in the place of that of the focus."""
        if told != self._hint:
            self._hint = told
            self.redraw()

    def show_keys(self, names: Sequence[str]) -> None:
        """Shows what the keys `names` do, in fewer words where the window is narrow."""
        if names != self._keys:
            self._keys = names
            self.redraw()

    def has_place_for(self, rows: int, width: int, tightness: Tightness) -> bool:
        """Whether so many rows of help have their place whatever is told."""
        return tightness.has_whole_help and rows <= self._help_rows(width, tightness)

    def draw_at(self, width: int, tightness: Tightness) -> Drawing:
        """The rows, from the one that is seldom shown to the one that always is."""
        room = page_width(width) - 2 * MARGIN
        rows = [
            row(width, (MARGIN, line, ink.BOLD))
            for text in (self._idle, self._status)
            if text
            for line in wrapped(text, room)
        ]
        rows += self._help_part(width, tightness)
        keys, stops = self._key_row(width, len(rows))
        return Drawing([*rows, keys], stops)

    def _help_part(self, width: int, tightness: Tightness) -> list[Strip]:
        told, news = (self._hint, None) if self._hint else (self._help, self._news)
        reserved = self._help_rows(width, tightness)
        if not tightness.has_whole_help:
            brief = news or told.brief(width)
            return [row(width, (MARGIN, brief, ink.BOLD))] if reserved else []
        lines = told.rows(width, reserved, news)
        if not lines and not reserved:
            return []
        rows = []
        for number, line in enumerate(lines):
            bold = len(told.label) if number == 0 else 0
            rest = (MARGIN + cell_len(line[:bold]), line[bold:], ink.PLAIN)
            rows.append(row(width, (MARGIN, line[:bold], ink.BOLD), rest))
        rows += [blank(width)] * (reserved - len(rows))
        if tightness.has_rule and self.fitting.look.has_rules:
            rule = " " * (page_width(width) - 2 * MARGIN)
            rows.insert(0, row(width, (MARGIN, rule, ink.RULE)))
        return rows

    def _key_row(self, width: int, place: int) -> tuple[Strip, list[Stop]]:
        texts, between = self._key_texts(width - 2 * MARGIN)
        has_band = self.fitting.look.has_bands
        plain, bold = (ink.BAND, ink.BAND_BOLD) if has_band else (ink.PLAIN, ink.BOLD)
        # In a band in reverse video what has the focus is the only thing that is not.
        focused_style = ink.BOLD if has_band else ink.FOCUSED
        focused = self.at or (self._keys[0] if self._keys else "") if self.has_focus else ""
        pieces: list[Piece] = []
        stops: list[Stop] = []
        column = MARGIN
        for name, text in zip(self._keys, texts, strict=True):
            key, _blank, words = text.partition(" ")
            size = cell_len(text)
            if name == focused:
                pieces.append((column, text, focused_style))
            else:
                pieces.append((column, key, bold))
                pieces.append((column + cell_len(key) + 1, words, plain))
            stops.append(Stop(name, place, column, size))
            column += size + between
        return row(width, *pieces, fill=plain), stops

    def _key_texts(self, room: int) -> tuple[list[str], int]:
        """The keys with their words, shortened one by one where there is no room, the way out last."""
        texts, between = {name: KEYS[name] for name in self._keys}, _BETWEEN_KEYS
        for name in sorted(self._keys, key=_WAYS_OUT.__contains__):
            if sum(map(cell_len, texts.values())) + between * (len(texts) - 1) <= room:
                break
            texts[name], between = SHORT_KEYS[name], _BETWEEN_SHORT_KEYS
        return list(texts.values()), between
