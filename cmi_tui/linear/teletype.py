"""This process's own terminal, its echo ours for as long as the conversation lasts."""

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from cmi_tui.linear.line_discipline import LineDiscipline
from cmi_tui.linear.output import broken, write, write_line
from cmi_tui.linear.terminal import Watch, answer_to, watched

_READ = 1024
_LOCAL_MODES = 3
# Lines, echo and the keys that quote the next one are ours; Ctrl+C, Ctrl+Z and Ctrl+\ stay signals.
_OURS = termios.ICANON | termios.ECHO | termios.ECHONL | termios.IEXTEN


class Teletype:
    """Edits lines byte by byte; only what answers the question that is asked is ever shown."""

    is_interactive = True

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._discipline = LineDiscipline(encoding)
        self._question = ""
        self._last_key = 0.0
        self._before: list[Any] = []
        self._continued, self._continues = os.pipe()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Has the terminal's echo off; it is given back at the end, and while the process is stopped."""
        handlers = {
            number: signal.signal(number, handler)
            for number, handler in ((signal.SIGTSTP, self._stop), (signal.SIGCONT, self._continue))
        }
        self._take()
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            self._give_back()

    def say(self, text: str) -> None:
        """Writes a line; on a terminal it is broken between words, never within one."""
        write_line(text)

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        """The next line; see `Terminal`."""
        self._question = broken(prompt) + " "
        self._discipline.ask(hidden=hidden)
        self._last_key = time.monotonic()
        write(self._question)
        try:
            return self._answer(watch)
        except BaseException:
            write("\n")
            raise
        finally:
            self._question = ""

    def _answer(self, watch: Watch | None) -> str:
        while True:
            edited = self._discipline.edit()
            if isinstance(edited.answer, type):
                raise edited.answer
            self._echo(edited.echo)
            if edited.answer is not None:
                return edited.answer
            if edited.aside is not None:
                self._tell(answer_to(edited.aside, watch))
                continue
            watched(self._is_typed, self._idle, self._is_typing, watch, self._notice)
            self._read()

    def _echo(self, text: str) -> None:
        if os.isatty(sys.stdout.fileno()):
            write(text)
        elif text:
            # As a driver does it: what is typed is seen where it is typed, and is no output.
            with suppress(OSError):
                os.write(self._descriptor, text.encode(self._encoding, "replace"))

    def _idle(self) -> float:
        return time.monotonic() - self._last_key

    def _is_typing(self) -> bool:
        return self._discipline.is_begun

    def _notice(self, sentence: str) -> None:
        self._tell(sentence)
        self._discipline.noticed()

    def _tell(self, sentence: str) -> None:
        write(f"\n{broken(sentence)}\n{self._question}")
        self._echo(self._discipline.shown)

    def _is_typed(self, seconds: float | None) -> bool:
        ready = select.select([self._descriptor, self._continued], [], [], seconds)[0]
        if self._continued in ready:
            os.read(self._continued, _READ)
            write(self._question)
            self._echo(self._discipline.shown)
        return self._descriptor in ready

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, _READ)
        except OSError:
            data = b""  # the terminal has gone
        if not data:
            raise EOFError
        self._last_key = time.monotonic()
        self._discipline.receive(data, self._last_key)

    # The terminal's own modes.

    def _take(self) -> None:
        with suppress(termios.error):
            if not self._before:
                self._before = termios.tcgetattr(self._descriptor)
            modes = termios.tcgetattr(self._descriptor)
            modes[_LOCAL_MODES] &= ~_OURS
            modes[-1][termios.VMIN], modes[-1][termios.VTIME] = 1, 0
            termios.tcsetattr(self._descriptor, termios.TCSANOW, modes)

    def _give_back(self) -> None:
        if self._before and not self._is_in_background():
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
        self._before = []

    def _stop(self, *_: object) -> None:
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        # Continued, by now, or never stopped: the kernel stops nobody whom no shell would continue.
        signal.signal(signal.SIGTSTP, self._stop)
        self._continue()

    def _continue(self, *_: object) -> None:
        if not self._is_in_background():
            self._take()
            if self._question:
                os.write(self._continues, b"\n")

    def _is_in_background(self) -> bool:
        """Whether the terminal is another job's, which touching it would only stop this one for."""
        try:
            return os.tcgetpgrp(self._descriptor) not in (os.getpgrp(), 0)
        except OSError:
            return False  # not a terminal that has jobs, or it has gone
