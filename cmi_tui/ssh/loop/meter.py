"""What an operator watches: how fast keys are echoed, and how long the server stood still."""

from collections import deque

_KEPT = 20_000


class Meter:
    """Echo times, pauses and sign-ins told to wait since the last report."""

    def __init__(self) -> None:
        self._echoes: deque[float] = deque(maxlen=_KEPT)
        self._longest_pause = 0.0
        self._throttled = 0

    def throttled(self) -> None:
        """A sign-in was told to wait."""
        self._throttled += 1

    def echoed(self, seconds: float) -> None:
        """A key was answered by a frame after so long."""
        self._echoes.append(seconds)

    def paused(self, seconds: float) -> None:
        """The server did nothing for anyone for so long."""
        self._longest_pause = max(self._longest_pause, seconds)

    def report(self) -> dict[str, float]:
        """Sign-ins throttled, keys, p50 and p95 of their echo, longest pause, in ms; begins anew."""
        echoes = sorted(self._echoes)
        self._echoes.clear()
        pause, self._longest_pause = self._longest_pause, 0.0
        throttled, self._throttled = self._throttled, 0
        return {
            "sign_ins_throttled": throttled,
            "keys": len(echoes),
            "echo_p50_ms": _percentile(echoes, 0.50),
            "echo_p95_ms": _percentile(echoes, 0.95),
            "longest_pause_ms": round(pause * 1000, 1),
        }


def _percentile(ordered: list[float], part: float) -> float:
    return round(ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000, 1) if ordered else 0.0
