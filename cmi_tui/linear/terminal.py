"""Where a linear conversation takes place: lines out, lines in."""

import os
import select
import sys
import termios
import textwrap
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_READ = 4096
_MAX_LINE = 65536
"""Octets kept of a line: more than any field takes, so that it is refused, and bounded."""

_PLAIN_SIGNS = str.maketrans({"«": '"', "»": '"', "’": "'", "–": "-", "œ": "oe", "Œ": "OE", "×": "x"})


class Terminal(Protocol):
    """Speaks and listens. `is_interactive` is False where the answers were written beforehand."""

    is_interactive: bool

    def say(self, text: str) -> None:
        """Writes a line; `text` is already printable."""

    def ask(self, prompt: str, *, hidden: bool = False, timeout: float | None = None) -> str:
        """The next line, without its end; `hidden` does not echo it.

        Raises EOFError at the end of the answers, TimeoutError after `timeout` seconds without
        one, KeyboardInterrupt.
        """


class StandardTerminal:
    """Standard input and output: a terminal, a pipe or a file each."""

    def __init__(self) -> None:
        # Closed by whoever started us, standard input is as good as an empty file.
        self._input = sys.stdin.fileno() if sys.stdin else os.open(os.devnull, os.O_RDONLY)
        self._encoding = sys.stdin.encoding if sys.stdin else "utf-8"
        self._read = b""
        self.is_interactive = os.isatty(self._input)

    def say(self, text: str) -> None:
        """Writes a line; on a terminal it is broken between words, never within one."""
        self._write(self._wrapped(text) + "\n")

    def ask(self, prompt: str, *, hidden: bool = False, timeout: float | None = None) -> str:
        """The next line; see `Terminal`."""
        with self._without_echo(hidden):
            self._write(self._wrapped(prompt) + " ")
            try:
                line = self._line(timeout)
            except BaseException:
                self._write("\n")
                raise
        if not self.is_interactive:
            # Nobody pressed Enter: the transcript needs the end of the line all the same.
            self._write("\n")
        # What cannot be read stays visible as such, and the field refuses it.
        return line.decode(self._encoding, "surrogateescape").removesuffix("\r").removeprefix("\ufeff")

    def _wrapped(self, text: str) -> str:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except OSError:
            return text.rstrip()
        return wrapped(text, width)

    def _write(self, text: str) -> None:
        encoding = sys.stdout.encoding or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            text = _plain(text).encode(encoding, "replace").decode(encoding)
        sys.stdout.write(text)
        sys.stdout.flush()

    def _line(self, timeout: float | None) -> bytes:
        end = None if timeout is None else time.monotonic() + timeout
        while b"\n" not in self._read:
            left = None if end is None else max(0.0, end - time.monotonic())
            if not select.select([self._input], [], [], left)[0]:
                raise TimeoutError
            data = os.read(self._input, _READ)
            if not data and not self._read:
                raise EOFError
            self._read += data or b"\n"
            if len(self._read) > _MAX_LINE and b"\n" not in self._read:
                self._read = self._read[:_MAX_LINE]
        line, _newline, self._read = self._read.partition(b"\n")
        return line

    @contextmanager
    def _without_echo(self, hidden: bool) -> Iterator[None]:
        if not (hidden and self.is_interactive):
            yield
            return
        before = termios.tcgetattr(self._input)
        silent = termios.tcgetattr(self._input)
        # The end of the line is echoed still, so that what follows starts a new one.
        silent[3] = (silent[3] & ~termios.ECHO) | termios.ECHONL
        termios.tcsetattr(self._input, termios.TCSADRAIN, silent)
        try:
            yield
        finally:
            termios.tcsetattr(self._input, termios.TCSADRAIN, before)


def _plain(text: str) -> str:
    """`text` for a terminal without accents: « é » is better heard as « e » than as « ? »."""
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def wrapped(text: str, columns: int) -> str:
    """`text` broken between words into rows shorter than `columns`; 0 means that none is known."""
    if not columns:
        return text.rstrip()
    # The last column stays free: a terminal would break the row itself as well.
    lines = textwrap.wrap(
        text, max(columns - 1, 10), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return "\n".join(lines)
