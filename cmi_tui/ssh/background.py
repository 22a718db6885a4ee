"""Work that nobody waits for, but that the server's end does."""

import asyncio
from collections.abc import Callable

from cmi_tui.crash import record_crash


class Background:
    """Does work in threads; what goes wrong there is recorded."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Future[object]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be done."""
        return bool(self._under_way)

    def start(self, work: Callable[[], object]) -> None:
        """Begins a piece of work."""
        doing = asyncio.ensure_future(asyncio.to_thread(work))
        self._under_way.add(doing)
        doing.add_done_callback(self._done)

    def _done(self, doing: "asyncio.Future[object]") -> None:
        self._under_way.discard(doing)
        if error := doing.exception():
            record_crash(error)
