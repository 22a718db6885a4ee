"""The driver of the terminal in which the process runs."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from cmi_tui.wire.base import DifferenceDriver
from cmi_tui.wire.flow import ANSWERS
from cmi_tui.wire.options import WireOptions

_READ = 65536
# How long leaving the terminal may take when the link is stuck.
_LEAVING = 2.0
_FALLBACK_SIZE = (80, 24)
# Whoever sends one of these leaves a terminal behind, unless the line has dropped, which reading tells.
_ENDING_SIGNALS = (
    signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGABRT, signal.SIGALRM,
    signal.SIGUSR1, signal.SIGUSR2,
)  # fmt: skip


class TerminalDriver(DifferenceDriver):
    """Runs an application in the process's own terminal, with its signals."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        assert sys.__stdin__ is not None
        self._input = sys.__stdin__.fileno()
        self._output_file = _terminal_among(1, 2, self._input)
        self._writer: int | None = None
        self._pending = b""
        self._attributes: list[Any] | None = None
        self._must_signal_resume = False
        self._gone = False
        super().__init__(*arguments, **options)
        self._handle(signal.SIGTSTP, self._stopped)
        self._handle(signal.SIGCONT, self._continued)
        for number in _ENDING_SIGNALS:
            self._handle(number, self._terminated, number)

    def _handle(self, number: signal.Signals, callback: Callable[..., None], *args: Any) -> None:
        # Only the main thread's event loop can have handlers; elsewhere signals are not ours.
        with suppress(ValueError, RuntimeError):
            self.loop.add_signal_handler(number, callback, *args)

    def _measure(self) -> tuple[int, int]:
        try:
            width, height = os.get_terminal_size(self._output_file)
        except OSError:
            return _FALLBACK_SIZE
        return (width, height) if width and height else _FALLBACK_SIZE

    @property
    def can_suspend(self) -> bool:
        """Ctrl+Z and `App.suspend` work."""
        return True

    # Output: the terminal is opened a second time, so that writes need not block while whoever
    # else has it open keeps blocking ones.

    def _open_writer(self) -> int:
        try:
            name = os.ttyname(self._output_file)
            return os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return os.dup(self._output_file)

    def _send(self, data: bytes) -> None:
        if self._gone or not data:
            return
        self._pending += data
        self._write_pending()

    def _write_pending(self) -> None:
        assert self._writer is not None
        try:
            written = os.write(self._writer, self._pending)
        except BlockingIOError:
            written = 0
        except OSError:
            self._hung_up()
            return
        self._pending = self._pending[written:]
        if self._pending:
            self.loop.add_writer(self._writer, self._write_pending)
        else:
            self.loop.remove_writer(self._writer)
            self._resume()

    def _busy(self) -> bool:
        return bool(self._pending) or self._gone

    def _drain(self) -> None:
        """Write what is left, waiting for a slow terminal, but not for ever."""
        end = monotonic() + _LEAVING
        while self._pending and self._writer is not None and (left := end - monotonic()) > 0:
            if not select.select([], [self._writer], [], left)[1]:
                break
            try:
                self._pending = self._pending[os.write(self._writer, self._pending) :]
            except BlockingIOError:
                continue
            except OSError:
                break
        self._pending = b""

    def _await_answers(self) -> None:
        """Take in the answers that are still due: a shell would show them as typed."""
        asked, patience = self._flow.due(monotonic())
        due = asked
        end = monotonic() + patience
        text = b""
        while due > 0 and (left := end - monotonic()) > 0:
            if not select.select([self._input], [], [], left)[0]:
                break
            try:
                data = os.read(self._input, _READ)
            except OSError:
                break
            text += data
            due = asked - sum(text.count(answer.encode()) for answer in ANSWERS)
            if not data:
                break

    # Input.

    def _readable(self) -> None:
        try:
            data = os.read(self._input, _READ)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._received(data)
        else:
            self._hung_up()

    # Life.

    def start_application_mode(self) -> None:
        """Take the terminal over, unless we run in the background: then stop again."""
        if self._active or self._gone:
            return
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        self._writer = self._open_writer()
        self._set_raw()
        try:
            self.loop.add_reader(self._input, self._readable)
        except OSError:  # a file, not a terminal: there is no one to wait for
            self._ended()
        self._handle(signal.SIGWINCH, self._window_changed)
        self._start_wire()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self.send_message(self.SignalResume())

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self._input) != os.getpgrp()
        except OSError:
            return False

    def _set_raw(self) -> None:
        with suppress(termios.error):
            attributes = termios.tcgetattr(self._input)
            self._attributes = [*attributes[:6], list(attributes[6])]
            attributes[tty.IFLAG] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            # A line feed is to be just that: it is the shortest way down.
            attributes[tty.OFLAG] &= ~termios.OPOST
            attributes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            attributes[tty.CC][termios.VMIN] = 1
            attributes[tty.CC][termios.VTIME] = 0
            termios.tcsetattr(self._input, termios.TCSANOW, attributes)

    def disable_input(self) -> None:
        """Read no more keys."""
        with suppress(OSError, ValueError):
            self.loop.remove_reader(self._input)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        with suppress(ValueError, RuntimeError):
            self.loop.remove_signal_handler(signal.SIGWINCH)
        end = self._stop_wire()
        if self._writer is None:
            return
        with suppress(OSError, ValueError):
            self.loop.remove_writer(self._writer)
        if not self._gone:
            self._pending += end
            self._drain()
            self._await_answers()
        os.close(self._writer)
        self._writer = None
        if self._attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._input, termios.TCSANOW, self._attributes)
                termios.tcflush(self._input, termios.TCIFLUSH)

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while; signals stay ours."""
        self.stop_application_mode()

    def close(self) -> None:
        """Leave the signals to others: the application has ended."""
        for number in (signal.SIGTSTP, signal.SIGCONT, *_ENDING_SIGNALS):
            with suppress(ValueError, RuntimeError):
                self.loop.remove_signal_handler(number)

    # Signals, as callbacks of the event loop: never in the middle of a frame.

    def _window_changed(self) -> None:
        if self._active:
            self._resized(*self._measure())

    def _stopped(self) -> None:
        """Ctrl+Z from outside, or `App.action_suspend_process`."""
        if self.restarts_by_itself:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continued(self) -> None:
        if not self.restarts_by_itself:
            return
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
        elif self._active:
            # Stopped without warning (SIGSTOP): the shell has used the terminal since.
            self.stop_application_mode()
            self.resume_application_mode()
        else:
            self.resume_application_mode()

    def _terminated(self, number: signal.Signals) -> None:
        self.application.exit(return_code=128 + number)

    def _hung_up(self) -> None:
        """The line has dropped: nobody reads, nothing is written any more."""
        if not self._gone:
            self._gone = True
            self.disable_input()
            if self._writer is not None:
                with suppress(OSError, ValueError):
                    self.loop.remove_writer(self._writer)
            self._ended()


def _terminal_among(*files: int) -> int:
    """The first of the files that is a terminal; the first one if none is."""
    return next((file for file in files if os.isatty(file)), files[0])


def terminal_driver(options: WireOptions) -> type[TerminalDriver]:
    """The driver class for `App(driver_class=…)` in the process's own terminal."""
    members: dict[str, Any] = {"options": options}
    return type("LocalDriver", (TerminalDriver,), members)
