"""A client that does not read what it is sent, and for how long."""

from collections.abc import Callable
from time import monotonic

from cmi_tui.ssh.transport.channel import Channel


class UnreadWatch:
    """Looked at each second: over when the same bytes have waited for `patience` seconds."""

    def __init__(
        self, channel: Channel, patience: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._channel = channel
        self._patience = patience
        self._clock = clock
        self._read = -1
        self._since = clock()

    def is_over(self) -> bool:
        """Whether the client has read nothing for too long, although there is something to read."""
        unsent = self._channel.unsent()
        read = self._channel.written - unsent
        if unsent == 0 or read != self._read:
            self._read = read
            self._since = self._clock()
        return self._clock() - self._since >= self._patience
