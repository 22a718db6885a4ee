"""A mail relay that misbehaves as it is told, and remembers what it was told by its clients."""

import socket
import threading
from contextlib import suppress

REPLIES = {"EHLO": "250 odd", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 go on", "QUIT": "221 bye"}
HANG = "hang"
"""Instead of a reply: says nothing, and keeps the line."""
DROP = "drop"
"""Instead of a reply: ends the connection."""
DRIP = "drip"
"""Instead of a reply: a letter now and then, without end."""
FLOOD = "flood"
"""Instead of a reply: so many lines of one that nobody should read them all, then its end."""
FLOOD_LINES = 20_000


class OddRelay:
    """Replies to a command from `replies`, by it or its first four letters, and counts connections.

    The greeting is the reply to no letters.
    """

    def __init__(self) -> None:
        self.replies: dict[str, str] = {}
        self.connections = 0
        self.heard: list[str] = []
        self._ends = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Lets go of everybody."""
        self._ends.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client, client.makefile("rwb", buffering=0) as line:
            if not self._say(line, self.replies.get("", "220 odd")):
                return
            while command := line.readline().decode("utf-8", "replace").strip():
                self.heard.append(command)
                verb = command[:4].upper()
                usual = self.replies.get(verb, REPLIES.get(verb, "250 OK"))
                reply = self.replies.get(command, usual)
                if reply == DROP or not self._say(line, reply):
                    return
                if reply.startswith("354"):
                    while line.readline() != b".\r\n":
                        pass
                    if not self._say(line, self.replies.get("BODY", "250 OK")):
                        return

    def _say(self, line: socket.SocketIO, reply: str) -> bool:
        if reply == HANG:
            self._ends.wait()
        while reply == DRIP and not self._ends.wait(0.05):
            line.write(b"2")
        if reply == FLOOD:
            line.write(b"250-odd\r\n" * FLOOD_LINES)
            reply = "250 odd"
        if reply in (HANG, DRIP, DROP):
            return False
        line.write(f"{reply}\r\n".encode())
        return True
