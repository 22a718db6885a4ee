"""Two terminals for the proof: one that shows what an application writes, and a strict one.

The strict one reads only what its kind of terminal reads, and spoils the screen, or fails, where
real terminals differ from one another. It shares no code with the wire.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from rich.cells import cell_len

JUNK = "\ufffd"
_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<final>[ -/]*[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)|(?P<escape>\x1b[ -/]*[0-~])|(?P<one>.)",
    re.DOTALL,
)
_CUT = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|\][^\x07\x1b]*\x1b?|[ -/]*)?\Z")
_ATTRIBUTES = {1, 2, 3, 5, 6, 7, 8, 9, 51, 52, 53}
_OFF = {22: {1, 2}, 23: {3}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}


class Look(NamedTuple):
    """Attributes as the numbers of their SGR codes; colours as their codes."""

    attributes: frozenset[int] = frozenset()
    underline: str = ""
    foreground: str = ""
    background: str = ""
    underline_color: str = ""
    link: str = ""

    def on_space(self) -> Look:
        """What of it shows on a space."""
        if self.attributes & {7, 9, 51, 52, 53} or self.underline or self.link:
            return self
        return Look(background=self.background)


class Place(NamedTuple):
    """A cell: the second half of a wide character has no text."""

    text: str = " "
    look: Look = Look()


class Unreadable(AssertionError):
    """The terminal was sent what it cannot read, or what terminals read in different ways."""


@dataclass(frozen=True)
class Kind:
    """What a strict terminal reads; `finals` are the letters of its control sequences."""

    finals: str
    sgr: frozenset[int]
    colors: int
    bce: bool = False
    private: bool = True
    single_off: bool = True


def look_after(look: Look, parameters: str) -> Look:
    """Apply SGR parameters."""
    codes = [int(code or 0) for code in parameters.split(";")]
    while codes:
        code = codes.pop(0)
        attributes = look.attributes
        if code == 0:
            look = Look(link=look.link)
        elif code in _ATTRIBUTES:
            look = look._replace(attributes=attributes | {code})
        elif code in _OFF:
            look = look._replace(attributes=attributes - _OFF[code])
        elif code in (4, 21, 24):
            look = look._replace(underline="" if code == 24 else str(code))
        elif code in (38, 48, 58):
            count = 2 if codes[0] == 5 else 4
            value = ";".join(map(str, [code, *codes[:count]]))
            del codes[:count]
            field = {38: "foreground", 48: "background", 58: "underline_color"}[code]
            look = look._replace(**{field: value})  # type: ignore[arg-type]
        elif code // 10 in (3, 9):
            look = look._replace(foreground="" if code == 39 else str(code))
        elif code // 10 in (4, 10):
            look = look._replace(background="" if code == 49 else str(code))
        elif code == 59:
            look = look._replace(underline_color="")
        else:
            raise Unreadable(f"SGR {code}")
    return look


class Emulator:
    """A terminal; with a `kind`, a strict one."""

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

    def feed_raw(self, data: str) -> None:
        """Show what came over a link, where a sequence may be cut."""
        data = self.cut + data
        cut = _CUT.search(data)
        self.cut = data[cut.start() :] if cut else ""
        self.feed(data[: cut.start()] if cut else data)

    def feed(self, data: str) -> None:
        """Show what was written."""
        for token in _SEQUENCE.finditer(data):
            if token["one"] is None:
                self.dropped = ""
            printed, self.printed = self.printed, False
            if token["one"] is not None:
                self._one(token["one"])
            elif token["command"] is not None:
                if token["command"].startswith("8;"):
                    link = token["command"][2:]
                    self.look = self.look._replace(link="" if link.endswith(";") else link)
                self._need(self.kind is None or self.kind.private, token[0])
            elif token["escape"] is not None:
                self._escape(token["escape"])
            else:
                self.printed = printed
                self._control(token["private"], token["parameters"], token["final"])
                self.printed = False

    def _need(self, condition: bool, what: str) -> None:
        if not condition:
            raise Unreadable(repr(what))

    def _one(self, character: str) -> None:
        if character >= " " and character != "\x7f":
            self._print(character)
        elif character == "\r":
            self.x, self.pending = 0, False
        elif character == "\n":
            if self.kind is None:
                self.x = 0
            stays = self.kind is None or self.may_scroll or self.y + 1 < self.height
            self._need(stays, "line feed scrolls")
            self._need(not self.pending or self.kind is None, "line feed after the last column")
            if self.y + 1 < self.height:
                self.y += 1
            else:
                self.rows = [*self.rows[1:], [Place()] * self.width]
            self.pending = False
        elif character == "\b":
            self._settled()
            self.x = max(min(self.x, self.width - 1) - 1, 0)
        elif character == "\t" and self.kind is None:
            self.x = min((self.x // 8 + 1) * 8, self.width - 1)
        elif character == "\x0f":
            self.strange.discard("shift")
        elif character not in "\a\0":
            raise Unreadable(repr(character))

    def _settled(self) -> None:
        self._need(not self.pending or self.kind is None, "a move after the last column")
        self.pending = False

    def _print(self, character: str) -> None:
        if self.strange:
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
        if self.kind is not None and self.x >= self.width:
            self.x = self.width - 1
            self.pending = True

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
        look = Look(background=self.look.background)
        text = " "
        if self.kind is not None and (
            (look.background and not self.kind.bce) or self.look.on_space() != look
        ):
            text = JUNK
        here, self.y = self.y, y
        self._break(start)
        self._break(end)
        self.y = here
        self.rows[y][start:end] = [Place(text, look)] * (end - start)

    def _escape(self, sequence: str) -> None:
        if sequence == "\x1b(B":
            self.strange.discard("charset")
        elif sequence == "\x1b(0":
            self.strange.add("charset")
        elif sequence in ("\x1bM", "\x1b#8"):
            self.spoil()
        else:
            raise Unreadable(repr(sequence))

    def _control(self, private: str, parameters: str, final: str) -> None:
        if private:
            self._private(private, parameters, final)
            return
        if final == "m":
            if self.kind:
                self._check_style(parameters)
            self.look = look_after(self.look, parameters)
            return
        numbers = [int(part or 0) for part in parameters.split(";")]
        count = max(numbers[0], 1)
        if final in "hlrLS":
            flag = {"h": "insert", "l": "insert", "r": "margins"}.get(final, "")
            if final in "LS":
                self.spoil()
            elif (final == "r" and not parameters) or final == "l":
                self.strange.discard(flag)
            else:
                self.strange.add(flag)
            return
        if self.kind:
            self._need(final in self.kind.finals, f"CSI {parameters}{final}")
        if final == "n":
            self.answers += 1
        elif final == "H":
            row, column = (*numbers, 1)[:2]
            self.y = min(max(row, 1), self.height) - 1
            self.x = min(max(column, 1), self.width) - 1
            self.pending = False
        elif final == "b":
            self._need(self.printed, "REP not after a character")
            character = self.rows[self.y][self.x if self.pending else self.x - 1].text
            self._need(not self.pending and self.x + count <= self.width, "REP over the margin")
            for _ in range(count):
                self._print(character)
        else:
            self._settled()
            self._settled_control(final, numbers, count)

    def _settled_control(self, final: str, numbers: list[int], count: int) -> None:
        x, y = min(self.x, self.width - 1), self.y
        if final == "K":
            start, end = {0: (x, self.width), 1: (0, x + 1)}.get(numbers[0], (0, self.width))
            self._erase(y, start, end)
        elif final == "J":
            if numbers[0] == 0:
                self._erase(y, x, self.width)
            if numbers[0] == 1:
                self._erase(y, 0, x + 1)
            rows = {0: range(y + 1, self.height), 1: range(y)}
            for row in rows.get(numbers[0], range(self.height)):
                self._erase(row, 0, self.width)
        elif final == "X":
            self._erase(y, x, min(x + count, self.width))
        else:
            steps = {"A": (0, -count), "B": (0, count), "C": (count, 0), "D": (-count, 0)}
            right, down = steps.get(final, (0, 0))
            x, y = x + right, y + down
            if final == "G":
                x = count - 1
            if final == "d":
                y = count - 1
            self.x = max(0, min(x, self.width - 1))
            self.y = max(0, min(y, self.height - 1))

    def _private(self, private: str, parameters: str, final: str) -> None:
        known = {"25", "7", "6"}
        self._need(
            self.kind is None or self.kind.private or parameters in known,
            f"CSI {private}{parameters}{final}",
        )
        if private != "?" or final not in "hl":
            return
        on = final == "h"
        for mode in parameters.split(";"):
            (self.modes.add if on else self.modes.discard)(mode)
            if mode == "25":
                self.visible = on
            elif mode == "7":
                self.wrap = on
            elif mode == "6":
                (self.strange.add if on else self.strange.discard)("origin")
            elif mode == "1049":
                self.alternate = on

    def _check_style(self, parameters: str) -> None:
        assert self.kind is not None
        codes = [int(code or 0) for code in parameters.split(";")]
        while codes:
            code = codes.pop(0)
            if code in (38, 48, 58):
                depth = 256 if codes[0] == 5 else 1 << 24
                self._need(self.kind.colors >= depth, parameters)
                del codes[: 2 if depth == 256 else 4]
            elif 30 <= code <= 49:
                self._need(self.kind.colors >= 8, parameters)
            elif code >= 90 and code <= 107:
                self._need(self.kind.colors >= 16, parameters)
            elif code in (22, 23, 24, 25, 27, 28, 29, 55, 59):
                self._need(self.kind.single_off, parameters)
            elif code:
                self._need(code in self.kind.sgr, f"SGR {code}")

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


_XTERM = Kind("HABCDGdJKXbmn", frozenset({1, 2, 3, 4, 5, 7, 8, 9, 21, 53, 58}), 256, bce=True)
_SCREEN = Kind("HABCDGdJKmn", frozenset({1, 2, 4, 5, 7, 21, 53, 58}), 256)
_LINUX = Kind("HABCDGdJKXmn", frozenset({1, 2, 4, 5, 7}), 8, bce=True, private=False)
_VT100 = Kind("HABCDJKmn", frozenset({1, 4, 5, 7}), 0, private=False, single_off=False)
KINDS = {
    "xterm-256color": _XTERM,
    "xterm": replace(_XTERM, sgr=_XTERM.sgr - {21, 53, 58}, colors=8),
    "tmux-256color": replace(_SCREEN, sgr=_SCREEN.sgr | {3, 8, 9}),
    "tmux": replace(_SCREEN, sgr=frozenset({1, 2, 3, 4, 5, 7, 8, 9}), colors=8),
    "screen-256color": _SCREEN,
    "screen": replace(_SCREEN, sgr=frozenset({1, 2, 4, 5, 7}), colors=8),
    "linux": _LINUX,
    "vt100": _VT100,
    "putty": replace(_LINUX, sgr=frozenset({1, 4, 5, 7}), private=True),
}
