"""Exporting the form: whole or not at all, wherever the path leads."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.private_file import write_private, write_private_together
from cmi_tui.services.session import Session
from tests.conftest import sqlite_copy

NAME = "formulaire-defaut-qualite-1000720180100001000.pdf"
TEXT_NAME = "formulaire-defaut-qualite-1000720180100001000.txt"


@pytest.fixture
def database_url(tmp_path: Path, demonstration_file: Path) -> str:
    """SQLite alone: what is written to files is the same whatever the database."""
    return sqlite_copy(demonstration_file, tmp_path)


def refusal(portal: Portal, session: Session, path: Path | str, replaced: Collection[Path] = ()) -> Code:
    with pytest.raises(Refused) as caught:
        portal.export_form(session, {"path": str(path)}, replaced=replaced)
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
    assert len(name) <= len("formulaire-defaut-qualite-.pdf") + 40


@pytest.mark.parametrize("where", ["", "/", "/x.pdf"])
def test_a_folder_means_in_that_folder(
    portal: Portal, session: Session, tmp_path: Path, where: str
) -> None:
    exported = portal.export_form(session, {"path": f"{tmp_path}/exports{where}"})
    assert exported.path == tmp_path / "exports" / (where.strip("/") or NAME)
    assert exported.path.stat().st_size == exported.size
    assert stat.S_IMODE(exported.path.stat().st_mode) == 0o600


def test_the_text_version_stands_beside_the_pdf_for_the_same_eyes(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    values = {"path": f"{tmp_path}/exports", "card_1": "12 34", "reason": "photo", "details": "l’œil"}
    exported = portal.export_form(session, values)
    assert sorted(os.listdir(tmp_path / "exports")) == [NAME, TEXT_NAME]
    assert exported.text_path == tmp_path / "exports" / TEXT_NAME
    assert stat.S_IMODE(exported.text_path.stat().st_mode) == 0o600
    text = exported.text_path.read_text(encoding="utf-8")
    assert "Numéro de la carte 1 : 12 34" in text and "l’œil" in text


def test_wrong_answers_are_told_with_the_path_and_nothing_is_written(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as caught:
        portal.export_form(session, {"path": "", "card_1": "?", "reason": "x"})
    assert caught.value.errors == {
        "path": Code.PATH_MISSING,
        "card_1": Code.CARD_NUMBER_INVALID,
        "reason": Code.CHOICE_UNKNOWN,
    }
    assert os.listdir(tmp_path / "exports") == []


@pytest.mark.parametrize("there", [{NAME}, {TEXT_NAME}, {NAME, TEXT_NAME}])
def test_either_file_in_the_way_asks_and_a_yes_replaces_both(
    portal: Portal, session: Session, tmp_path: Path, there: set[str]
) -> None:
    folder = tmp_path / "exports"
    for name in there:
        (folder / name).write_text("mine")
    assert refusal(portal, session, folder) is Code.PATH_EXISTS
    assert {path.name for path in portal.export_form.in_the_way(session, {"path": str(folder)})} == there
    assert {path.name: path.read_text() for path in folder.iterdir()} == dict.fromkeys(there, "mine")
    portal.export_form(session, {"path": str(folder)}, replaced=[folder / NAME, folder / TEXT_NAME])
    assert (folder / NAME).read_bytes().startswith(b"%PDF")
    assert (folder / TEXT_NAME).read_text(encoding="utf-8").startswith("Formulaire de défaut qualité")
    assert sorted(os.listdir(folder)) == [NAME, TEXT_NAME]


@pytest.mark.parametrize(("agreed", "late"), [(NAME, TEXT_NAME), (TEXT_NAME, NAME)])
def test_a_file_that_has_come_since_the_question_is_not_replaced_by_its_yes(
    portal: Portal, session: Session, tmp_path: Path, agreed: str, late: str
) -> None:
    folder = tmp_path / "exports"
    for name in (agreed, late):
        (folder / name).write_text("mine")
    assert refusal(portal, session, folder, [folder / agreed]) is Code.PATH_EXISTS
    assert {path.name: path.read_text() for path in folder.iterdir()} == {agreed: "mine", late: "mine"}


def test_a_place_where_the_text_cannot_go_refuses_both(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").mkdir()
    assert refusal(portal, session, tmp_path / "a.pdf", [tmp_path / "a.txt"]) is Code.PATH_NOT_A_FILE
    assert refusal(portal, session, tmp_path / ("x" * 253)) is Code.NAME_TOO_LONG
    assert not (tmp_path / "a.pdf").exists()


def test_the_content_alone_writes_nothing_and_counts_as_an_export(
    portal: Portal, session: Session, tmp_path: Path, database_url: str
) -> None:
    from tests.storage.rows import column

    content = portal.export_form.content(session, {"card_1": "99", "path": "unheard.pdf"})
    assert content.pdf.startswith(b"%PDF") and "carte 1 : 99" in content.text.decode("utf-8")
    assert os.listdir(tmp_path / "exports") == []
    assert column(database_url, "SELECT count(*) FROM journal WHERE event = 'form_export'") == [1]
    assert portal.export_form.file_names(session) == (NAME, TEXT_NAME)
    with pytest.raises(Refused):
        portal.export_form.content(session, {"card_1": "?"})


def test_tilde_is_the_home_folder(
    portal: Portal, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert portal.export_form(session, {"path": "~/a.pdf"}).path == tmp_path / "a.pdf"


def test_paths_that_cannot_be_written_are_told_apart(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "dangling").symlink_to(tmp_path / "absent")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "file.pdf").write_text("mine")
    assert refusal(portal, session, "") is Code.PATH_MISSING
    assert refusal(portal, session, "/dev/full", [Path("/dev/full")]) is Code.PATH_NOT_A_FILE
    assert refusal(portal, session, tmp_path / "fifo", [tmp_path / "fifo"]) is Code.PATH_NOT_A_FILE
    assert refusal(portal, session, tmp_path / "dangling") is Code.PATH_DANGLING_LINK
    assert refusal(portal, session, tmp_path / "absent" / "x.pdf") is Code.FOLDER_MISSING
    assert refusal(portal, session, tmp_path / "file" / "x.pdf") is Code.FOLDER_MISSING
    assert refusal(portal, session, tmp_path / ("x" * 300)) is Code.NAME_TOO_LONG
    assert refusal(portal, session, "~nobody-here/x.pdf") is Code.PATH_INVALID
    assert refusal(portal, session, tmp_path / "file.pdf") is Code.PATH_EXISTS
    assert {(tmp_path / name).read_text() for name in ("file", "file.pdf")} == {"mine"}


def test_a_replaced_link_leaves_what_it_led_to_alone(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link.pdf"
    victim.write_text("precious")
    link.symlink_to(victim)
    portal.export_form(session, {"path": str(link)}, replaced=[link])
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


class FaultySystem:
    """The calls that put files in place; the one of number `fails_at` fails, once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, has_links: bool) -> None:
        self.count, self.fails_at = 0, -1
        for name in ("link", "rename", "replace", "fsync"):
            monkeypatch.setattr(os, name, partial(self._call, getattr(os, name)))
        if not has_links:
            monkeypatch.setattr(os, "link", self._no_link)

    def _call(self, real: Callable[..., None], *arguments: object, **options: object) -> None:
        self.count += 1
        if self.count == self.fails_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(*arguments, **options)

    def _no_link(self, source: str, _target: str, *, src_dir_fd: int, **_: object) -> None:
        os.stat(source, dir_fd=src_dir_fd)
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize(
    "before", [{}, {"a.pdf": "old"}, {"a.txt": "old"}, {"a.pdf": "1", "a.txt": "2"}]
)
def test_whichever_step_fails_both_files_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, str], has_links: bool
) -> None:
    def write() -> None:
        write_private_together(tmp_path, {"a.pdf": b"new", "a.txt": b"new"}, replaced=before)

    def state() -> dict[str, str]:
        return {path.name: path.read_text() for path in tmp_path.iterdir()}

    for name, content in before.items():
        (tmp_path / name).write_text(content)
    system = FaultySystem(monkeypatch, has_links=has_links)
    for step in range(1, 20):
        system.count, system.fails_at = 0, step
        try:
            write()
        except Refused as refused:
            assert refused.errors == {"path": Code.WRITE_FAILED}
            assert state() == before
        else:
            break
    assert step > 5 and state() == {"a.pdf": "new", "a.txt": "new"}


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
