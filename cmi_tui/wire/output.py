"""From what the application writes to what is sent: the wire without a driver around it."""

from __future__ import annotations

from cmi_tui.wire.capabilities import Capabilities
from cmi_tui.wire.lines import LinePrinter
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.painter import Painter
from cmi_tui.wire.reader import Reader

_MOUSE_CLICKS, _MOUSE_MOTION = "1000;1006", "1000;1003;1006"
_PASTE, _FOCUS = "2004", "1004"
_KEEP_TITLE, _GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b]2;\x07\x1b[23;2t"
"""xterm's stack of titles; a terminal without one is left with an empty title."""


class Output:
    """The wanted screen, the sent screen, and the sequences that open and close the session."""

    def __init__(self, capabilities: Capabilities, options: WireOptions, size: tuple[int, int]) -> None:
        self.capabilities = capabilities
        self.reader = Reader(*size, capabilities, options.economy)
        self._painter = Painter(capabilities)
        self._lines = LinePrinter()
        self._economy = options.economy
        self._focus_events = options.focus_events
        self._titled = False

    def start(self, mouse: bool) -> str:
        """The sequence that takes the terminal over."""
        self.forget()
        return self.capabilities.alternate[0] + self._modes(mouse, "h")

    def stop(self, mouse: bool) -> str:
        """The sequence that gives the terminal back as it was."""
        if not self.capabilities.address:
            return ""
        terminal = self._painter.terminal
        parts = [
            "" if terminal.visible else "\x1b[?25h",
            "" if terminal.wraps or not self.capabilities.no_wrap else "\x1b[?7h",
            "" if terminal.style is not None and not terminal.style.codes() else "\x1b[m",
            self._modes(mouse, "l"),
            _GIVE_TITLE_BACK if self._titled else "",
            # Without an alternate screen, the shell goes on below ours.
            self.capabilities.alternate[1] or f"\x1b[{self.reader.grid.height}H\r\n",
        ]
        self.forget()
        self._titled = False
        self.reader.passed.forget()
        return "".join(parts)

    def _modes(self, mouse: bool, switch: str) -> str:
        if not self.capabilities.modern:
            return ""
        modes = [_MOUSE_CLICKS if self._economy else _MOUSE_MOTION] if mouse else []
        focus = [_FOCUS] if self.focus_events else []
        return f"\x1b[?{';'.join([*modes, *focus, _PASTE])}{switch}"

    @property
    def focus_events(self) -> bool:
        """Whether the window's focus is reported."""
        return self._focus_events or self.reader.asks_focus

    def forget(self) -> None:
        """What the terminal shows is unknown: the next frame paints all."""
        self._painter.forget()
        self._lines.forget()

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size, and has moved or cut its content as it liked."""
        self.reader.resize(width, height)
        self.forget()

    def frame(self, room: int) -> tuple[str, bool]:
        """What is to be sent now, in about `room` bytes at most, and whether that is all."""
        reader = self.reader
        passed = ""
        if reader.passed.names_window and not self._titled:
            self._titled = True
            passed = _KEEP_TITLE
        passed += reader.passed.take()
        if not self.capabilities.address:
            reader.lost = False
            return ("\a" if "\a" in passed else "") + self._lines.frame(reader.grid), True
        if reader.lost:
            self._painter.forget(strange=True)
            reader.lost = False
        text, whole = self._painter.frame(reader.grid, reader.cursor, reader.visible, room)
        return passed + text, whole
