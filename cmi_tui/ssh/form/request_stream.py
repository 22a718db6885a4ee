"""A session channel whose bytes can be kept for the reader of a protocol."""

from asyncssh.stream import SSHServerStreamSession


class RequestStream(SSHServerStreamSession[bytes]):
    """Keeps what it is fed; a subclass decides what becomes of what the client sends."""

    def feed(self, data: bytes) -> None:
        """Keeps bytes for the reader of a protocol."""
        super().data_received(data, None)

    def feed_end(self) -> None:
        """Tells the reader of a protocol that nothing more comes."""
        super().eof_received()
