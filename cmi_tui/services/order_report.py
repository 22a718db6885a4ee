"""What an import leaves beside its file: the rejected lines as they were, and why."""

import csv
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.order_columns import SEPARATOR
from cmi_tui.domain.order_header import BOM
from cmi_tui.domain.order_problems import Finding, Outcome
from cmi_tui.messages.orders import (
    OUTCOMES,
    REJECTS_SUFFIX,
    REPORT_HEADER,
    REPORT_SUFFIX,
    problem_text,
)


class OrderReport:
    """Two files beside the order file, for their owner's eyes only; those that stay empty go.

    The rejects have the header and the lines to the byte, so that they can be put right and imported;
    the report has a line number, what became of the line and the reason, a line each. Both begin with
    a byte order mark, without which Excel takes them for Windows-1252.
    """

    def __init__(self, rejects: "_Draft", report: "_Draft") -> None:
        self._rejects = rejects
        self._report = report

    def add(self, finding: Finding, raw: bytes | None) -> None:
        """Reports a line, and keeps it with the rejects if it is one. Raises Refused."""
        if raw is not None and finding.outcome is Outcome.REJECTED:
            self._rejects.write(_ended(raw))
        told = OUTCOMES[finding.outcome], problem_text(finding.problem, finding.detail)
        self._report.write(_row(str(finding.number), *told))

    def flush(self) -> None:
        """Hands over to the system what was written. Raises Refused."""
        self._rejects.flush()
        self._report.flush()

    @property
    def report_path(self) -> Path | None:
        """Where the report is; None while nothing was told."""
        return self._report.path

    @property
    def rejects_path(self) -> Path | None:
        """Where the rejected lines are; None while there is none."""
        return self._rejects.path


@contextmanager
def order_report(path: Path, header: bytes) -> Iterator[OrderReport]:
    """The report of the order file at `path`, put in its place at the end, whatever the end.

    Raises Refused (ORDER_REPORT_UNWRITABLE at `file`).
    """
    with ExitStack() as stack:
        with _told():
            # Held open, so that what is swapped in for the folder meanwhile is not written to.
            folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        stack.callback(os.close, folder)
        rejects, report = (
            stack.enter_context(_draft(folder, path.parent, path.name + suffix, first))
            for suffix, first in (
                (REJECTS_SUFFIX, BOM + _ended(header.removeprefix(BOM))),
                (REPORT_SUFFIX, BOM + _row(*REPORT_HEADER)),
            )
        )
        yield OrderReport(rejects, report)


class _Draft:
    """A file that is written under a name nobody can foresee and then put in its place."""

    def __init__(self, folder: int, parent: Path, name: str, first: bytes) -> None:
        self._folder = folder
        self._parent = parent
        self._name = name
        self._first = first
        self._draft = f".{name}.{secrets.token_hex(8)}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        self._file = os.fdopen(os.open(self._draft, flags, 0o600, dir_fd=folder), "wb")
        self.path: Path | None = None

    def write(self, line: bytes) -> None:
        with _told():
            if self.path is None:
                self.path = self._parent / self._name
                self._file.write(self._first)
            self._file.write(line)

    def flush(self) -> None:
        with _told():
            self._file.flush()

    def end(self) -> None:
        """Puts the file in its place, or removes it where it is empty."""
        try:
            with _told():
                self._file.flush()
                os.fsync(self._file.fileno())
        finally:
            with suppress(OSError):
                self._file.close()
            if self.path is None:
                os.unlink(self._draft, dir_fd=self._folder)
            else:
                self._put_in_place()

    def _put_in_place(self) -> None:
        try:
            os.replace(self._draft, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError:
            # Somebody else's file came to be there meanwhile: the draft's own name is told instead.
            self.path = self._parent / self._draft


@contextmanager
def _draft(folder: int, parent: Path, name: str, first: bytes) -> Iterator[_Draft]:
    with _told():
        # An earlier import's must not be taken for this one's; what others planted goes the same way.
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder)
        draft = _Draft(folder, parent, name, first)
    try:
        yield draft
    finally:
        draft.end()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise Refused({"file": Code.ORDER_REPORT_UNWRITABLE}) from None


def _row(*cells: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=SEPARATOR, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n"
