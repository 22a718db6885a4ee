"""What a client types, handed on in small pieces, so that a flood of keys holds nobody else up."""

import asyncio
import re
from collections.abc import Callable
from typing import Protocol

# A run of letters is read fast, as one paste; each key is a few milliseconds' work, which must not
# come in a row.
_PIECE = re.compile(rb"(?:[^\x00-\x1f\x7f]*[\x00-\x1f\x7f]){0,2}[^\x00-\x1f\x7f]{0,128}")
_LARGEST = 512
_LATER = 0.01
# So many bytes are kept before the reader is ready; then the client waits.
_MOST_EARLY = 4096


class Source(Protocol):
    """Where bytes come from, and can be kept from coming."""

    def pause_reading(self) -> None:
        """Let the client wait."""

    def resume_reading(self) -> None:
        """Let the client go on."""


class Intake:
    """Keeps what has come until it is open, then hands it on while its reader is not busy."""

    def __init__(
        self, source: Source, hand_on: Callable[[bytes], None], is_busy: Callable[[], bool]
    ) -> None:
        self._source = source
        self._hand_on = hand_on
        self._is_busy = is_busy
        self._held = b""
        self._is_open = False
        self._is_closed = False
        self._when_done: Callable[[], None] | None = None
        self._next: asyncio.Handle | None = None

    def open(self) -> None:
        """The reader is ready."""
        self._is_open = True
        self._pass_on()

    def close(self) -> None:
        """The reader has gone: what comes is dropped."""
        self._is_open = False
        self._is_closed = True
        self._held = b""
        if self._next is not None:
            self._next.cancel()

    def take(self, data: bytes) -> None:
        """Bytes have come."""
        if self._is_closed:
            return
        self._held += data
        if self._next is None:
            self._pass_on()

    def finish(self, when_done: Callable[[], None]) -> None:
        """No more bytes come; `when_done` is called when the last have been handed on."""
        self._when_done = when_done
        if self._next is None:
            self._pass_on()

    def _pass_on(self) -> None:
        self._next = None
        if not self._is_open:
            if len(self._held) > _MOST_EARLY:
                self._source.pause_reading()
            return
        if not self._held:
            if self._when_done is not None:
                self._when_done()
            return
        loop = asyncio.get_running_loop()
        if self._is_busy():
            self._source.pause_reading()
            self._next = loop.call_later(_LATER, self._pass_on)
            return
        found = _PIECE.match(self._held[:_LARGEST])
        assert found
        self._held = self._held[found.end() :]
        self._hand_on(found[0])
        if self._held or self._when_done is not None:
            self._source.pause_reading()
            self._next = loop.call_later(_LATER, self._pass_on)
        else:
            self._source.resume_reading()
