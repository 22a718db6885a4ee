"""The old scp protocol, the side that sends: `scp -f`, as OpenSSH's `scp -O` and pscp speak it."""

import shlex
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

_FLAGS = frozenset({"-f", "-p", "-v", "-q", "-d", "--"})
_LONGEST_NAME = 256
_LONGEST_ANSWER = 1000
_OK = b"\0"


@dataclass(frozen=True)
class Copy:
    """What an `scp -f` asks for: names, mostly one, and whether times go along."""

    names: Sequence[str]
    keeps_times: bool


@dataclass(frozen=True)
class File:
    """A file to send; its time is in seconds since 1970."""

    name: str
    content: bytes
    made_at: int
    mode: int


class Reader(Protocol):
    """What the client says."""

    async def readexactly(self, n: int) -> bytes:
        """The next n bytes. Raises IncompleteReadError at the end."""


class Writer(Protocol):
    """What the client is told."""

    def write(self, data: bytes) -> None:
        """Sends bytes."""


def copy_asked(command: str) -> Copy | None:
    """What a command asks to be copied from here; None for any other command."""
    try:
        program, *words = shlex.split(command)
    except ValueError:
        return None
    flags = [word for word in words if word.startswith("-")]
    names = [word for word in words if not word.startswith("-")]
    if program != "scp" or "-f" not in flags or not _FLAGS.issuperset(flags) or not names:
        return None
    return Copy(names, "-p" in flags)


def matching(name: str, there: Sequence[str]) -> list[str]:
    """The names there are that `name` means; it may be a pattern, as a shell would read it."""
    name = name.removeprefix("/").removeprefix("./")
    if len(name) > _LONGEST_NAME:
        return []
    return [each for each in there if fnmatchcase(each, name)]


async def send(files: AsyncIterator[File | str], copy: Copy, reader: Reader, writer: Writer) -> bool:
    """Sends files, and sentences where there is none; whether all went well.

    Raises IncompleteReadError when the client has gone.
    """
    went_well = await _is_taken(reader)
    async for file in files:
        if isinstance(file, str):
            writer.write(b"\x01" + f"scp: {file}\n".encode())
            went_well = False
        else:
            went_well = await _send_one(file, copy.keeps_times, reader, writer) and went_well
    return went_well


async def _send_one(file: File, keeps_times: bool, reader: Reader, writer: Writer) -> bool:
    if keeps_times:
        writer.write(f"T{file.made_at} 0 {file.made_at} 0\n".encode())
        if not await _is_taken(reader):
            return False
    writer.write(f"C{file.mode & 0o7777:04o} {len(file.content)} {file.name}\n".encode())
    if not await _is_taken(reader):
        return False
    writer.write(file.content + _OK)
    return await _is_taken(reader)


async def _is_taken(reader: Reader) -> bool:
    """The client's answer; what it has to say about a refusal ends with its line."""
    answer = await reader.readexactly(1)
    if answer == _OK:
        return True
    for _ in range(_LONGEST_ANSWER):
        if await reader.readexactly(1) == b"\n":
            break
    return False
