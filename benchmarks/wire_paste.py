"""How long a big paste holds up the next key: from the paste's last byte to the key's event.

Prints milliseconds for 1 MB with brackets and 20 kB without, as a terminal line brings them; the
goal is 100 ms. (Without brackets, 50 ms of silence must pass before the paste has ended.)
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from textual.app import App
from textual.events import Key, Paste

from cmi_tui.wire import ByteLink, WireOptions, stream_driver

_CHUNK = 4095


class Listener(App[None]):
    """Notes when a key comes."""

    key_at = 0.0
    pastes = 0

    def on_key(self, _: Key) -> None:
        """Note the time."""
        self.key_at = perf_counter()

    def on_paste(self, _: Paste) -> None:
        """Count it."""
        self.pastes += 1


async def measure(data: bytes, end_of_burst: float) -> tuple[float, float]:
    """Milliseconds to take the paste in, and from its last byte to the next key's event."""
    link = ByteLink(lambda _: None, (80, 24))
    app = Listener(driver_class=stream_driver(WireOptions("xterm-256color", joins_bursts=True), link))
    running = asyncio.create_task(app.run_async())
    await asyncio.sleep(0.5)
    start = perf_counter()
    for at in range(0, len(data), _CHUNK):
        link.receive(data[at : at + _CHUNK])
        await asyncio.sleep(0)
    last = perf_counter()
    await asyncio.sleep(end_of_burst)
    link.receive(b"k")
    while not app.key_at:
        await asyncio.sleep(0.001)
    assert app.pastes == 1
    app.exit()
    await running
    return (last - start) * 1000, (app.key_at - last) * 1000


def main() -> None:
    """Measure both kinds."""
    cases = {
        "1 MB with brackets": (b"\x1b[200~" + b"word " * 200_000 + b"\x1b[201~", 0.0),
        "20 kB without": (b"word " * 4_000, 0.06),
    }
    for name, (data, end_of_burst) in cases.items():
        taken, held = asyncio.run(measure(data, end_of_burst))
        print(f"{name:<20} taken in {taken:6.1f} ms   next key after {held:6.1f} ms   goal 100 ms")


if __name__ == "__main__":
    main()
