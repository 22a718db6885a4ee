"""Exporting the form: whole or not at all, wherever the path leads."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.private_file import write_private
from cmi_tui.services.session import Session

NAME = "formulaire-defaut-qualite-1000720180100001000.pdf"


def refusal(portal: Portal, session: Session, path: Path | str, *, replace: bool = False) -> Code:
    with pytest.raises(Refused) as caught:
        portal.export_form(session, {"path": str(path)}, replace=replace)
    return caught.value.errors["path"]


def test_the_default_path_holds_the_identifier(portal: Portal, session: Session, tmp_path: Path) -> None:
    assert portal.export_form.default_path(session) == str(tmp_path / "exports" / NAME)


@pytest.mark.parametrize(
    "login", ["../../etc/x", "/dev/tty", "a\0b", "-rf", ".bashrc", "x\ny", "9" * 300]
)
def test_no_login_can_make_a_path(portal: Portal, session: Session, login: str) -> None:
    object.__setattr__(session.identity, "login", login)
    name = portal.export_form.default_path(session).rpartition("exports/")[2]
    assert name.startswith("formulaire-defaut-qualite-") and len(name) <= 80
    assert "/" not in name and name.isprintable()


@pytest.mark.parametrize("where", ["", "/", "/x.pdf"])
def test_a_folder_means_in_that_folder(
    portal: Portal, session: Session, tmp_path: Path, where: str
) -> None:
    exported = portal.export_form(session, {"path": f"{tmp_path}/exports{where}"}, replace=False)
    assert exported.path == tmp_path / "exports" / (where.strip("/") or NAME)
    assert exported.path.stat().st_size == exported.size
    assert stat.S_IMODE(exported.path.stat().st_mode) == 0o600


def test_tilde_is_the_home_folder(
    portal: Portal, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert portal.export_form(session, {"path": "~/a.pdf"}, replace=False).path == tmp_path / "a.pdf"


def test_paths_that_cannot_be_written_are_told_apart(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "dangling").symlink_to(tmp_path / "absent")
    (tmp_path / "file").write_text("mine")
    assert refusal(portal, session, "") is Code.PATH_MISSING
    assert refusal(portal, session, "/dev/full", replace=True) is Code.PATH_NOT_A_FILE
    assert refusal(portal, session, tmp_path / "fifo", replace=True) is Code.PATH_NOT_A_FILE
    assert refusal(portal, session, tmp_path / "dangling", replace=True) is Code.PATH_DANGLING_LINK
    assert refusal(portal, session, tmp_path / "absent" / "x.pdf") is Code.FOLDER_MISSING
    assert refusal(portal, session, tmp_path / "file" / "x.pdf") is Code.FOLDER_MISSING
    assert refusal(portal, session, tmp_path / ("x" * 300)) is Code.NAME_TOO_LONG
    assert refusal(portal, session, "~nobody-here/x.pdf") is Code.PATH_INVALID
    assert refusal(portal, session, tmp_path / "file") is Code.PATH_EXISTS
    assert (tmp_path / "file").read_text() == "mine"


def test_a_replaced_link_leaves_what_it_led_to_alone(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link.pdf"
    victim.write_text("precious")
    link.symlink_to(victim)
    portal.export_form(session, {"path": str(link)}, replace=True)
    assert victim.read_text() == "precious"
    assert not link.is_symlink() and link.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, Code.FOLDER_FORBIDDEN),
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EIO, Code.WRITE_FAILED),
    ],
)
def test_a_failure_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Code
) -> None:
    def fail(_file: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Refused) as caught:
        write_private(tmp_path / "x.pdf", b"content", replace=False)
    assert caught.value.errors == {"path": code}
    assert os.listdir(tmp_path) == []


LIMITED = """
import resource, sys
from pathlib import Path
from cmi_tui.domain.errors import Refused
from cmi_tui.services.private_file import write_private
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    write_private(Path(sys.argv[1]), b"x" * 5000, replace=True)
except Refused as refused:
    print(refused.errors["path"])
"""


def test_a_file_size_limit_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(target)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "disk_full\n"
    assert target.read_text() == "old" and os.listdir(tmp_path) == ["x.pdf"]


def test_a_draft_left_by_a_killed_process_is_removed_once_it_is_old(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".x.pdf.partial-0000", tmp_path / ".x.pdf.partial-1111"
    old.write_text("")
    fresh.write_text("")
    os.utime(old, (0, 0))
    write_private(tmp_path / "x.pdf", b"content", replace=False)
    assert sorted(os.listdir(tmp_path)) == [fresh.name, "x.pdf"]
