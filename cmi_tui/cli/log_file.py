"""The log file: the portal's own lines only, for its owner's eyes only."""

import io
import logging
import os
import time
from pathlib import Path

_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"
_TIME_FORMAT = "%Y-%m-%dT%H:%M:%S"


class PrivateFileHandler(logging.FileHandler):
    """Makes the file, mode 0600, when there is a first line to write."""

    def _open(self) -> io.TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        return open(os.open(path, flags, 0o600), "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the line; the base class opens the file outside its own care for errors."""
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be written is lost: the screen is not the place to say so."""


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
