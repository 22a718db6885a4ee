"""A driver over any two-way stream of bytes: an SSH channel, a socket, a test.

It needs no thread, no signal, no file: many sessions run in one process and one event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from cmi_tui.wire.base import DifferenceDriver
from cmi_tui.wire.options import WireOptions

_BACKLOG = 2000
_LOOK_AGAIN = 0.05


class ByteLink:
    """Where a session's bytes come and go; a service owns it, a driver attaches to it.

    The service calls `receive`, `resize`, `pause`, `resume` and `end`, all in the event loop.
    """

    def __init__(
        self,
        send: Callable[[bytes], object],
        size: tuple[int, int],
        backlog: Callable[[], int] | None = None,
    ) -> None:
        """`backlog` tells how many bytes have not left yet, where the service can know that: then
        the terminal is not asked."""
        self.send = send
        self.size = size
        self.backlog = backlog
        self.paused = False
        self.ended = False
        self._driver: StreamDriver | None = None
        self._early = b""

    def attach(self, driver: StreamDriver | None) -> None:
        """Give what comes to a driver, or keep it for the next one."""
        self._driver = driver
        if driver is not None and self._early:
            early, self._early = self._early, b""
            driver._received(early)

    def receive(self, data: bytes) -> None:
        """The terminal has sent bytes."""
        if self._driver is None:
            self._early += data
        else:
            self._driver._received(data)

    def resize(self, width: int, height: int) -> None:
        """The terminal has changed its size."""
        self.size = (max(width, 1), max(height, 1))
        if self._driver is not None:
            self._driver._resized(*self.size)

    def pause(self) -> None:
        """The link takes no more for now."""
        self.paused = True

    def resume(self) -> None:
        """The link takes bytes again."""
        self.paused = False
        if self._driver is not None:
            self._driver._resume()

    def end(self) -> None:
        """The terminal has gone: nothing more is sent, and the application ends."""
        self.ended = True
        if self._driver is not None:
            self._driver._ended()


class StreamDriver(DifferenceDriver):
    """Runs an application over a `ByteLink`."""

    def __init__(self, *arguments: Any, settings: WireOptions, link: ByteLink, **options: Any) -> None:
        self.options = settings
        self.link = link
        super().__init__(*arguments, **options)

    def _measure(self) -> tuple[int, int]:
        return self.link.size

    def _asks(self) -> bool:
        return self.link.backlog is None

    def _send(self, data: bytes) -> None:
        if data and not self.link.ended:
            self.link.send(data)

    def _busy(self) -> bool:
        if self.link.paused or self.link.ended:
            return True
        if self.link.backlog is not None and self.link.backlog() > _BACKLOG:
            self._resume(_LOOK_AGAIN)
            return True
        return False

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._start_wire()
        self.link.attach(self)
        if self.link.ended:
            self._ended()

    def disable_input(self) -> None:
        """Let what comes wait."""
        self.link.attach(None)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        self._send(self._stop_wire())


def stream_driver(options: WireOptions, link: ByteLink) -> type[StreamDriver]:
    """What makes the driver of one session over a link, for `App(driver_class=…)`.

    Not a class of its own: a thousand sessions would leave a thousand classes behind.
    """
    driver = partial(StreamDriver, settings=options, link=link)
    return cast("type[StreamDriver]", driver)  # Textual only calls it
