"""A database that others than its owner can read or change is not opened, and the sentence tells why."""

import os
import socket
from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.storage.database import Database, upgrade
from tests.storage.test_database import file_of


@pytest.fixture
def file(portal: Portal, database_url: str) -> Path:
    portal.close()
    return file_of(database_url)


def is_refused(url: str, code: Code = Code.DATABASE_OPEN_TO_OTHERS) -> bool:
    try:
        Database(url).close()
    except Unavailable as error:
        assert error.code is code
        return True
    return False


@pytest.mark.parametrize("mode", [0o644, 0o666, 0o640, 0o660, 0o604, 0o601])
def test_a_file_that_others_may_touch_is_refused(
    file: Path, database_url: str, mode: int, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file.chmod(mode)
    before = file.read_bytes()
    assert is_refused(database_url)
    with pytest.raises(Unavailable):
        upgrade(database_url)
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    assert main(["journal", "purge"]) == 1
    assert "chmod 600" in capsys.readouterr().err
    assert file.read_bytes() == before
    file.chmod(0o600)
    assert not is_refused(database_url)


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_the_file_must_be_the_owners_alone(
    file: Path, database_url: str, suffix: str
) -> None:
    beside = file.with_name(file.name + suffix)
    beside.touch(0o600)
    assert not is_refused(database_url)
    beside.touch(0o600)
    beside.chmod(0o644)
    assert is_refused(database_url)


@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.parametrize("kind", ["fifo", "folder", "link", "link to a file", "socket"])
@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_what_is_no_file_beside_it_is_told_and_waited_for_by_nobody(
    file: Path, database_url: str, suffix: str, kind: str, is_ours: bool,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    if not is_ours:
        file.write_bytes(b"something else" * 100)
    beside = file.with_name(file.name + suffix)
    if kind == "fifo":
        os.mkfifo(beside, 0o600)
    elif kind == "folder":
        beside.mkdir(0o700)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            monkeypatch.chdir(file.parent)
            listener.bind(beside.name)
    else:
        (file.parent / "target").touch(0o600)
        beside.symlink_to("target" if kind == "link to a file" else "/nowhere")
    assert is_refused(database_url, Code.DATABASE_ODD_NEIGHBOUR)
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    assert main(["accounts", "disable", "1", "--reason", "fraude"]) == 1
    told = capsys.readouterr().err
    assert "un lien, un tube" in told and "chmod" not in told


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_a_journal_planted_by_somebody_else_is_not_played_back(file: Path, database_url: str) -> None:
    beside = file.with_name(f"{file.name}-journal")
    beside.touch(0o600)
    os.chown(beside, 12345, 12345)
    assert is_refused(database_url, Code.DATABASE_ODD_NEIGHBOUR)


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o720])
def test_a_folder_that_others_may_write_to_is_refused(file: Path, database_url: str, mode: int) -> None:
    file.parent.chmod(mode)
    assert is_refused(database_url)
    file.parent.chmod(0o755)
    assert not is_refused(database_url)


def test_a_link_to_the_file_is_judged_by_what_it_leads_to(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(file)
    assert not is_refused(f"sqlite:///{tmp_path / 'link.db'}")
    file.chmod(0o644)
    assert is_refused(f"sqlite:///{tmp_path / 'link.db'}")
