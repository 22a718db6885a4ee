"""Importing the organisation's order file (fichier de commande)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, EmailTaken, Refused, Unavailable
from cmi_tui.domain.journal import DONE, STARTED, Entry, Event
from cmi_tui.domain.order_file import LineProblem, LineRejected, OrderLine, parse_order_line
from cmi_tui.services.order_reader import OrderReader, fields_of
from cmi_tui.services.order_report import OrderReport, order_report
from cmi_tui.services.session import Clock

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database
    from cmi_tui.storage.order_import import BatchResult, OrderImport

BATCH_LINES = 20_000
"""Lines a transaction: about a quarter of a second, in which nobody else can write to SQLite."""
_TRIES = 5
Progress = Callable[[int], None]
"""Told how many bytes of the file are done."""


@dataclass
class ImportSummary:
    """What an import did, or in a rehearsal would have done."""

    lines: int = 0
    created: int = 0
    updated: int = 0
    steps: int = 0
    rejected: int = 0
    without_address: int = 0


class ImportOrders:
    """Reads, checks and writes in batches, so that memory stays flat and others get their turn.

    What is written stays written: an import that was interrupted is simply run again.
    """

    def __init__(self, database: "Database", clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def __call__(
        self, path: Path, operator: str, progress: Progress, *, rehearsal: bool = False
    ) -> ImportSummary:
        """Imports the file at `path`; `progress` is called after each batch.

        Raises Refused (with a code at `file`), Unavailable.
        """
        try:
            file = path.open("rb")
        except OSError:
            raise Refused({"file": Code.ORDER_FILE_UNREADABLE}) from None
        with file:
            reader = OrderReader(file)
            if not rehearsal:
                self._journal(operator, STARTED, "")
            with order_report(path, reader.header) as report:
                summary = self._import(reader, report, progress, rehearsal=rehearsal)
            if not rehearsal:
                self._journal(operator, DONE, " ".join(f"{k}={v}" for k, v in vars(summary).items()))
            return summary

    def _import(
        self, reader: OrderReader, report: OrderReport, progress: Progress, *, rehearsal: bool
    ) -> ImportSummary:
        summary = ImportSummary()
        with self._database.importing(rehearsal=rehearsal) as target:
            # Others have their turn at a SQLite file while the next batch is read and checked.
            for batch in _batches(reader, self._clock().date()):
                batch.write(target)
                batch.tell(summary, report)
                progress(batch.position)
                # The next one is read without it: memory for one batch is enough.
                del batch
        return summary

    def _journal(self, operator: str, outcome: str, detail: str) -> None:
        entry = Entry(Event.IMPORT, outcome, operator=operator, detail=detail)
        with self._database.writing() as transaction:
            transaction.journal.add(entry)


def _batches(reader: OrderReader, today: date) -> Iterator["_Batch"]:
    batch = _Batch()
    for number, raw in reader:
        batch.add(number, raw, today)
        if batch.lines >= BATCH_LINES:
            batch.position = reader.position
            yield batch
            batch = _Batch()
    batch.position = reader.position
    yield batch


class _Batch:
    """Lines as they were and as what they mean, what is wrong with some, and what came of them."""

    def __init__(self) -> None:
        self.lines = 0
        self.position = 0
        self._good: list[OrderLine] = []
        self._raw: dict[int, bytes] = {}
        self._problems: list[tuple[int, LineProblem]] = []
        self._result: BatchResult | None = None

    def add(self, number: int, raw: bytes, today: date) -> None:
        """Checks a line."""
        self.lines += 1
        self._raw[number] = raw
        try:
            line, lost_address = parse_order_line(number, fields_of(raw), today)
        except LineRejected as rejected:
            self._problems.append((number, rejected.problem))
            return
        if lost_address:
            self._problems.append((number, LineProblem.EMAIL_INVALID))
        self._good.append(line)

    def write(self, target: "OrderImport") -> None:
        """Writes the good lines. Raises Unavailable."""
        for _ in range(_TRIES):
            try:
                self._result = target.write(self._good)
            except EmailTaken:
                # A holder took the address between the look and the write: look again.
                continue
            return
        raise Unavailable(Code.DATABASE_LOCKED)

    def tell(self, summary: ImportSummary, report: OrderReport) -> None:
        """Adds what came of the lines to the summary and, in the file's order, to the report."""
        assert self._result is not None
        summary.lines += self.lines
        summary.created += self._result.created
        summary.updated += self._result.updated
        summary.steps += self._result.steps
        for number, problem in sorted(self._problems + self._result.problems):
            report.add(number, self._raw[number], problem)
        summary.rejected = report.rejected
        summary.without_address = report.without_address
