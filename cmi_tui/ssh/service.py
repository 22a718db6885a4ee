"""The portal's SSH service in one process: its sessions, what they share, and its end."""

import asyncio
import json
import logging
import os
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import asyncssh

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.journal import Ending, Event
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.admission import Admission
from cmi_tui.ssh.collector import Collector
from cmi_tui.ssh.connection import (
    CIPHERS,
    KEY_EXCHANGES,
    MACS,
    SIGNATURES,
    VERSION,
    Connection,
)
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.listening import AT_ONCE, let_many_wait
from cmi_tui.ssh.meter import Meter
from cmi_tui.ssh.pace import Pace
from cmi_tui.ssh.registry import Registry
from cmi_tui.ssh.unread import UnreadWatch
from cmi_tui.ssh.visitor import Visitor

if TYPE_CHECKING:
    from cmi_tui.ssh.session import PortalSession

_LOG = logging.getLogger(__name__)
# Threads that wait for the database, the PDF or a hash of somebody signed in.
_WORKERS = 16
_TICK = 1.0
_REPORT_EVERY = 60


class Service:
    """Serves a portal; `start` listens, `stop` lets everyone leave."""

    def __init__(self, portal: Portal, limits: Limits, *, name: str = "", economy: bool = False) -> None:
        self.portal = portal
        self.limits = limits
        self.economy = economy
        self.meter = Meter()
        self.opening = asyncio.Semaphore(1)
        # Signing in hashes, which takes a core for a while: it yields to whoever types.
        self.hashes_at_once = os.cpu_count() or 1
        self.sign_in_workers = ThreadPoolExecutor(self.hashes_at_once, "sign-in", initializer=_yield)
        self._collector = Collector()
        self._name = name
        self._admission = Admission(limits)
        self.pace = Pace()
        self._registry: Registry[Connection, PortalSession] = Registry(limits)
        self._journalling: set[asyncio.Future[object]] = set()
        self._server: asyncio.Server | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._is_stopping = False

    # The server.

    async def start(self, host: str, port: int, key: asyncssh.SSHKey) -> int:
        """Listens; returns the port. Raises OSError."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_WORKERS, "portal"))
        # Textual sets one on Python 3.12 and later, for all who share the loop: asyncssh hangs.
        loop.set_task_factory = lambda factory: None  # type: ignore[method-assign]
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=lambda: Visitor(self), server_host_keys=[key], server_version=VERSION,
            password_auth=False, public_key_auth=False, host_based_auth=False, kbdint_auth=True,
            gss_host=None, agent_forwarding=False, x11_forwarding=False, allow_scp=True,
            kex_algs=KEY_EXCHANGES, encryption_algs=CIPHERS, mac_algs=MACS, signature_algs=SIGNATURES,
            login_timeout=0,  # a visitor has a time of its own for each answer
            keepalive_interval=self.limits.keepalive_interval,
            keepalive_count_max=self.limits.keepalive_count, config=None,
        )  # fmt: skip
        self._server = await loop.create_server(
            lambda: Connection(loop, options, self._admission, self.pace),
            host or None, port, backlog=AT_ONCE, reuse_address=True, reuse_port=True,
        )  # fmt: skip
        let_many_wait(self._server)
        self._collector.start()
        self._ticking = loop.create_task(self._tick())
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Tells everyone, lets what is being written finish, and closes; bounded in time."""
        self._is_stopping = True
        end = monotonic() + self.limits.leaving
        if self._server is not None:
            self._server.close()
        sentence = texts.STOPPING.format(seconds=round(self.limits.farewell))
        for session in list(self.sessions):
            session.notify(sentence)
        if self.sessions:
            await asyncio.sleep(self.limits.farewell)
        for session in list(self.sessions):
            session.end(Ending.SHUT_DOWN)
        # A session says its last words itself; what only signed in, or fetches a file, is cut.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_gone(self.sessions), end - monotonic())
        self._close_connections()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.empty(), 1 + end - monotonic())
        if self._ticking is not None:
            self._ticking.cancel()
        self.sign_in_workers.shutdown(wait=False, cancel_futures=True)

    def _close_connections(self) -> None:
        for connection in list(self._registry.connections):
            connection.abort()

    # Whoever comes and goes.

    @property
    def sessions(self) -> Collection["PortalSession"]:
        """The sessions that are open."""
        return self._registry.sessions

    def signed_in(self, visitor: Visitor) -> None:
        """A connection has signed in; it is cut when its account has enough of them."""
        session = visitor.authentication.session
        assert session is not None
        visitor.connection.come_inside(session.account_id)
        if not self._registry.arrive(visitor.connection, session.account_id):
            self.journal_end(session, Ending.CROWDED)
            visitor.connection.disconnect(
                asyncssh.DISC_TOO_MANY_CONNECTIONS, texts.TOO_MANY_CONNECTIONS, "fr"
            )

    def gone(self, visitor: Visitor) -> None:
        """A connection is closed."""
        if self._registry.leave(visitor.connection) and visitor.authentication.session is not None:
            self.journal_end(visitor.authentication.session, Ending.DROPPED)

    def may_open_screen(self, account: int) -> bool:
        """Whether an account may open the portal once more."""
        return not self._is_stopping and self._registry.may_open_screen(account)

    def enter(self, session: "PortalSession", *, is_screen: bool) -> None:
        """Counts a session in; one that is not a screen fetches files, or is told a refusal."""
        watch = UnreadWatch(session.channel, self.limits.unread)
        self._registry.open(session, session.connection, watch, is_screen=is_screen)

    def leave(self, session: "PortalSession") -> None:
        """Counts a session out."""
        self._registry.close(session)
        self._collector.session_closed()

    @staticmethod
    async def _all_gone(crowd: Collection[object]) -> None:
        while crowd:
            await asyncio.sleep(0.02)

    async def empty(self) -> None:
        """Waits until the last session and connection have gone."""
        while self.sessions or self._registry.connections or self._journalling:
            await asyncio.sleep(0.02)

    def name_for(self, connection: Connection) -> tuple[str, int]:
        """The host and port by which a client reaches us: as set, or as it did."""
        host, port = connection.get_extra_info("sockname")[:2]
        return self._name or str(host), int(port)

    # The journal.

    def journal_end(self, session: Session, ending: str) -> None:
        """Ends a session and journals why, unless that has been done."""
        self._write(partial(self.portal.end_session, session, ending))

    def journal_refusal(self, session: Session, kind: str) -> None:
        """Journals a request that nobody is granted."""
        self._write(partial(self.portal.journal, session.entry(Event.REFUSAL, kind)))

    def _write(self, work: Callable[[], object]) -> None:
        writing = asyncio.ensure_future(asyncio.to_thread(work))
        self._journalling.add(writing)
        writing.add_done_callback(self._journalled)

    def _journalled(self, writing: "asyncio.Future[object]") -> None:
        self._journalling.discard(writing)
        if error := writing.exception():
            record_crash(error)

    # What an operator watches.

    async def _tick(self) -> None:
        ticks = 0
        while True:
            due = monotonic() + _TICK
            await asyncio.sleep(_TICK)
            self.meter.paused(monotonic() - due)
            ticks += 1
            self._collector.tick(len(self.sessions))
            self._drop_who_reads_nothing()
            if ticks % _REPORT_EVERY == 0:
                _LOG.info("%s", json.dumps(self.state()))
                if self.portal.sends_notices:
                    self._write(lambda: self.portal.send_notices.start())

    # Not a part of `_tick`, whose frame would keep the session that it looked at last.
    def _drop_who_reads_nothing(self) -> None:
        for session in self._registry.who_reads_nothing():
            session.end(Ending.UNREAD)
            session.abort()

    def state(self) -> dict[str, float]:
        """The line of each minute; no personal value is in it."""
        return {
            "sessions": len(self.sessions),
            "waiting": len(self._admission),
            "refused_connections": self._admission.refused,
            "connections": len(self._registry.connections),
            "floods_dropped": self.pace.flooders,
            "sign_ins_queued": self.sign_in_workers._work_queue.qsize(),
            "threads": threading.active_count(),
            **self.meter.report(),
        }


def _yield() -> None:
    # On Linux a thread has a niceness of its own, and the threads that argon2 starts take it over.
    os.nice(5)
