"""What is done each second, and told each minute to whoever operates the server."""

import asyncio
import json
import logging
from collections.abc import Callable
from time import monotonic

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Ending
from cmi_tui.ssh.background import Background
from cmi_tui.ssh.loop.collector import Collector
from cmi_tui.ssh.loop.meter import Meter
from cmi_tui.ssh.registry import Registry
from cmi_tui.ssh.session import PortalSession
from cmi_tui.ssh.transport.connection import Connection

_LOG = logging.getLogger(__name__)
_TICK = 1.0
_REPORT_EVERY = 60


class Tick:
    """Runs from `start` to `stop`."""

    def __init__(
        self,
        portal: Portal,
        registry: Registry[Connection, PortalSession],
        meter: Meter,
        background: Background,
        figures: Callable[[], dict[str, float]],
    ) -> None:
        """`figures` gives the line of each minute."""
        self._portal = portal
        self._registry = registry
        self._meter = meter
        self._background = background
        self._figures = figures
        self._collector = Collector()
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """What has been loaded by now stays for good."""
        self._collector.start()
        self._running = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Nothing more is done."""
        if self._running is not None:
            self._running.cancel()

    async def _run(self) -> None:
        ticks = 0
        while True:
            due = monotonic() + _TICK
            await asyncio.sleep(_TICK)
            self._meter.paused(monotonic() - due)
            ticks += 1
            self._collector.tick(len(self._registry.sessions), self._registry.ended)
            self._drop_who_reads_nothing()
            if ticks % _REPORT_EVERY == 0:
                _LOG.info("%s", json.dumps(self._figures()))
                self._background.start(lambda: self._portal.prepare_form.erase_old())
                if self._portal.sends_notices:
                    self._background.start(lambda: self._portal.send_notices.start())

    # Not a part of `_run`, whose frame would keep the session that it looked at last.
    def _drop_who_reads_nothing(self) -> None:
        for session in self._registry.who_reads_nothing():
            session.end(Ending.UNREAD)
            session.abort()
