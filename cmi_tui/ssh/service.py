"""The portal's SSH service in one process: how it starts, what its sessions share, and its end."""

import asyncio
import threading
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic

import asyncssh

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Ending
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.background import Background
from cmi_tui.ssh.door.admission import Admission
from cmi_tui.ssh.door.listening import listen
from cmi_tui.ssh.door.sign_ins import SignIns
from cmi_tui.ssh.front_ends import FrontEnds
from cmi_tui.ssh.journal import Journal
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.loop.meter import Meter
from cmi_tui.ssh.loop.metering import metered_task
from cmi_tui.ssh.loop.pace import Pace
from cmi_tui.ssh.registry import Registry
from cmi_tui.ssh.session import Opener, PortalSession
from cmi_tui.ssh.tick import Tick
from cmi_tui.ssh.transport.algorithms import CIPHERS, KEY_EXCHANGES, MACS, SIGNATURES
from cmi_tui.ssh.transport.connection import Connection
from cmi_tui.ssh.visitor import Visitor

_VERSION = "Portail"
"""What the server calls itself; no product, no version."""
# Threads that wait for the database, the PDF or a hash of somebody signed in.
_WORKERS = 16


class Service:
    """Serves a portal; `start` listens, `stop` lets everyone leave."""

    def __init__(self, portal: Portal, limits: Limits, *, name: str = "", economy: bool = False) -> None:
        self.limits = limits
        self.admission = Admission(limits)
        self.pace = Pace()
        self.registry: Registry[Connection, PortalSession] = Registry(limits)
        self._meter = Meter()
        self.sign_ins = SignIns(portal, self._meter)
        self._background = Background()
        self._journal = Journal(portal, self._background)
        self._front_ends = FrontEnds(portal, self.pace, self._meter, name=name, economy=economy)
        self._tick = Tick(portal, self.registry, self._meter, self._background, self.state)
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int, key: asyncssh.SSHKey) -> int:
        """Listens; returns the port. Raises OSError."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(_WORKERS, "portal"))
        loop.set_task_factory(metered_task)
        # Textual sets one on Python 3.12 and later, for all who share the loop: asyncssh hangs.
        loop.set_task_factory = lambda factory: None  # type: ignore[method-assign]
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=self._visitor, server_host_keys=[key], server_version=_VERSION,
            password_auth=False, public_key_auth=False, host_based_auth=False, kbdint_auth=True,
            gss_host=None, agent_forwarding=False, x11_forwarding=False, allow_scp=True,
            kex_algs=KEY_EXCHANGES, encryption_algs=CIPHERS, mac_algs=MACS, signature_algs=SIGNATURES,
            login_timeout=0,  # a visitor has a time of its own for each answer
            keepalive_interval=self.limits.keepalive_interval,
            keepalive_count_max=self.limits.keepalive_count, config=None,
        )  # fmt: skip
        self._server = await listen(
            lambda: Connection(loop, options, self.admission, self.pace), host, port
        )
        self._tick.start()
        return int(self._server.sockets[0].getsockname()[1])

    def _visitor(self) -> Visitor:
        return Visitor(self.limits, self.registry, self._journal, self.sign_ins, self._session)

    def _session(self, opener: Opener, session: Session) -> PortalSession:
        return PortalSession(
            opener, session, self.limits, self.registry, self._journal, self._front_ends,
            self.pace.layouts,
        )  # fmt: skip

    async def stop(self) -> None:
        """Tells everyone, lets what is being written finish, and closes; bounded in time."""
        self.registry.shut()
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
        self._tick.stop()
        self.sign_ins.close()
        self._front_ends.close()

    def _close_connections(self) -> None:
        for connection in list(self.registry.connections):
            connection.abort()

    @staticmethod
    async def _all_gone(crowd: Collection[object]) -> None:
        while crowd:
            await asyncio.sleep(0.02)

    async def empty(self) -> None:
        """Waits until the last session and connection have gone."""
        while self.sessions or self.registry.connections or self._background.is_busy:
            await asyncio.sleep(0.02)

    @property
    def sessions(self) -> Collection[PortalSession]:
        """The sessions that are open."""
        return self.registry.sessions

    def state(self) -> dict[str, float]:
        """The line of each minute; no personal value is in it."""
        return {
            "sessions": len(self.sessions),
            "waiting": len(self.admission),
            "refused_connections": self.admission.refused,
            "connections": len(self.registry.connections),
            "floods_dropped": self.pace.flooders,
            "sign_ins_queued": self.sign_ins.queued,
            "threads": threading.active_count(),
            **self._meter.report(),
        }
