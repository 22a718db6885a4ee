"""The application's output stream read into the wanted screen."""

from __future__ import annotations

import re
from collections.abc import Callable

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.grid import Grid
from cmi_tui.wire.palette import ASCII_RULES, adapted
from cmi_tui.wire.passed import Passed
from cmi_tui.wire.style import PLAIN, restyled

_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<private>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<final>[ -/]*[@-~])"
    r"|\x1b\](?P<command>[^\x07\x18\x1a\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<other>\x1b[PX^_][^\x18\x1a\x1b]*\x1b\\|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f-\x9f])"
)
# A write may end in the middle of a sequence; its rest comes with the next one.
_UNFINISHED = re.compile(r"\x1b(?:[ -/]*|\[[<=>?]?[0-9;:]*[ -/]*|[\]PX^_][^\x07\x18\x1a\x1b]*\x1b?)\Z")
_LONGEST_UNFINISHED = 1 << 20
# Private modes that change no cell: blinking cursor, mouse, focus, paste, resize reports, themes.
_HARMLESS_MODES = {
    "9", "12", "1000", "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1015", "1016",
    "2004", "2031", "2048",
}  # fmt: skip
# The shape of the mouse's pointer, which Textual names again and again.
_POINTER = "22;"
# The window's title is one more thing to send.
_TITLES = ("0;", "1;", "2;")
_CURSOR, _SYNCHRONIZED, _FOCUS = "25", "2026", "1004"


class Reader:
    """Keeps the screen that the application wants.

    What it does not understand is kept in `passed`, to be sent on untouched, and `lost` says
    that the terminal's screen can no longer be known.
    """

    def __init__(self, width: int, height: int, capabilities: Capabilities, economy: bool) -> None:
        self.grid = Grid(width, height)
        self.passed = Passed()
        self.lost = False
        self.visible = True
        self.asks_focus = False
        self.x = 0
        self.y = 0
        self._capabilities = capabilities
        self._economy = economy
        self._rules = ASCII_RULES if economy else None
        self._raw = PLAIN
        self._style = PLAIN
        self._held = ""
        self._pointer = f"{_POINTER}default"

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor is to be."""
        return min(self.x, self.grid.width - 1), self.y

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size."""
        self.grid.resize(width, height)
        self._move(self.x, self.y)

    def feed(self, data: str) -> None:
        """Read what the application writes."""
        if self._held:
            data = self._held + data
            self._held = ""
        unfinished = data.rfind("\x1b", -_LONGEST_UNFINISHED)
        if unfinished >= 0:
            # A string's terminator may itself be cut: `ESC ] … ESC`.
            for start in (data.rfind("\x1b", 0, unfinished), unfinished):
                if start >= 0 and _UNFINISHED.match(data, start):
                    self._held = data[start:]
                    data = data[:start]
                    break
        for token in _TOKEN.finditer(data):
            if (text := token["text"]) is not None:
                self._text(text)
            elif (final := token["final"]) is not None:
                self._control(token[0], token["private"], token["parameters"], final)
            elif (command := token["command"]) is not None:
                self._command(command)
            else:
                self._other(token[0])

    def _text(self, text: str) -> None:
        if self._rules:
            text = text.translate(self._rules)
        self.x = self.grid.write(self.x, self.y, text, self._style)

    def _move(self, x: int, y: int) -> None:
        self.x = max(0, min(x, self.grid.width - 1))
        self.y = max(0, min(y, self.grid.height - 1))

    def _control(self, sequence: str, private: str, parameters: str, final: str) -> None:
        if final == "m" and not private:
            self._raw = restyled(self._raw, parameters)
            self._style = adapted(self._raw, self._capabilities)
        elif not private and final in _CONTROLS and ":" not in parameters:
            numbers = [int(part or 0) for part in parameters.split(";")]
            _CONTROLS[final](self, numbers)
        elif private == "?" and final in ("h", "l"):
            self._modes(sequence, parameters.split(";"), final == "h")
        elif self._is_harmless(private, final):
            if self._capabilities.modern:
                self.passed.add(sequence)
        else:
            self._other(sequence)

    @staticmethod
    def _is_harmless(private: str, final: str) -> bool:
        """Whether a sequence asks, or sets what shows on no cell: reports, keys, cursor shape."""
        return (
            final in ("c", "n", " q", "$p")
            or (final == "u" and private in ("<", "=", ">", "?"))
            or (final in ("q", "m", "n") and private == ">")
            or (final == "t" and private == "")
        )

    def _modes(self, sequence: str, modes: list[str], on: bool) -> None:
        if _CURSOR in modes:
            self.visible = on
        if _FOCUS in modes:
            self.asks_focus = on
        rest = [mode for mode in modes if mode not in (_CURSOR, _SYNCHRONIZED)]
        if not rest:
            return
        if not _HARMLESS_MODES.issuperset(rest):
            self._other(sequence)
        elif self._capabilities.modern:
            for mode in rest:
                self.passed.add_mode(mode, on)

    def _command(self, command: str) -> None:
        """An operating system command: a hyperlink belongs to the cells, others change none."""
        if command.startswith("8;"):
            link = command[2:]
            self._raw = self._raw._replace(link="" if link.endswith(";") else link)
            self._style = adapted(self._raw, self._capabilities)
        elif self._economy and command.startswith(_TITLES):
            return
        elif self._capabilities.modern and command != self._pointer:
            self.passed.add_command(command)
            if command.startswith(_POINTER):
                self._pointer = command

    def _other(self, sequence: str) -> None:
        if (control := _SINGLES.get(sequence)) is not None:
            control(self)
        else:
            self.passed.add(sequence)
            self.lost = True

    def _line_feed(self) -> None:
        # A terminal line turns it into a carriage return and a line feed.
        self.x = 0
        if self.y + 1 < self.grid.height:
            self.y += 1
        else:
            self.grid.scroll(self._style)

    def _erase_row(self, kind: int) -> None:
        x = self.cursor[0]
        start, end = {0: (x, self.grid.width), 1: (0, x + 1)}.get(kind, (0, self.grid.width))
        self.grid.erase(self.y, start, end, self._style)

    def _erase_screen(self, kind: int) -> None:
        rows = {0: range(self.y + 1, self.grid.height), 1: range(self.y)}
        if kind in (0, 1):
            self._erase_row(kind)
        for y in rows.get(kind, range(self.grid.height)):
            self.grid.erase(y, 0, self.grid.width, self._style)

    def _erase_cells(self, count: int) -> None:
        x = self.cursor[0]
        self.grid.erase(self.y, x, x + max(count, 1), self._style)

    def _go(self, right: int, down: int) -> None:
        self._move(self.cursor[0] + right, self.y + down)

    def _tab(self) -> None:
        self._move((self.x // 8 + 1) * 8, self.y)

    def _bell(self) -> None:
        self.passed.add("\a")


def _number(numbers: list[int]) -> int:
    return max(numbers[0], 1)


_CONTROLS: dict[str, Callable[[Reader, list[int]], None]] = {
    "A": lambda reader, n: reader._go(0, -_number(n)),
    "B": lambda reader, n: reader._go(0, _number(n)),
    "C": lambda reader, n: reader._go(_number(n), 0),
    "D": lambda reader, n: reader._go(-_number(n), 0),
    "G": lambda reader, n: reader._move(_number(n) - 1, reader.y),
    "d": lambda reader, n: reader._move(reader.cursor[0], _number(n) - 1),
    "H": lambda reader, n: reader._move(_number(n[1:] or [1]) - 1, _number(n) - 1),
    "f": lambda reader, n: reader._move(_number(n[1:] or [1]) - 1, _number(n) - 1),
    "J": lambda reader, n: reader._erase_screen(n[0]),
    "K": lambda reader, n: reader._erase_row(n[0]),
    "X": lambda reader, n: reader._erase_cells(n[0]),
}
_SINGLES: dict[str, Callable[[Reader], None]] = {
    "\a": Reader._bell,
    "\b": lambda reader: reader._go(-1, 0),
    "\t": Reader._tab,
    "\n": Reader._line_feed,
    "\r": lambda reader: reader._move(0, reader.y),
    "\x00": lambda reader: None,
    "\x7f": lambda reader: None,
}
