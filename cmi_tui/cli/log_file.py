"""The log file: the portal's own lines only, for its owner's eyes only."""

import io
import logging
import os
import stat
import time
from pathlib import Path

_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%S"
_MODE = 0o600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK


class PrivateFileHandler(logging.FileHandler):
    """Makes the file, mode 0600, when there is a first line to write; follows no link."""

    def _open(self) -> io.TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, _FLAGS, 0o600)
        try:
            _reserve(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        return open(descriptor, "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the line; the base class opens the file outside its own care for errors."""
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be written is lost: the screen is not the place to say so."""


def _reserve(descriptor: int) -> None:
    """Leaves the file to its owner alone. Raises OSError for one that is not just ours."""
    status = os.fstat(descriptor)
    if stat.S_ISCHR(status.st_mode):  # /dev/null keeps nothing
        return
    if not _is_ours(status):
        raise PermissionError
    if stat.S_IMODE(status.st_mode) != _MODE:
        os.fchmod(descriptor, _MODE)


def usable_log(path: Path) -> bool:
    """Whether `path` can be the log: nothing yet, or a file of its own that is no link to another."""
    try:
        status = os.lstat(path)
    except OSError:
        return True
    return stat.S_ISCHR(status.st_mode) or _is_ours(status)


def _is_ours(status: os.stat_result) -> bool:
    # An operator as root adds to the service's log.
    is_owned = os.geteuid() in (status.st_uid, 0)
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and is_owned


def log_to(path: Path) -> None:
    """Sends the portal's log lines to `path`, and those of libraries, which may hold values, nowhere."""
    handler = PrivateFileHandler(path, encoding="utf-8", delay=True)
    formatter = logging.Formatter(_FORMAT, _TIME_FORMAT)
    # In UTC, as the journal's, so that a line of one can be found beside a line of the other.
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger = logging.getLogger("cmi_tui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.getLogger().addHandler(logging.NullHandler())
