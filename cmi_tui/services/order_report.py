"""What an import leaves beside its file: the rejected lines as they were, and why."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.order_file import WITHOUT_ADDRESS, LineProblem
from cmi_tui.messages.orders import PROBLEMS, REJECTS_SUFFIX, REPORT_HEADER, REPORT_SUFFIX, REPORTED


class OrderReport:
    """Two files beside the order file, for their owner's eyes only; those that stay empty go.

    The rejects have the header and the lines to the byte, so that they can be put right and imported;
    the report has a line number, what became of the line and the reason, a line each.
    """

    def __init__(self, rejects: BinaryIO, report: BinaryIO) -> None:
        self._rejects = rejects
        self._report = report
        self.rejected = 0
        self.without_address = 0

    def add(self, number: int, raw: bytes, problem: LineProblem) -> None:
        """Reports a line, and keeps it with the rejects unless it only lost its address."""
        if problem in WITHOUT_ADDRESS:
            self.without_address += 1
        else:
            self.rejected += 1
            self._rejects.write(raw if raw.endswith(b"\n") else raw + b"\n")
        outcome = REPORTED[problem in WITHOUT_ADDRESS]
        self._report.write(f"{number};{outcome};{PROBLEMS[problem]}\n".encode())


@contextmanager
def order_report(path: Path, header: bytes) -> Iterator[OrderReport]:
    """The report of the order file at `path`. Raises Refused where it cannot be written."""
    with ExitStack() as stack:
        rejects, report = (
            stack.enter_context(_private(path.with_suffix(suffix)))
            for suffix in (REJECTS_SUFFIX, REPORT_SUFFIX)
        )
        rejects.write(header if header.endswith(b"\n") else header + b"\n")
        report.write(REPORT_HEADER.encode())
        written = OrderReport(rejects, report)
        yield written
    if not written.rejected:
        path.with_suffix(REJECTS_SUFFIX).unlink()
    if not written.rejected + written.without_address:
        path.with_suffix(REPORT_SUFFIX).unlink()


def _private(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    try:
        return open(os.open(path, flags, 0o600), "wb")
    except OSError:
        raise Refused({"file": Code.ORDER_REPORT_UNWRITABLE}) from None
