"""Plays whole visits in this process and tells the processor time of each step.

`python -m benchmarks.visit_player portal|stock` plays a visit for each line it reads, and answers with
JSON: the milliseconds of each step's parts, worker threads included. It goes by keys and by what is on
the screen alone, so that it plays any version of the portal, and the stock peer.
"""

import asyncio
import gc
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from selectors import DefaultSelector
from time import process_time
from typing import Any

import pyte
from textual.app import App

from cmi_tui.composition import Portal
from cmi_tui.domain.clock import utc_now
from cmi_tui.settings import Settings
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.stream import ByteLink, StreamDriver, stream_driver

Application = Callable[[type[StreamDriver]], App[Any]]
"""Makes an application for a terminal."""
SIZE = (80, 24)
_TERM = "xterm-256color"
_ADDRESSES = ("abcdef@mail.fr", "ghijkl@mail.fr")
_RESTING_SECONDS = 0.1
_MOST_TABS = 12
_DOWN, _ESCAPE, _F10 = "\x1b[B", "\x1b", "\x1b[21~"


class RestingLoop(asyncio.SelectorEventLoop):
    """An event loop that knows when nothing is under way: no thread works, nothing is due soon.

    It stays awake until what is due next: a processor that has slept is slower at first, by how much
    depends on its other work. `idle` is the processor time that this has taken, in seconds.
    """

    def __init__(self) -> None:
        self.idle = 0.0
        self._threads = 0
        self._awaited: asyncio.Future[None] | None = None
        super().__init__(_Selector(self._wait))

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]
        """Runs in a thread, and counts it."""
        self._threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_ended)
        return future

    def _thread_ended(self, _future: object) -> None:
        self._threads -= 1

    def _wait(self, select: Callable[[float | None], Any], timeout: float | None) -> Any:
        """What `select` finds before `timeout`, which is when the loop has something to do."""
        if self._threads or timeout == 0:
            return select(timeout)
        if self._awaited is not None and (timeout is None or timeout > _RESTING_SECONDS):
            self._awaited.set_result(None)
            self._awaited = None
            return select(0)
        started = process_time()
        due = self.time() + (timeout or 0)
        while not (found := select(0)) and (timeout is None or self.time() < due):
            pass
        self.idle += process_time() - started
        return found

    async def rest(self) -> None:
        """Waits until nothing is under way."""
        self._awaited = self.create_future()
        await self._awaited


class _Selector(DefaultSelector):
    """Leaves it to a loop how to wait."""

    def __init__(self, wait: Callable[[Callable[[float | None], Any], float | None], Any]) -> None:
        super().__init__()
        self._wait = wait

    def select(self, timeout: float | None = None) -> Any:
        return self._wait(super().select, timeout)


class Visit:
    """One application in a terminal of this process; `steps` are the milliseconds of each step."""

    def __init__(self, loop: RestingLoop) -> None:
        self._loop = loop
        self.steps: dict[str, list[float]] = {}
        self._sent: list[bytes] = []
        self._link = ByteLink(self._sent.append, SIZE, lambda: 0)
        self._screen = pyte.Screen(*SIZE)
        self._terminal = pyte.ByteStream(self._screen)

    async def play(self, application: Application, address: str) -> None:
        """Opens the application, changes the address, and signs out."""
        app = application(stream_driver(WireOptions(_TERM), self._link))
        with self._measured("open"):
            running = asyncio.ensure_future(app.run_async(size=SIZE))
            await self._loop.rest()
        self._expect("Mes données")
        await self._press("menu", _DOWN, "Suivi de ma demande")
        await self._press("page", "\r", "MES INFORMATIONS")
        await self._tab_to("Adresse email")
        await self._press("form", "\r", "Nouvel email")
        await self._press("back", _ESCAPE, "MES INFORMATIONS")
        await self._press("form", "\r", "Nouvel email")
        await self._type(address)
        await self._press("Tab", "\t", address)
        await self._type(address)
        await self._press("save", "\r", "bien été modifiée")
        with self._measured("sign out"):
            self._link.receive(_F10.encode())
            await running

    async def _type(self, text: str) -> None:
        for letter in text:
            await self._press("letter", letter)

    async def _tab_to(self, text: str) -> None:
        for _ in range(_MOST_TABS):
            if any(text in row and self._has_focus(y) for y, row in enumerate(self._screen.display)):
                return
            await self._press("to the button", "\t")
        raise AssertionError(f"Tab does not lead to {text!r}")

    def _has_focus(self, y: int) -> bool:
        """Whether a button of the row has the focus, which all applications show by reverse video."""
        return any(cell.reverse for cell in self._screen.buffer[y].values())

    async def _press(self, step: str, key: str, expected: str = "") -> None:
        with self._measured(step):
            self._link.receive(key.encode())
            await self._loop.rest()
        self._expect(expected)

    @contextmanager
    def _measured(self, step: str) -> Iterator[None]:
        started = process_time() - self._loop.idle
        yield
        spent = process_time() - self._loop.idle - started
        self.steps.setdefault(step, []).append(spent * 1000)

    def _expect(self, text: str) -> None:
        """Reads what was sent, outside of what is measured."""
        self._terminal.feed(b"".join(self._sent))
        self._sent.clear()
        rows = self._screen.display
        assert text in "\n".join(rows), "\n".join([f"{text!r} is not on the screen:", *rows])


class _Days:
    """A clock on which a day passes between two visits: an address is changed only so often an hour."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.passed


def _application(subject: str, portal: Portal) -> Application:
    session = portal.open_demonstration()
    if subject == "stock":
        from benchmarks.visit_stock import StockPortal

        return lambda driver: StockPortal(portal, session, driver)
    from cmi_tui.ssh.screen.served_app import ServedApp

    return lambda driver: ServedApp(portal, session, driver, "", lambda: None)


async def main() -> None:
    """Plays a visit for each line of standard input."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, RestingLoop)
    with tempfile.TemporaryDirectory() as folder:
        clock = _Days()
        url = f"sqlite:///{Path(folder) / 'portal.db'}"
        portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}), clock)
        # As in the server, the collector comes between keys, not at them.
        gc.disable()
        number = 0
        while await loop.run_in_executor(None, sys.stdin.readline):
            gc.collect()
            gc.freeze()
            visit = Visit(loop)
            await visit.play(_application(sys.argv[1], portal), _ADDRESSES[number % 2])
            print(json.dumps(visit.steps), flush=True)
            clock.passed += timedelta(days=1)
            number += 1
        portal.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=RestingLoop) as runner:
        runner.run(main())
