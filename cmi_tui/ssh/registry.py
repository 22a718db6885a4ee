"""Who is in: the connections that have signed in, and the sessions that they have opened."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.transport.channel import Channel
from cmi_tui.ssh.transport.unread import UnreadWatch

C = TypeVar("C", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@dataclass
class _Guest:
    account: int
    has_opened: bool = False


@dataclass(frozen=True)
class _Opened:
    account: int
    is_screen: bool
    watch: UnreadWatch


class Registry(Generic[C, S]):
    """Connections of type C and sessions of type S, each of which is one account's."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.connections: dict[C, _Guest] = {}
        self.sessions: dict[S, _Opened] = {}
        self._connections_of: Counter[int] = Counter()
        self._screens_of: Counter[int] = Counter()
        self._is_shut = False
        self.ended = 0

    def arrive(self, connection: C, account: int) -> bool:
        """Counts a connection in; False when its account has enough of them."""
        if self._connections_of[account] >= self._limits.connections_per_account:
            return False
        self._connections_of[account] += 1
        self.connections[connection] = _Guest(account)
        return True

    def leave(self, connection: C) -> bool:
        """Counts a connection out; whether it had opened no session, so that nobody tells its end."""
        guest = self.connections.pop(connection, None)
        if guest is None:
            return True
        self._connections_of -= Counter([guest.account])
        return not guest.has_opened

    def may_open_screen(self, account: int) -> bool:
        """Whether the account may open the portal once more."""
        return not self._is_shut and self._screens_of[account] < self._limits.sessions_per_account

    def shut(self) -> None:
        """Nobody opens the portal any more."""
        self._is_shut = True

    def open(self, session: S, connection: C, channel: Channel, *, is_screen: bool) -> None:
        """Counts a session in; one that is not a screen fetches files, or is told a refusal."""
        guest = self.connections[connection]
        guest.has_opened = True
        self._screens_of[guest.account] += is_screen
        watch = UnreadWatch(channel, self._limits.unread)
        self.sessions[session] = _Opened(guest.account, is_screen, watch)

    def close(self, session: S) -> None:
        """Counts a session out; `ended` is how many have gone so far."""
        self.ended += 1
        if opened := self.sessions.pop(session, None):
            self._screens_of -= Counter([opened.account] * opened.is_screen)

    def who_reads_nothing(self) -> Iterator[S]:
        """The sessions whose clients have left unread for too long what they were sent."""
        return (session for session, it in list(self.sessions.items()) if it.watch.is_over())
