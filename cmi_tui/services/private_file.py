"""Writing files whole or not at all, for their owner's eyes only."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cmi_tui.domain.errors import Code, Refused

_FIELD = "path"
_STALE_SECONDS = 3600
_CODES = {
    errno.ENOENT: Code.FOLDER_MISSING,
    errno.ENOTDIR: Code.FOLDER_MISSING,
    errno.EACCES: Code.FOLDER_FORBIDDEN,
    errno.EPERM: Code.FOLDER_FORBIDDEN,
    errno.EROFS: Code.FOLDER_FORBIDDEN,
    errno.ENAMETOOLONG: Code.NAME_TOO_LONG,
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
}


def write_private(path: Path, content: bytes, *, replace: bool) -> None:
    """Writes `content` to a temporary file beside `path`, mode 0600, and renames it.

    Raises Refused: PATH_EXISTS for a file that is there and `replace` is False, else why the
    path cannot be written. A link is replaced by the file; what it led to is left alone.
    """
    replaced = {path.name} if replace else set()
    write_private_together(path.parent, {path.name: content}, replaced=replaced)


def write_private_together(
    folder: Path, contents: Mapping[str, bytes], *, replaced: Collection[str]
) -> None:
    """Writes the files `contents`, by their names in `folder`, as `write_private`: all or none.

    Of the files that are there only those named in `replaced` may be replaced. Where one cannot be put
    in its place, the others are taken back, and what they replaced returns.
    """
    with _folder_at(folder) as opened:
        for name in contents:
            _check_target(opened, name, name in replaced)
            _remove_stale(opened, name)
        with ExitStack() as drafts:
            written = {name: drafts.enter_context(_draft(opened, name)) for name in contents}
            for name, draft in written.items():
                _fill(opened, draft, contents[name])
            _put_in_place(opened, written, replaced)


def check_writable(path: Path, *, replace: bool) -> None:
    """Raises Refused as `write_private` would for the target's own sake, and writes nothing."""
    with _folder_at(path.parent) as folder:
        _check_target(folder, path.name, replace)


@contextmanager
def _folder_at(path: Path) -> Iterator[int]:
    try:
        # Held open, so that what is swapped in for the folder meanwhile is not written to.
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield folder
        finally:
            os.close(folder)
    except OSError as error:
        raise Refused({_FIELD: _CODES.get(error.errno or 0, Code.WRITE_FAILED)}) from None


def _check_target(folder: int, name: str, replace: bool) -> None:
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            mode = os.stat(name, dir_fd=folder).st_mode
    except FileNotFoundError:
        if _is_link(folder, name):
            raise Refused({_FIELD: Code.PATH_DANGLING_LINK}) from None
        return
    if not stat.S_ISREG(mode):
        raise Refused({_FIELD: Code.PATH_NOT_A_FILE})
    if not replace:
        raise Refused({_FIELD: Code.PATH_EXISTS})


def _is_link(folder: int, name: str) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False


@contextmanager
def _draft(folder: int, name: str) -> Iterator[str]:
    draft = f"{_draft_prefix(name)}{secrets.token_hex(4)}"
    try:
        yield draft
    finally:
        _unlink_if_there(folder, draft)


def _fill(folder: int, draft: str, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with open(os.open(draft, flags, 0o600, dir_fd=folder), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(folder: int, drafts: Mapping[str, str], replaced: Collection[str]) -> None:
    with ExitStack() as asides, ExitStack() as undoing:
        for name, draft in drafts.items():
            aside = asides.enter_context(_draft(folder, name))
            if name in replaced and _set_aside(folder, name, aside):
                undoing.callback(os.replace, aside, name, src_dir_fd=folder, dst_dir_fd=folder)
                os.replace(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
            else:
                _rename_to_free_name(folder, draft, name)
                undoing.callback(_unlink_if_there, folder, name)
        os.fsync(folder)
        undoing.pop_all()


def _set_aside(folder: int, name: str, aside: str) -> bool:
    """Keeps the file `name` as `aside` too; False where there is no file."""
    try:
        os.link(name, aside, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except PermissionError:
        # FAT and some network folders know no links.
        os.rename(name, aside, src_dir_fd=folder, dst_dir_fd=folder)
    return True


def _rename_to_free_name(folder: int, draft: str, name: str) -> None:
    try:
        os.link(draft, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        raise Refused({_FIELD: Code.PATH_EXISTS}) from None
    except PermissionError:
        # No links here either; the name was free a moment ago.
        os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)


def _remove_stale(folder: int, name: str) -> None:
    # A process killed while writing leaves its draft; one that old is nobody's any more.
    for entry in os.listdir(folder):
        if entry.startswith(_draft_prefix(name)):
            age = time.time() - os.stat(entry, dir_fd=folder, follow_symlinks=False).st_mtime
            if age > _STALE_SECONDS:
                _unlink_if_there(folder, entry)


def _draft_prefix(name: str) -> str:
    return f".{name[:100]}.partial-"


def _unlink_if_there(folder: int, name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)
