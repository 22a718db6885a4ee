"""A way to PostgreSQL that can go silent: connections stay open and say nothing, as after a cut."""

import socket
import threading
from contextlib import suppress
from pathlib import Path

_READ = 65536


class SilentProxy:
    """Passes on what comes to `port` on this machine to the server's socket in `folder`, until told."""

    def __init__(self, folder: Path) -> None:
        self._target = str(folder / ".s.PGSQL.5432")
        self._speaks = threading.Event()
        self._speaks.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def go_silent(self) -> None:
        """Passes nothing on any more; new connections are still taken."""
        self._speaks.clear()

    def speak(self) -> None:
        """Passes on again."""
        self._speaks.set()

    def close(self) -> None:
        """Takes no new connection."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._target)
            back = threading.Thread(target=self._pass_on, args=(server, client), daemon=True)
            back.start()
            self._pass_on(client, server)
            back.join()

    def _pass_on(self, giver: socket.socket, taker: socket.socket) -> None:
        with suppress(OSError):
            while data := giver.recv(_READ):
                self._speaks.wait()
                taker.sendall(data)
            taker.shutdown(socket.SHUT_WR)
