"""Sessions over byte streams: no thread, no signal, no file; each with its own terminal."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from textual.app import App, ComposeResult
from textual.events import Paste
from textual.widgets import Input, Static

from cmi_tui.wire import ByteLink, WireOptions, stream_driver
from rig.emulator import KINDS, Emulator


class Page(App[None]):
    """A text and a field; it remembers what reached it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, **options: object) -> None:
        super().__init__(ansi_color=True, **options)  # type: ignore[arg-type]
        self.keys: list[str] = []
        self.pastes: list[str] = []
        self.focus_seen: list[str] = []

    def compose(self) -> ComposeResult:
        """The text, then the field."""
        yield Static("Bonjour é 日本")
        field = Input()
        field.cursor_blink = False
        yield field

    def on_key(self, event: object) -> None:
        """Remember a key that the field did not take."""
        self.keys.append(getattr(event, "key", ""))

    def on_app_focus(self) -> None:
        """Remember that the window has the focus."""
        self.focus_seen.append("gained")

    def on_app_blur(self) -> None:
        """Remember that the window has lost it."""
        self.focus_seen.append("lost")

    def on_paste(self, event: Paste) -> None:
        """Remember a paste that the field did not take."""
        self.pastes.append(event.text)


@dataclass
class Session:
    """The client's side."""

    term: str
    options: dict[str, Any] = field(default_factory=dict)
    emulator: Emulator = field(init=False)
    sent: list[bytes] = field(default_factory=list)
    app: Page = field(init=False)
    link: ByteLink = field(init=False)

    def __post_init__(self) -> None:
        self.emulator = Emulator(40, 8, KINDS[self.term])
        self.emulator.may_scroll = True
        self.link = ByteLink(self._show, (40, 8))
        self.app = Page(driver_class=stream_driver(WireOptions(self.term, **self.options), self.link))

    def _show(self, data: bytes) -> None:
        self.sent.append(data)
        self.emulator.feed_raw(data.decode())

    def text(self) -> str:
        """The screen's text."""
        return "\n".join("".join(place.text for place in row) for row in self.emulator.rows)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        for _ in range(500):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.text())


@asynccontextmanager
async def session(term: str = "xterm-256color", **options: object) -> AsyncIterator[Session]:
    """A running application, ended with the test."""
    made = Session(term, options)
    running = asyncio.create_task(made.app.run_async())
    await made.until(lambda: "Bonjour" in made.text())
    await asyncio.sleep(0.1)
    yield made
    made.app.exit()
    await asyncio.wait_for(running, 5)


async def test_what_is_typed_appears() -> None:
    async with session() as one:
        one.link.receive("déjà".encode()[:2])
        one.link.receive("déjà".encode()[2:])
        await one.until(lambda: "déjà" in one.text())


async def test_a_key_is_one_send_and_rest_is_silent() -> None:
    async with session() as one:
        for key in (b"a", b"\t", b"\x1b[Z", b"b", b"\x7f"):
            one.sent.clear()
            one.link.receive(key)
            await asyncio.sleep(0.15)
            assert len(one.sent) <= 1, key
        one.sent.clear()
        await asyncio.sleep(0.5)
        assert one.sent == []


async def test_sessions_share_no_terminal_and_no_thread() -> None:
    threads = threading.active_count()
    async with session("xterm-256color") as first, session("vt100") as second:
        assert threading.active_count() == threads
        first.link.receive(b"one")
        second.link.receive(b"two")
        second.link.resize(30, 6)
        second.emulator.resize(30, 6)
        await first.until(lambda: "one" in first.text())
        await second.until(lambda: "two" in second.text())
        assert (first.app.size, second.app.size) == ((40, 8), (30, 6))
    assert first.emulator.modes <= {"7", "25"}


async def test_a_paused_link_gets_only_the_last_frame() -> None:
    async with session() as one:
        one.link.pause()
        one.sent.clear()
        for letter in b"abcdef":
            one.link.receive(bytes([letter]))
            await asyncio.sleep(0.05)
        assert one.sent == []
        one.link.resume()
        await one.until(lambda: "abcdef" in one.text())
        assert len(one.sent) == 1


async def test_a_backlog_that_the_service_can_see_holds_frames_back() -> None:
    one = Session("xterm-256color")
    backlog = [0]
    one.link.backlog = lambda: backlog[0]
    running = asyncio.create_task(one.app.run_async())
    await one.until(lambda: "Bonjour" in one.text())
    backlog[0] = 5000
    one.link.receive(b"abc")
    await asyncio.sleep(0.2)
    assert "abc" not in one.text()
    backlog[0] = 0
    await one.until(lambda: "abc" in one.text())
    one.app.exit()
    await running


async def test_a_hidden_tail_of_the_link_ends_the_application() -> None:
    one = Session("xterm-256color")
    running: Awaitable[None] = asyncio.create_task(one.app.run_async())
    await one.until(lambda: "Bonjour" in one.text())
    one.link.end()
    await asyncio.wait_for(running, 5)


async def test_a_paste_without_brackets_is_one_event_and_the_next_key_comes() -> None:
    async with session(paste_limit=65_536, joins_bursts=True) as one:
        one.app.set_focus(None)
        for _ in range(5):
            one.link.receive(b"word " * 8000)
        await asyncio.sleep(0.12)
        one.link.receive(b"k")
        await one.until(lambda: one.app.keys == ["k"])
        assert [len(paste) for paste in one.app.pastes] == [65_537]


async def test_an_escape_key_arrives_alone() -> None:
    async with session() as one:
        one.app.set_focus(None)
        one.link.receive(b"\x1b")
        await one.until(lambda: one.app.keys == ["escape"])
        one.link.receive(b"\x1b[A")
        await one.until(lambda: one.app.keys == ["escape", "up"])


async def test_answers_never_reach_the_application() -> None:
    async with session() as one:
        one.app.set_focus(None)
        for part in (b"\x1b[0n", b"\x1b", b"[0", b"nx"):
            one.link.receive(part)
        await one.until(lambda: one.app.keys == ["x"])


async def test_a_paste_of_any_size_is_whole_where_no_limit_is_set() -> None:
    async with session() as one:
        one.app.set_focus(None)
        text = "word\r" * 50_000
        one.link.receive(f"\x1b[200~{text}\x1b[201~".encode())
        await one.until(lambda: one.app.pastes == [text])
        one.link.receive(b"k" * 100)
        await one.until(lambda: one.app.keys == ["k"] * 100)


async def test_the_window_s_focus_reaches_an_application_that_asks_for_it() -> None:
    async with session() as one:
        one.link.receive(b"\x1b[O\x1b[I")
        assert one.app._driver is not None
        one.app._driver.write("\x1b[?1004h")
        await one.until(lambda: "1004" in one.emulator.modes)
        one.link.receive(b"\x1b[O\x1b[I")
        await one.until(lambda: one.app.focus_seen == ["lost", "gained"])
    assert "1004" not in one.emulator.modes


async def test_the_window_s_focus_reaches_an_application_run_as_others_run_it() -> None:
    async with session(focus_events=True) as one:
        await one.until(lambda: "1004" in one.emulator.modes)
        one.link.receive(b"\x1b[O")
        await one.until(lambda: one.app.focus_seen == ["lost"])
    assert "1004" not in one.emulator.modes


async def test_what_other_threads_write_appears_in_their_order() -> None:
    async with session() as one:
        driver = one.app._driver
        assert driver is not None

        def write() -> None:
            for letter in "threads":
                driver.write(f"\x1b[8;1H{letter * 7}\x1b[8;10Hfrom")

        await asyncio.gather(*(asyncio.to_thread(write) for _ in range(4)))
        await one.until(lambda: "sssssss  from" in one.text())
    await asyncio.to_thread(driver.write, "nobody is there any more")
