"""Two terminals for the proof: one that shows what an application writes, and a strict one.

The strict one reads only what its kind of terminal reads, and spoils the screen, or fails, where
real terminals differ from one another. It shares no code with the wire.
"""

from __future__ import annotations

import re

from rig.cells import Cells, naive_width
from rig.looks import KINDS, Kind, Look, Place, Unreadable, look_after

__all__ = ["KINDS", "Emulator", "Kind", "Look", "Place", "naive_width"]

_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<final>[ -/]*[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)|(?P<escape>\x1b[ -/]*[0-~])|(?P<one>.)",
    re.DOTALL,
)
_CUT = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|\][^\x07\x1b]*\x1b?|[ -/]*)?\Z")


class Emulator(Cells):
    """A terminal; with a `kind`, a strict one."""

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

    def _one(self, character: str) -> None:
        if character >= " " and character != "\x7f":
            self._print(character)
        elif character == "\r":
            self.x, self.pending = 0, False
        elif character == "\n":
            if self.kind is None:
                self.x = 0
            self._line_feed()
        elif character == "\b":
            self._settled()
            self.x = max(min(self.x, self.width - 1) - 1, 0)
        elif character == "\t" and self.kind is None:
            self.x = min((self.x // 8 + 1) * 8, self.width - 1)
        elif character == "\x0f":
            self.strange.discard("shift")
        elif character not in "\a\0":
            raise Unreadable(repr(character))

    def _line_feed(self) -> None:
        self._settled()
        bottom = self.region[1] if self.region else self.height - 1
        if self.y != bottom:
            self.y = min(self.y + 1, self.height - 1)
            return
        self._need(self.kind is None or self.may_scroll or bool(self.region), "line feed scrolls")
        self._scroll(self.region[0] if self.region else 0, bottom, 1)

    def disturb(self, sequence: str) -> None:
        """Take a sequence that the application knows of, and the wire does not."""
        flags = {"(0": "charset", "[?6h": "origin", "[4h": "insert", "[2;3r": "margins"}
        if sequence[1:] in flags:
            self.strange.add(flags[sequence[1:]])
        else:
            self.spoil()
        self.lost = True

    def _escape(self, sequence: str) -> None:
        if sequence == "\x1b(B":
            self.strange.discard("charset")
        elif sequence == "\x1bM" and self.region is not None:
            self._settled()
            self._need(self.kind is None or "r" in self.kind.finals, "reverse index")
            if self.y == self.region[0]:
                self._scroll(*self.region, -1)
            else:
                self.y = max(self.y - 1, 0)
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
        if final == "l" or (final == "r" and not parameters):
            self.strange.discard("insert" if final == "l" else "margins")
            if final == "r":
                self.region, self.lost = None, True
            return
        if self.kind:
            self._need(final in self.kind.finals, f"CSI {parameters}{final}")
        if final == "n":
            self.answers += 1
        elif final == "r":
            self.region, self.lost = (numbers[0] - 1, numbers[1] - 1), True
            self._need(self.region[0] < self.region[1] < self.height, f"margins {parameters}")
        elif final == "H":
            row, column = (*numbers, 1)[:2]
            self.y = min(max(row, 1), self.height) - 1
            self.x = min(max(column, 1), self.width) - 1
            self.pending = self.lost = False
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
        elif final == "@":
            self._break(x)
            self._break(self.width - count)
            cells = self.rows[y]
            cells[x:] = [*[self._blank()] * count, *cells[x:]][: self.width - x]
        elif final == "P":
            self._break(x)
            self._break(x + count)
            cells = self.rows[y]
            cells[x:] = [*cells[x + count :], *[self._blank()] * min(count, self.width - x)]
        elif final in "LM":
            self._need(x == 0 or self.kind is None, "where the cursor goes differs")
            bottom = self.region[1] if self.region else self.height - 1
            self._scroll(y, bottom, count if final == "M" else -count)
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
        known = {"25", "7", "6"} if self.kind is None or self.kind.waits_at_margin else {"25", "6"}
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
