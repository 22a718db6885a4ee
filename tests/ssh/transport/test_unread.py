"""A client is taken for one that reads nothing only while nothing of what waits is read."""

from dataclasses import dataclass
from typing import cast

from cmi_tui.ssh.transport.channel import Channel
from cmi_tui.ssh.transport.unread import UnreadWatch


@dataclass
class Sent:
    """A channel: what was written to it, and what of it the client has not read."""

    written: int = 0
    left: int = 0

    def unsent(self) -> int:
        return self.left


def test_a_client_that_reads_a_little_now_and_then_is_not_over() -> None:
    sent, now = Sent(100, 50), 0.0
    watch = UnreadWatch(cast(Channel, sent), 60, lambda: now)
    assert not watch.is_over()
    for read in range(10):
        now += 59
        sent.written, sent.left = 1000, 900 - read
        assert not watch.is_over(), read
    now += 59
    assert not watch.is_over()
    now += 1
    assert watch.is_over()


def test_a_client_that_has_read_all_is_never_over() -> None:
    sent, now = Sent(100, 0), 0.0
    watch = UnreadWatch(cast(Channel, sent), 60, lambda: now)
    for _ in range(3):
        now += 100
        assert not watch.is_over()
    sent.written, sent.left = 110, 10
    now += 59
    assert not watch.is_over(), "it has had no time yet"
