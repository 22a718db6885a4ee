"""The threads in which passwords are checked."""

import asyncio
import os
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from cmi_tui.services.session import Session
from cmi_tui.ssh.door.admission import source_of
from cmi_tui.ssh.door.hash_turns import HashTurns
from cmi_tui.ssh.loop.meter import Meter


class SignIns:
    """Threads of their own: hashing takes a core for a while, and keeps nobody's pages waiting."""

    def __init__(self, portal: Portal, meter: Meter) -> None:
        self._portal = portal
        self._meter = meter
        self.at_once = os.cpu_count() or 1
        self._turns = HashTurns(self.at_once)
        self._threads = ThreadPoolExecutor(self.at_once, "sign-in", initializer=_yield)

    @property
    def support_phone(self) -> str:
        """The number that holders call, empty for none."""
        return self._portal.support_phone

    async def sign_in(self, values: dict[str, str], source: str) -> Session:
        """A session for these answers, given from the address `source`. Raises Refused, Unavailable."""
        return await self._in_turn(
            source, values["login"], lambda: self._portal.sign_in(values, source=source)
        )

    async def second_factor(self, session: Session, values: dict[str, str]) -> Session:
        """The session that follows once an agent's code is right. Raises as the use case does."""
        return await self._in_turn(
            session.source, session.account_id, lambda: self._portal.second_factor(session, values)
        )

    async def _in_turn(self, source: str, account: Hashable, check: Callable[[], Session]) -> Session:
        await self._turns.turn(source_of(source), account)
        checking = asyncio.get_running_loop().run_in_executor(self._threads, check)
        checking.add_done_callback(self._done)
        try:
            # A client that goes does not end the hash, nor free its place before.
            return await asyncio.shield(checking)
        except Refused as refusal:
            if refusal.wait:
                self._meter.throttled()
            raise

    def _done(self, checking: "asyncio.Future[Session]") -> None:
        self._turns.done()
        if not checking.cancelled():
            # Whoever asked may have gone, and left the answer to nobody.
            checking.exception()

    @property
    def queued(self) -> int:
        """How many wait for a thread."""
        return len(self._turns)

    def close(self) -> None:
        """Nobody signs in any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _yield() -> None:
    # On Linux a thread has a niceness of its own, and the threads that argon2 starts take it over.
    os.nice(5)
