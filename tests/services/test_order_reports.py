"""What an import leaves beside its file and in the journal, whoever or whatever is against it."""

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, EmailTaken, Refused, Unavailable
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.domain.order_file import OrderLine
from cmi_tui.services import import_orders, order_report
from cmi_tui.services.import_orders import ImportCutOff
from cmi_tui.services.order_reader import OrderReader
from cmi_tui.storage.order_import import BatchResult, OrderImport
from tests.services.order_files import holder, report, run
from tests.storage.rows import column

HOLDERS = "SELECT count(*) FROM account WHERE login LIKE 'X%%'"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "orders"
    folder.mkdir()
    return folder / "z.csv"


def names(file: Path) -> list[str]:
    return sorted(os.listdir(file.parent))


def test_two_files_that_differ_in_their_ending_have_reports_of_their_own(
    portal: Portal, file: Path
) -> None:
    file.write_bytes(f"{HEADER}\none".encode())
    run(portal, file)
    run(portal, file.with_suffix(".txt"), "two")
    assert names(file) == [
        "z.csv", "z.csv.rapport.csv", "z.csv.rejets.csv", "z.txt", "z.txt.rapport.csv",
        "z.txt.rejets.csv",
    ]  # fmt: skip
    assert file.with_name("z.csv.rejets.csv").read_bytes().endswith(b"\none\n")
    assert b"\r" not in file.with_name("z.csv.rapport.csv").read_bytes()


def test_an_import_that_rejects_nothing_leaves_no_report_of_an_earlier_one(
    portal: Portal, file: Path
) -> None:
    run(portal, file, "one")
    run(portal, file, holder("X1"))
    assert names(file) == ["z.csv"]


@pytest.mark.parametrize("suffix", ["rapport", "rejets"])
@pytest.mark.parametrize("plant", ["file", "symlink", "hard link", "fifo", "dangling"])
def test_what_somebody_has_planted_is_neither_written_nor_waited_for(
    portal: Portal, file: Path, suffix: str, plant: str
) -> None:
    planted = file.with_name(f"z.csv.{suffix}.csv")
    mine = file.with_name("mine")
    mine.write_bytes(b"kept")
    mine.chmod(0o666)
    match plant:
        case "file":
            planted.write_bytes(b"planted")
            planted.chmod(0o666)
        case "symlink":
            planted.symlink_to(mine)
        case "hard link":
            os.link(mine, planted)
        case "fifo":
            os.mkfifo(planted)
        case "dangling":
            planted.symlink_to(file.with_name("nowhere"))
    assert run(portal, file, "bad").rejected == 1
    assert mine.read_bytes() == b"kept"
    told = planted.lstat()
    assert stat.S_ISREG(told.st_mode) and stat.S_IMODE(told.st_mode) == 0o600
    assert told.st_nlink == 1 and told.st_uid == os.getuid()
    assert b"bad" in file.with_name("z.csv.rejets.csv").read_bytes()


def test_a_draft_follows_no_link_even_where_its_name_was_foreseen(
    portal: Portal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _length: "foreseen")
    mine = file.with_name("mine")
    mine.write_bytes(b"kept")
    file.with_name(".z.csv.rejets.csv.foreseen").symlink_to(mine)
    with pytest.raises(Refused):
        run(portal, file, "bad")
    assert mine.read_bytes() == b"kept"


def test_a_folder_in_a_reports_place_is_told_before_anything_is_imported(
    portal: Portal, file: Path, database_url: str
) -> None:
    file.with_name("z.csv.rapport.csv").mkdir()
    with pytest.raises(Refused) as refused:
        run(portal, file, holder("X1"))
    assert refused.value.errors == {"file": Code.ORDER_REPORT_UNWRITABLE}
    assert column(database_url, HOLDERS) == [0]
    assert column(database_url, "SELECT outcome FROM journal ORDER BY id") == [
        "started", "order_report_unwritable"
    ]  # fmt: skip
    assert names(file) == ["z.csv", "z.csv.rapport.csv"]


def test_a_report_whose_place_is_taken_meanwhile_stays_under_another_name_that_is_told(
    portal: Portal, file: Path
) -> None:
    def take(_done: int) -> None:
        file.with_name("z.csv.rapport.csv").mkdir(exist_ok=True)

    run(portal, file, "bad")
    summary = portal.import_orders(file, "operator", take)
    assert summary.report is not None and summary.report.report_path is not None
    assert "rejetée" in summary.report.report_path.read_text(encoding="utf-8")


@pytest.fixture
def batches(portal: Portal, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of six lines, two a batch, the first of which is bad."""
    run(portal, file, "bad", *(holder(f"X{number}") for number in range(5)), rehearsal=True)
    monkeypatch.setattr(import_orders, "BATCH_LINES", 2)


@pytest.mark.parametrize("rehearsal", [False, True])
def test_an_import_that_a_full_disk_ends_tells_what_stands_and_goes_on_when_run_again(
    portal: Portal, file: Path, database_url: str, batches: None, rehearsal: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    write = OrderImport.write

    def full(target: OrderImport, lines: Sequence[OrderLine]) -> BatchResult:
        if lines[0].login == "X3":
            raise Unavailable(Code.DATABASE_FULL)
        return write(target, lines)

    monkeypatch.setattr(OrderImport, "write", full)
    with pytest.raises(Unavailable if rehearsal else ImportCutOff) as ended:
        run(portal, file, rehearsal=rehearsal)
    assert ended.value.code is Code.DATABASE_FULL  # type: ignore[attr-defined]
    monkeypatch.setattr(OrderImport, "write", write)
    if rehearsal:
        assert column(database_url, HOLDERS) == [0]
        return
    assert isinstance(ended.value, ImportCutOff) and ended.value.summary.lines == 4
    assert column(database_url, HOLDERS) == [3]
    assert [line[:10] for line in report(file)] == ["2;rejetée;"]
    assert run(portal, file).created == 2 and column(database_url, HOLDERS) == [5]
    journal = "SELECT outcome || ' ' || detail FROM journal ORDER BY id"
    started, cut, *_again = map(str, column(database_url, journal))
    assert started == "started " and cut.startswith("database_full lines=4 created=3 ")


def test_an_import_whose_report_cannot_be_written_any_more_tells_what_stands(
    portal: Portal, file: Path, database_url: str, batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = order_report.OrderReport.flush

    def fail(report: order_report.OrderReport) -> None:
        flush(report)
        with order_report._told():
            raise OSError(28, "full")

    monkeypatch.setattr(order_report.OrderReport, "flush", fail)
    with pytest.raises(ImportCutOff) as ended:
        run(portal, file)
    assert ended.value.code is Code.ORDER_REPORT_UNWRITABLE
    assert str(ended.value) == "order_report_unwritable" and ended.value.summary.lines == 2
    assert column(database_url, HOLDERS) == [1]


def test_an_import_that_is_interrupted_leaves_the_report_so_far_and_no_draft(
    portal: Portal, file: Path, batches: None
) -> None:
    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(ImportCutOff):
        portal.import_orders(file, "operator", interrupt)
    assert names(file) == ["z.csv", "z.csv.rapport.csv", "z.csv.rejets.csv"]
    assert [line[:10] for line in report(file)] == ["2;rejetée;"]


def test_neither_a_pipe_nor_a_device_is_an_order_file(portal: Portal, file: Path) -> None:
    os.mkfifo(file)
    for path in (file, Path("/dev/zero")):
        with pytest.raises(Refused) as refused:
            run(portal, path)
        assert refused.value.errors == {"file": Code.ORDER_FILE_NOT_A_FILE}


@pytest.mark.parametrize("times", [4, 5])
def test_an_address_that_is_taken_while_a_batch_is_written_has_it_written_again(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    write, taken = OrderImport.write, iter(range(times))

    def meet(target: OrderImport, lines: Sequence[OrderLine]) -> BatchResult:
        if next(taken, None) is not None:
            raise EmailTaken
        return write(target, lines)

    monkeypatch.setattr(OrderImport, "write", meet)
    if times < 5:
        assert run(portal, file, holder("X1", "zoe@mail.fr")).created == 1
        return
    with pytest.raises(Unavailable) as ended:
        run(portal, file, holder("X1", "zoe@mail.fr"))
    assert ended.value.code is Code.DATABASE_LOCKED


def test_the_progress_is_told_by_the_byte_to_the_end(portal: Portal, file: Path, batches: None) -> None:
    done: list[int] = []
    portal.import_orders(file, "operator", done.append)
    assert len(set(done)) == 3 and done == sorted(done) and done[-1] == file.stat().st_size


def test_a_file_that_cannot_be_read_to_its_end_is_told(
    portal: Portal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_reader: OrderReader) -> None:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(OrderReader, "__iter__", fail)
    with pytest.raises(Refused) as refused:
        run(portal, file, holder("X1"))
    assert refused.value.errors == {"file": Code.ORDER_FILE_UNREADABLE}
