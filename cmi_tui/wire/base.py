"""What the drivers share: frames out, events in, on the application's own event loop."""

from __future__ import annotations

import os
from abc import abstractmethod
from asyncio import TimerHandle
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from time import monotonic
from typing import Any

from textual.app import App
from textual.events import Event, Resize
from textual.geometry import Size
from textual.message import Message

from cmi_tui.wire.capabilities import Capabilities, fallback, from_entry
from cmi_tui.wire.flow import Flow
from cmi_tui.wire.input import InputReader
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output
from cmi_tui.wire.palette import with_colors
from cmi_tui.wire.terminfo import directories, load
from cmi_tui.wire.textual_parts import DriverParts, XTermParser

# A key's effects come in several updates, which are sent together: those of a letter at once, those
# of a change of focus or a click, which may need another layout, after a moment.
_GATHERING_LETTER = 0.0
_GATHERING_OTHER = 0.01
_ERASERS = ("\x7f", "\b")
# A character that a slow line has split is whole after so long (seconds), or will never be.
_SPLIT_CHARACTER = 3.0
# A terminal that controls the flow by these sends them by itself, or its user does to go on.
_FLOW_CONTROL = dict.fromkeys(map(ord, "\x11\x13"))
# A terminal can claim any size: beyond this one the cells would take the memory of the process.
_MOST_COLUMNS, _MOST_ROWS = 1000, 400


@lru_cache(maxsize=256)
def capabilities_of(options: WireOptions) -> Capabilities:
    """What the terminal of a session can do."""
    places = [Path(place) for place in options.terminfo] or directories(os.environ)
    entry = load(options.term, places)
    known = from_entry(entry, options.term) if entry else fallback(options.term)
    return with_colors(known, options.colors)


def _bounded(width: int, height: int) -> tuple[int, int]:
    return min(width, _MOST_COLUMNS), min(height, _MOST_ROWS)


class DifferenceDriver(DriverParts):
    """A driver that sends differences. Subclasses move the bytes."""

    options: WireOptions

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        capabilities = capabilities_of(self.options)
        self._asks_mouse = self.wants_mouse and self.options.mouse
        # `App.size` asks the driver: without an answer it would ask the process's own terminal.
        self.size = known_size = size or _bounded(*self._measure())
        self._output = Output(capabilities, self.options, known_size)
        self._flow = Flow(asks=capabilities.address and self._asks())
        self._thread = get_ident()
        self._active = False
        self._gathering = _GATHERING_LETTER
        self._frame: TimerHandle | None = None
        self._next_frame = 0.0
        self._reset_input()

    def _reset_input(self) -> None:
        self._keys = InputReader(self.options.paste_limit, joins_bursts=self.options.joins_bursts)
        self._keys.focus_events = self._output.focus_events
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser(self.is_debugged)
        self._quiet: TimerHandle | None = None

    # What subclasses provide.

    @abstractmethod
    def _measure(self) -> tuple[int, int]:
        """The terminal's columns and rows."""

    @abstractmethod
    def _send(self, data: bytes) -> None:
        """Send bytes, or keep those that cannot go yet; `_busy` tells."""

    @abstractmethod
    def _busy(self) -> bool:
        """Whether bytes of an earlier frame still wait; `_resume` is called when they are gone."""

    def _asks(self) -> bool:
        """Whether the terminal itself must be asked how far it has come."""
        return True

    # From the application.

    def write(self, data: str) -> None:
        """Read what the application writes; a frame follows."""
        if get_ident() != self._thread:
            # A worker's thread; it may be the last to notice that the application has ended.
            with suppress(RuntimeError):
                self.loop.call_soon_threadsafe(self.write, data)
            return
        self._output.reader.feed(data)
        self._keys.focus_events = self._output.focus_events
        self._resume()

    @property
    def controls_flow(self) -> bool:
        """Whether Ctrl+S and Ctrl+Q are the terminal's, and do not reach the application."""
        return self._output.capabilities.controls_flow

    def redraw(self) -> None:
        """Paint all again, whatever the terminal shows (for Ctrl+L)."""
        self._output.forget()
        self._resume()

    def send_message(self, message: Message) -> None:
        """Give a message to the application, in whose event loop we run."""
        self.application.post_message(message)

    # Frames.

    def _resume(self, after: float = 0.0) -> None:
        """Arrange for a frame, unless one is already due."""
        if not self._active or self._frame is not None:
            return
        delay = max(after, self._gathering, self._next_frame - monotonic())
        self._frame = self.loop.call_later(delay, self._send_frame)

    def _send_frame(self) -> None:
        """Send what has changed since the last frame, if the terminal is ready for it."""
        self._frame = None
        if not self._active or self._busy():
            return
        now = monotonic()
        if wait := self._flow.wait(now):
            self._resume(wait)
            return
        text, whole = self._output.frame(self._flow.room())
        if text:
            data = text.encode("utf-8", "replace")
            data += self._flow.sent(len(data), now).encode()
            self._next_frame = now + self.options.frame_time
            self._send(data)
        if not whole:
            self._resume()

    def _start_wire(self) -> None:
        """Take the terminal over."""
        self._reset_input()
        self._flow.restart()
        self._active = True
        start = self._output.start(self._asks_mouse)
        # Asked with so little, the terminal soon tells how far away it is.
        self._send((start + self._flow.sent(len(start), monotonic())).encode())
        size = _bounded(*self._measure())
        if size != self.size:
            self._resized(*size)
        self._resume()

    def _stop_wire(self) -> bytes:
        """Stop frames and input; return what gives the terminal back."""
        for timer in (self._frame, self._quiet):
            if timer is not None:
                timer.cancel()
        self._frame = None
        if not self._active:
            return b""
        self._active = False
        return self._output.stop(self._asks_mouse).encode()

    def _resized(self, width: int, height: int) -> None:
        """The terminal has this size from now on."""
        width, height = _bounded(width, height)
        self.size = (width, height)
        self._output.resize(width, height)
        size = Size(width, height)
        self.process_message(Resize(size, size))

    # Input.

    def _received(self, data: bytes) -> None:
        """Bytes have come from the terminal."""
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
        text = self._decoder.decode(data)
        if self._output.capabilities.controls_flow:
            text = text.translate(_FLOW_CONTROL)
        is_typing = text.isprintable() or text in _ERASERS
        self._gathering = _GATHERING_LETTER if is_typing else _GATHERING_OTHER
        self._keys.expects_answer = self._flow.expects_answer
        self._dispatch(self._keys.feed(text, monotonic()))
        for _ in range(self._keys.take_answers()):
            self._flow.answered(monotonic())
            if self._frame is not None:
                self._frame.cancel()
                self._frame = None
            self._resume()
        self._await_rest()

    def _await_rest(self) -> None:
        is_split = bool(self._decoder.getstate()[0])
        if patience := self._keys.patience or _SPLIT_CHARACTER * is_split:
            self._quiet = self.loop.call_later(patience, self._silence)

    def _silence(self) -> None:
        self._quiet = None
        if self._keys.patience:
            self._dispatch(self._keys.silence(monotonic()))
        else:
            self._dispatch([self._decoder.decode(b"", final=True)])
        self._await_rest()

    def _dispatch(self, found: list[str | Event]) -> None:
        for piece in found:
            if isinstance(piece, Event):
                self.process_message(piece)
                continue
            try:
                messages = list(self._parser.feed(piece))
            except Exception:
                # It has fallen over a key that it misread, and is of no more use: one key is lost.
                self._parser = XTermParser(self.is_debugged)
                continue
            for message in messages:
                self.process_message(message)

    def _ended(self) -> None:
        """The terminal has gone: so does the application."""
        self.application.exit()
