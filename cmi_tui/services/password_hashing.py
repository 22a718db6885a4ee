"""Password hashes: argon2id, as many at once as the machine has cores, and a bounded queue."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.text import normalised

_QUEUE = 20
"""How many may wait for a core: some two seconds of work a core."""
# A hash of the default parameters that no password matches: unknown logins cost what known ones do.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$2gqXls14+qfsM9Fan3SLjA$TxbH0xqzbkahmz1sYPvwxm0751/jEIEGWfR4x6+se/c"
)


class PasswordHasher:
    """Hashes and checks passwords, NFC-normalised; each call takes about 0.1 s and 64 MiB.

    Each raises Unavailable (SERVICE_BUSY) when the queue is full.
    """

    def __init__(self, slots: int = os.cpu_count() or 1, queue: int = _QUEUE) -> None:
        self._argon2 = Argon2()
        self._places = threading.BoundedSemaphore(slots + queue)
        self._slots = threading.BoundedSemaphore(slots)

    def hash(self, password: str) -> str:
        """A new hash of `password`."""
        with self._slot():
            return self._argon2.hash(_encoded(password))

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether `password` made the hash; for None the answer is no, after the same work."""
        with self._slot():
            try:
                self._argon2.verify(password_hash or _NOBODY, _encoded(password))
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than new ones are."""
        return self._argon2.check_needs_rehash(password_hash)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Unavailable(Code.SERVICE_BUSY)
        try:
            with self._slots:
                yield
        finally:
            self._places.release()


def _encoded(password: str) -> bytes:
    # A lone surrogate, which broken terminals can send, must not raise.
    return normalised(password).encode("utf-8", "surrogatepass")
