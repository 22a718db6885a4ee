"""Importing the organisation's order file (fichier de commande)."""

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, EmailTaken, Refused, Unavailable
from cmi_tui.domain.journal import DONE, STARTED, Entry, Event
from cmi_tui.domain.order_file import OrderLine, parse_order_line
from cmi_tui.domain.order_problems import Finding, LineProblem, LineRejected, Outcome
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.order_reader import OrderReader
from cmi_tui.services.order_report import OrderReport, order_report
from cmi_tui.services.order_survey import Doubts, survey
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
    """What an import did, or in a rehearsal would have done, and where it has told of it."""

    lines: int = 0
    created: int = 0
    updated: int = 0
    steps: int = 0
    rejected: int = 0
    without_address: int = 0
    address_kept: int = 0
    noted: int = 0
    report: OrderReport | None = field(default=None, compare=False)

    def count(self, result: "BatchResult") -> None:
        """Adds what a batch changed."""
        self.created += result.created
        self.updated += result.updated
        self.steps += result.steps

    def tell(self, finding: Finding) -> None:
        """Counts a line by what became of it."""
        self.rejected += finding.outcome is Outcome.REJECTED
        self.without_address += finding.outcome is Outcome.WITHOUT_ADDRESS
        self.address_kept += finding.outcome is Outcome.ADDRESS_KEPT
        self.noted += finding.outcome is Outcome.IMPORTED

    @property
    def numbers(self) -> dict[str, int]:
        """The counts by name."""
        return {name: count for name, count in vars(self).items() if type(count) is int}

    @property
    def counts(self) -> str:
        """The counts in a line for the journal."""
        return " ".join(f"{name}={count}" for name, count in self.numbers.items())


class ImportCutOff(Exception):
    """An import that ended before its end, for the reason `code`; what `summary` tells stands."""

    def __init__(self, code: Code, summary: ImportSummary) -> None:
        super().__init__(str(code))
        self.code = code
        self.summary = summary


class ImportOrders:
    """Reads the file once as a whole, then reads, checks and writes it in batches.

    So memory stays flat and others get their turn. What is written stays written: an import that was
    interrupted is simply run again.
    """

    def __init__(self, database: "Database", clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def __call__(
        self, path: Path, operator: str, progress: Progress, *, rehearsal: bool = False
    ) -> ImportSummary:
        """Imports the file at `path`; `progress` is called after each batch.

        Raises Refused (with a code at `file`) or Unavailable where nothing was imported, ImportCutOff
        where something was; each is journalled, as is what was done, except of a rehearsal.
        """
        summary = ImportSummary()
        try:
            self._whole(path, operator, progress, summary, rehearsal=rehearsal)
        except (Refused, Unavailable, KeyboardInterrupt) as error:
            code = _code_of(error)
            if not rehearsal:
                detail = summary.counts if summary.lines else ""
                entry = Entry(Event.IMPORT, code, operator=operator, detail=detail)
                journal_if_possible(self._database, entry)
                if summary.lines or code is Code.INTERRUPTED:
                    raise ImportCutOff(code, summary) from None
            raise
        return summary

    def _whole(
        self, path: Path, operator: str, progress: Progress, summary: ImportSummary, *, rehearsal: bool
    ) -> None:
        try:
            # Read twice, so neither a pipe nor what waits for a writer.
            if not stat.S_ISREG(path.stat().st_mode):
                raise Refused({"file": Code.ORDER_FILE_NOT_A_FILE})
            with path.open("rb") as file:
                reader = OrderReader(file)
                doubts = survey(reader)
                if not rehearsal:
                    self._journal(Entry(Event.IMPORT, STARTED, operator=operator))
                with order_report(path, reader.header) as report:
                    summary.report = report
                    self._import(reader, doubts, report, progress, summary, rehearsal=rehearsal)
        except OSError as error:
            raise Refused({"file": _why_unreadable(error)}) from None
        if not rehearsal:
            self._journal(Entry(Event.IMPORT, DONE, operator=operator, detail=summary.counts))

    def _import(
        self,
        reader: OrderReader,
        doubts: Doubts,
        report: OrderReport,
        progress: Progress,
        summary: ImportSummary,
        *,
        rehearsal: bool,
    ) -> None:
        with self._database.importing(rehearsal=rehearsal) as target:
            # Others have their turn at a SQLite file while the next batch is read and checked.
            for batch in _batches(reader, doubts, self._clock().date()):
                batch.write(target)
                batch.tell(summary, report)
                progress(batch.position)
                # The next one is read without it: memory for one batch is enough.
                del batch
            moved = _tried(target.move_addresses)
            summary.count(moved)
            _tell(moved.findings, {}, summary, report)

    def _journal(self, entry: Entry) -> None:
        with self._database.writing() as transaction:
            transaction.journal.add(entry)


def _code_of(error: Refused | Unavailable | KeyboardInterrupt) -> Code:
    if isinstance(error, KeyboardInterrupt):
        return Code.INTERRUPTED
    return error.code if isinstance(error, Unavailable) else error.errors["file"]


def _why_unreadable(error: OSError) -> Code:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Code.ORDER_FILE_MISSING
    is_forbidden = isinstance(error, PermissionError)
    return Code.ORDER_FILE_FORBIDDEN if is_forbidden else Code.ORDER_FILE_UNREADABLE


def _batches(reader: OrderReader, doubts: Doubts, today: date) -> Iterator["_Batch"]:
    batch = _Batch()
    for number, raw in reader:
        batch.add(number, raw, reader, doubts, today)
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
        self._findings: list[Finding] = []
        self._result: BatchResult | None = None

    def add(self, number: int, raw: bytes, reader: OrderReader, doubts: Doubts, today: date) -> None:
        """Checks a line."""
        self.lines += 1
        self._raw[number] = raw
        try:
            line = parse_order_line(number, reader.fields_of(raw), today)
        except LineRejected as rejected:
            self._findings.append(Finding(number, rejected.problem, detail=rejected.detail))
            return
        if problem := doubts.problem(line):
            self._findings.append(Finding(number, problem))
            return
        if doubtful := doubts.doubtful_column(line):
            finding = Finding(number, LineProblem.MAYBE_ROUNDED, Outcome.IMPORTED, doubtful)
            self._findings.append(finding)
        self._good.append(line)

    def write(self, target: "OrderImport") -> None:
        """Writes the good lines. Raises Unavailable."""
        self._result = _tried(lambda: target.write(self._good))

    def tell(self, summary: ImportSummary, report: OrderReport) -> None:
        """Adds what came of the lines to the summary and, in the file's order, to the report."""
        assert self._result is not None
        summary.lines += self.lines
        summary.count(self._result)
        rejected = {each.number for each in self._result.findings if each.outcome is Outcome.REJECTED}
        # What was to be told of a line that is imported has no meaning where it is not.
        own = [each for each in self._findings if each.number not in rejected]
        _tell(sorted(own + self._result.findings), self._raw, summary, report)


def _tried(write: "Callable[[], BatchResult]") -> "BatchResult":
    for _ in range(_TRIES):
        try:
            return write()
        except EmailTaken:
            # A holder took the address between the look and the write: look again.
            continue
    raise Unavailable(Code.DATABASE_LOCKED)


def _tell(
    findings: list[Finding], raw: dict[int, bytes], summary: ImportSummary, report: OrderReport
) -> None:
    for finding in findings:
        summary.tell(finding)
        report.add(finding, raw.get(finding.number))
    # What was told of must not wait in the memory: the lines are in the database already.
    report.flush()
