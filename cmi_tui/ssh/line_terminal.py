"""A client's terminal, line by line, for a conversation that runs in a thread."""

import asyncio
import queue
from collections.abc import Callable
from typing import TYPE_CHECKING

from cmi_tui.domain.text import normalised
from cmi_tui.linear.terminal import wrapped
from cmi_tui.ssh.charset import Charset
from cmi_tui.ssh.line_discipline import LineDiscipline

if TYPE_CHECKING:
    from cmi_tui.ssh.channel import Channel

# Lines typed before they are asked for; what is typed beyond them is dropped.
_MOST_WAITING = 32


class LineTerminal:
    """`say` and `ask` block and are called in the thread; all else is called in the event loop."""

    is_interactive = True

    def __init__(self, channel: "Channel", columns: int) -> None:
        self.columns = columns
        self._channel = channel
        self._charset = Charset(channel.environment)
        self._loop = asyncio.get_running_loop()
        self._discipline = LineDiscipline()
        self._typed: queue.Queue[str | type[BaseException]] = queue.Queue(_MOST_WAITING)
        self._has_ended = False

    # In the conversation's thread.

    def say(self, text: str) -> None:
        """Writes lines. Raises EOFError when the client has gone."""
        if self._has_ended:
            raise EOFError
        self._call(self._write, wrapped(text, self.columns) + "\n")

    def ask(self, prompt: str, *, hidden: bool = False, timeout: float | None = None) -> str:
        """A line typed after `prompt`, not echoed if `hidden`; `timeout` is in seconds.

        Raises EOFError at the end of input, KeyboardInterrupt for Ctrl+C, TimeoutError.
        """
        self._call(self._begin, wrapped(prompt, self.columns) + " ", not hidden)
        try:
            typed = self._typed.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None
        finally:
            self._call(self._begin, "", True)
        if isinstance(typed, str):
            return normalised(typed)
        if typed is EOFError:
            self._put(EOFError)
        raise typed

    def _call(self, callback: Callable[..., object], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:  # the server's loop has ended
            raise EOFError from None

    # In the event loop.

    def _begin(self, prompt: str, echoes: bool) -> None:
        self._discipline.echoes = echoes
        self._write(prompt)

    def _write(self, text: str) -> None:
        if text and not self._has_ended:
            data = text.replace("\n", "\r\n").encode("utf-8", "replace")
            self._channel.write(self._charset.sent(data))

    def tell(self, sentence: str) -> None:
        """Writes a sentence of the server's, between what is asked and what is typed."""
        self._write(f"\n{sentence}\n")

    def receive(self, data: bytes) -> None:
        """The client has typed."""
        read = self._discipline.feed(self._charset.received(data))
        self._channel.write(self._charset.sent(read.echo.encode()))
        for line in read.lines:
            self._put(line)
        if read.is_interrupted:
            self._put(KeyboardInterrupt)
        if read.has_ended:
            self.end()

    def end(self) -> None:
        """Nothing more comes: whoever asks is told so."""
        self._has_ended = True
        self._put(EOFError)

    def _put(self, typed: str | type[BaseException]) -> None:
        while True:
            try:
                return self._typed.put_nowait(typed)
            except queue.Full:
                if isinstance(typed, str):
                    return None
                self._typed.get_nowait()
