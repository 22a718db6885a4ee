"""Writing files while others change the folders around them."""

import errno
import os
import stat
from pathlib import Path

import pytest

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.private_file import write_private


def refusal(path: Path, *, replace: bool) -> Code:
    with pytest.raises(Refused) as refused:
        write_private(path, b"new", replace=replace)
    return refused.value.errors["path"]


def fail_at_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails once the files are in their place."""

    def fail(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(os, "fsync", fail)


def test_a_folder_swapped_for_a_link_while_writing_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, victim, real = tmp_path / "chosen", tmp_path / "victim", os.fsync
    chosen.mkdir()
    victim.mkdir()

    def swap(file: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        chosen.rename(tmp_path / "moved")
        chosen.symlink_to(victim)

    monkeypatch.setattr(os, "fsync", swap)
    write_private(chosen / "x.pdf", b"content", replace=False)
    assert os.listdir(victim) == [] and os.listdir(tmp_path / "moved") == ["x.pdf"]


def test_what_is_there_is_replaced_after_a_yes_alone_and_only_if_it_is_a_file(tmp_path: Path) -> None:
    path, fifo = tmp_path / "x.pdf", tmp_path / "fifo"
    write_private(path, b"old", replace=False)
    assert refusal(path, replace=False) is Code.PATH_EXISTS and path.read_bytes() == b"old"
    write_private(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    os.mkfifo(fifo)
    assert refusal(fifo, replace=True) is Code.PATH_NOT_A_FILE and fifo.is_fifo()


def test_a_file_that_comes_while_the_draft_is_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.pdf"
    monkeypatch.setattr(os, "fsync", lambda _file: path.write_bytes(b"theirs"))
    assert refusal(path, replace=False) is Code.PATH_EXISTS
    assert path.read_bytes() == b"theirs" and os.listdir(tmp_path) == ["x.pdf"]


def test_a_link_whose_replacing_fails_is_a_link_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "x.pdf"
    (tmp_path / "mine").write_bytes(b"mine")
    link.symlink_to("mine")
    fail_at_the_folder(monkeypatch)
    assert refusal(link, replace=True) is Code.WRITE_FAILED
    assert link.readlink() == Path("mine") and link.read_bytes() == b"mine"


def test_a_file_that_has_gone_since_the_yes_does_not_come_back_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at_the_folder(monkeypatch)
    assert refusal(tmp_path / "x.pdf", replace=True) is Code.WRITE_FAILED
    assert os.listdir(tmp_path) == []


def test_a_draft_follows_no_link_even_where_its_name_was_foreseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _length: "foreseen")
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / ".x.pdf.partial-foreseen").symlink_to("mine")
    assert refusal(tmp_path / "x.pdf", replace=False) is Code.WRITE_FAILED
    assert (tmp_path / "mine").read_bytes() == b"mine"


def test_a_link_to_nothing_under_a_drafts_name_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".x.pdf.partial-0000").symlink_to("nowhere")
    write_private(tmp_path / "x.pdf", b"new", replace=False)
    assert (tmp_path / "x.pdf").read_bytes() == b"new"
