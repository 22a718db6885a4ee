"""The server's host key: made once, kept for its owner's eyes only."""

from pathlib import Path

import asyncssh

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.private_file import write_private

_ALGORITHM = "ssh-ed25519"


class HostKeyTrouble(Exception):
    """The host key cannot be used; `is_open` when others may read it."""

    def __init__(self, *, is_open: bool) -> None:
        super().__init__()
        self.is_open = is_open


def host_key(path: Path) -> asyncssh.SSHKey:
    """The key in `path`, made when there is none. Raises HostKeyTrouble."""
    try:
        if not path.exists():
            _make(path)
        # Read first: nobody is to be told to change the mode of a folder, or of a file that is no key.
        key = asyncssh.read_private_key(path)
        if path.stat().st_mode & 0o077:
            raise HostKeyTrouble(is_open=True)
        return key
    except (OSError, asyncssh.KeyImportError, Refused):
        raise HostKeyTrouble(is_open=False) from None


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = asyncssh.generate_private_key(_ALGORITHM)
    try:
        write_private(path, key.export_private_key(), replace=False)
    except Refused as refusal:
        # Another process of this service made it first: its key is everyone's.
        if Code.PATH_EXISTS not in refusal.errors.values():
            raise
