"""A client's terminal, as its client describes it when it opens a session."""

from dataclasses import dataclass

from cmi_tui.ssh.transport.channel import Channel


@dataclass(frozen=True)
class ClientTerminal:
    """A terminal over a channel: its name for terminfo, its columns and rows."""

    channel: Channel
    name: str
    size: tuple[int, int]
