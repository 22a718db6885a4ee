"""What sftp and scp show: one folder with the account's own form, to read only."""

import os
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import asyncssh
from asyncssh import SFTPAttrs, SFTPName, SFTPServer
from asyncssh.constants import FILEXFER_TYPE_DIRECTORY, FILEXFER_TYPE_REGULAR

from cmi_tui.domain.errors import Unavailable
from cmi_tui.messages.errors import error_text
from cmi_tui.ssh.form.own_form import FILE_MODE, NAMES, OwnForm

_ROOT = b"/"
_READS = asyncssh.FXF_READ
_MOST_FILES = 16
# A read is answered with so many octets at most, as most servers do.
_LARGEST_READ = 32 * 1024
_FOLDER_MODE = stat.S_IFDIR | 0o500


@dataclass(frozen=True)
class _File:
    content: bytes

    def seek(self, offset: int, whence: int) -> int:
        """Where data or a hole begins, which asyncssh asks for its own clients: all of it is data."""
        return len(self.content) if whence == os.SEEK_HOLE else offset


class FormView(SFTPServer):
    """Knows no file system: each request is answered from the form, or refused."""

    def __init__(self, channel: Any, form: OwnForm) -> None:
        super().__init__(channel)
        self._form = form
        self._open = 0

    # What can be asked.

    def realpath(self, path: bytes) -> bytes:
        """The path from the one folder there is."""
        return _ROOT if _is_root(path) else _ROOT + _name(path).encode()

    async def stat(self, path: bytes) -> SFTPAttrs:
        """What is known of the folder or of the form."""
        if _is_root(path):
            return self._attributes(_FOLDER_MODE, 0)
        name = _name(path)
        try:
            return self._attributes(FILE_MODE, len((await self._form.files())[name]))
        except Unavailable:
            # It is there all the same; why it cannot be had now is said to whoever opens it.
            return self._attributes(FILE_MODE, None)

    async def lstat(self, path: bytes) -> SFTPAttrs:
        """The same: there are no links."""
        return await self.stat(path)

    def fstat(self, file_obj: object) -> SFTPAttrs:
        """What is known of an open file."""
        assert isinstance(file_obj, _File)
        return self._attributes(FILE_MODE, len(file_obj.content))

    def _attributes(self, mode: int, size: int | None) -> SFTPAttrs:
        return SFTPAttrs(
            type=FILEXFER_TYPE_DIRECTORY if stat.S_ISDIR(mode) else FILEXFER_TYPE_REGULAR,
            size=size, permissions=mode, uid=0, gid=0, nlink=1,
            atime=self._form.made_at, mtime=self._form.made_at,
        )  # fmt: skip

    async def scandir(self, path: bytes) -> AsyncIterator[SFTPName]:
        """The folder's content."""
        if not _is_root(path):
            raise asyncssh.SFTPNoSuchFile("")
        for name in (".", "..", *NAMES):
            attributes = await self.stat(_ROOT if name.startswith(".") else name.encode())
            yield SFTPName(name.encode(), attrs=attributes)

    async def open(self, path: bytes, pflags: int, attrs: SFTPAttrs) -> object:
        """The form, for reading."""
        if pflags != _READS:
            raise asyncssh.SFTPPermissionDenied("")
        return await self._opened(path)

    async def open56(self, path: bytes, desired_access: int, flags: int, attrs: SFTPAttrs) -> object:
        """The form, for reading, in the words of sftp 5 and 6."""
        wanted = desired_access & ~(asyncssh.ACE4_READ_DATA | asyncssh.ACE4_READ_ATTRIBUTES)
        if wanted or flags & asyncssh.FXF_ACCESS_DISPOSITION != asyncssh.FXF_OPEN_EXISTING:
            raise asyncssh.SFTPPermissionDenied("")
        return await self._opened(path)

    async def _opened(self, path: bytes) -> object:
        if self._open >= _MOST_FILES:
            raise asyncssh.SFTPFailure("")
        name = _name(path)
        try:
            file = _File((await self._form.files())[name])
        except Unavailable as trouble:
            raise asyncssh.SFTPFailure(error_text(trouble.code), "fr") from None
        self._open += 1
        return file

    def close(self, file_obj: object) -> None:
        """The file is done with."""
        self._open -= 1

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        """A part of the form."""
        assert isinstance(file_obj, _File)
        return file_obj.content[offset : offset + min(size, _LARGEST_READ)]

    def exit(self) -> None:
        """All is said: a client takes it for a failure when no status comes."""
        self.channel.exit(0)

    def format_user(self, uid: int | None) -> str:
        """Nobody: the server's users are not told."""
        return "-"

    def format_group(self, gid: int | None) -> str:
        """Nobody: the server's groups are not told."""
        return "-"

    # What is refused. Each method of the base class would act on the server's own files.

    def map_path(self, path: bytes) -> bytes:
        """Whatever of the base class asks for a real path gets none."""
        raise asyncssh.SFTPPermissionDenied("")

    def _refuse(self, *_arguments: Any, **_options: Any) -> Any:
        raise asyncssh.SFTPPermissionDenied("")

    write = setstat = lsetstat = fsetstat = remove = mkdir = rmdir = _refuse
    rename = posix_rename = readlink = symlink = link = _refuse
    lock = unlock = statvfs = fstatvfs = fsync = _refuse


def _is_root(path: bytes) -> bool:
    # Above the one folder there is none: `cd ..` stays.
    return all(part in (b"", b".", b"..") for part in path.split(b"/"))


def _name(path: bytes) -> str:
    """The name of a file there is; SFTPNoSuchFile for any other path."""
    name = path.removeprefix(_ROOT).removeprefix(b"./").decode("utf-8", "replace")
    if name not in NAMES:
        raise asyncssh.SFTPNoSuchFile("")
    return name
