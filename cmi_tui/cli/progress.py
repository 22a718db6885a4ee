"""How far long work is, on standard error: a line that changes on a terminal, else one now and then."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TextColumn

from cmi_tui.cli.failure import silence, tell
from cmi_tui.messages.progress import Work, progress_text

SECONDS_A_LINE = 10.0
"""Between two lines, where they stay: a screen reader says each, and a log keeps each."""
Told = Callable[[int, int], None]
"""Takes how much is done, and how much there is."""


@contextmanager
def told_progress(
    work: Work, *, quiet: bool, linear: bool, clock: Callable[[], float] = time.monotonic
) -> Iterator[Told]:
    """What to call as the work goes on; `clock` gives seconds."""
    if quiet or sys.stderr is None:
        yield lambda _done, _total: None
        return
    in_lines = linear or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") in ("", "dumb")
    # No thread draws it: it changes as the work goes on, and stands still when that is stopped.
    shown = Progress(
        TextColumn("{task.description}", markup=False), console=_Console(stderr=True), disable=in_lines,
        auto_refresh=False, redirect_stdout=False, redirect_stderr=False, get_time=clock,
    )  # fmt: skip
    teller = _Teller(work, shown, clock, in_lines=in_lines)
    try:
        yield teller
    finally:
        teller.end()


class _Console(Console):
    def show_cursor(self, show: bool = True) -> bool:
        # Work that is suspended by Ctrl+Z would leave the shell without one.
        return False


class _Teller:
    """Tells, until standard error takes nothing more: the work goes on all the same."""

    def __init__(
        self, work: Work, shown: Progress, clock: Callable[[], float], *, in_lines: bool
    ) -> None:
        self._work = work
        self._shown = shown
        self._clock = clock
        self._in_lines = in_lines
        self._last_line = clock()
        self._task = shown.add_task("")
        self._attempt(shown.start)

    def __call__(self, done: int, total: int) -> None:
        self._shown.update(self._task, completed=done, total=max(total, 1))
        task = self._shown.tasks[0]
        text = progress_text(self._work, task.percentage, task.speed, task.time_remaining)
        if not self._in_lines:
            self._shown.update(self._task, description=text)
            self._attempt(self._shown.refresh)
        elif self._clock() - self._last_line >= SECONDS_A_LINE:
            self._last_line = self._clock()
            tell(text)

    def end(self) -> None:
        """Leaves the line that changed."""
        self._attempt(self._shown.stop)

    def _attempt(self, show: Callable[[], None]) -> None:
        try:
            show()
        except OSError:
            self._shown.disable = True
            silence(sys.stderr)
