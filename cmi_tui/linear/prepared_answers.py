"""Answers that were written beforehand: standard input is a pipe or a file."""

import os
import select
import time

from cmi_tui.linear.output import broken, write, write_line
from cmi_tui.linear.terminal import Watch, watched

_READ = 4096
_MAX_LINE = 65536
"""Octets kept of a line: more than any field takes, so that it is refused, and bounded."""


class PreparedAnswers:
    """Reads a line for each question from a descriptor."""

    is_interactive = False

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._read = b""
        self._question = ""
        self._last_read = 0.0
        self._is_noticed = False

    def say(self, text: str) -> None:
        """Writes a line."""
        write_line(text)

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        """The next line; see `Terminal`."""
        self._question = broken(prompt) + " "
        self._last_read = time.monotonic()
        self._is_noticed = False
        write(self._question)
        while True:
            try:
                line = self._line(watch)
            finally:
                # Nobody pressed Enter: the transcript needs the end of the line all the same.
                write("\n")
            if not (watch and self._is_noticed) or line.strip():
                return line
            self._is_noticed = False
            write(f"{broken(watch.acknowledged())}\n{self._question}")

    def _line(self, watch: Watch | None) -> str:
        while not self._has_line():
            watched(self._is_readable, self._idle, self._is_typing, watch, self._notice)
            self._read_more()
        line, _newline, self._read = self._read.partition(b"\n")
        # What cannot be read stays visible as such, and the field refuses it.
        return line.decode(self._encoding, "surrogateescape").removesuffix("\r").removeprefix("\ufeff")

    def _idle(self) -> float:
        return time.monotonic() - self._last_read

    def _is_typing(self) -> bool:
        return bool(self._read)

    def _notice(self, sentence: str) -> None:
        self._is_noticed = True
        write(f"\n{broken(sentence)}\n{self._question}")

    def _has_line(self) -> bool:
        return b"\n" in self._read

    def _is_readable(self, seconds: float | None) -> bool:
        return bool(select.select([self._descriptor], [], [], seconds)[0])

    def _read_more(self) -> None:
        data = os.read(self._descriptor, _READ)
        self._last_read = time.monotonic()
        if not data and not self._read:
            raise EOFError
        self._read += data or b"\n"
        if len(self._read) > _MAX_LINE and not self._has_line():
            self._read = self._read[:_MAX_LINE]
