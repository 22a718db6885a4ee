"""Making forms: one at a time, and each when it is its account's turn."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from cmi_tui.ssh.loop.fair_share import FairShare

T = TypeVar("T")
# What making a form takes, as measured (seconds): a thread that works takes it from the loop.
_FORM = 0.05


class FormMaker:
    """The one thread of a process in which forms that are fetched are made."""

    def __init__(self, share: FairShare) -> None:
        self._share = share
        self._thread = ThreadPoolExecutor(1, "form")

    async def make(self, account: int, work: Callable[[], T]) -> T:
        """What `work` returns or raises."""
        await self._share.turn(account)
        self._share.spend(account, _FORM)
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """No more forms are made."""
        self._thread.shutdown(wait=False, cancel_futures=True)
