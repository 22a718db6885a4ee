"""What the wire costs the processor: reading a frame of Textual's and finding the difference.

Prints the median and the 95th percentile, in milliseconds, of a key's frame and of a whole screen
at 80×24, as Textual writes them; goals: 1 ms and 10 ms.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cmi_tui.wire.capabilities import TABLE
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.output import Output

_WIDTH, _HEIGHT = 80, 24
_ROUNDS = 300
_STYLES = ["1", "38;2;224;224;224;48;2;30;30;30", "7", "31", "38;5;12;48;5;236", ""]


def screen(seed: int) -> str:
    """A whole screen as Textual's compositor writes it: eight segments of a style a row."""
    parts = []
    for y in range(_HEIGHT):
        parts.append(f"\x1b[{y + 1};1H")
        for segment in range(8):
            style = _STYLES[(seed + y + segment) % len(_STYLES)]
            text = f"{(seed * 7 + y * segment) % 9973:<5}é─  "[:10].ljust(10)
            parts.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
        parts.append("\n" if y + 1 < _HEIGHT else "")
    return "".join(parts) + "\x1b[5;17H"


def key(number: int) -> str:
    """A typed letter as Textual writes it: the whole input is drawn again."""
    value = "abcdefghij"[: number % 10 + 1].ljust(40)
    return f"\x1b[5;17H\x1b[39;49m{value}\x1b[0m\x1b[5;{18 + number % 10}H"


def measure(output: Output, frames: list[str]) -> list[float]:
    """Milliseconds for each frame, from the application's text to ours."""
    times = []
    for frame in frames:
        start = perf_counter()
        output.reader.feed(frame)
        output.frame(1 << 30)
        times.append((perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Measure both and print them."""
    options = WireOptions("xterm-256color", colors="truecolor")
    output = Output(TABLE["xterm-256color"], options, (_WIDTH, _HEIGHT))
    output.reader.feed(screen(0))
    output.frame(1 << 30)
    cases = {
        "a key's frame": ([key(number) for number in range(_ROUNDS)], 1.0),
        "a whole screen": ([screen(number) for number in range(_ROUNDS)], 10.0),
    }
    for name, (frames, goal) in cases.items():
        times = measure(output, frames)
        high = quantiles(times, n=20)[-1]
        print(f"{name:<16} median {median(times):6.3f} ms   p95 {high:6.3f} ms   goal {goal} ms")


if __name__ == "__main__":
    main()
