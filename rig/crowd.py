"""A crowd of holders over SSH: their accounts, a server on them, and clients that do as told."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from argon2 import PasswordHasher

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.settings import Settings
from cmi_tui.storage.database import upgrade
from rig.accounts import PASSWORD
from rig.process import Process
from rig.ssh_clients import FIRST_LOGIN, PER_ACCOUNT

_REPOSITORY = Path(__file__).resolve().parents[1]


def fill(url: str, sessions: int) -> float:
    """Makes accounts for so many sessions; the CPU time of checking one password, in seconds."""
    hasher = PasswordHasher()
    password_hash = hasher.hash(PASSWORD)
    upgrade(url)
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    identity = Identity("", "Camille", "Essai", "", None, "1 rue Haute", "59000", "LILLE")
    with portal.database.writing() as transaction:
        for number in range(-(-sessions // PER_ACCOUNT)):
            own = replace(identity, login=str(FIRST_LOGIN + number))
            information = Information(own, f"essai{number}@mail.fr")
            transaction.accounts.add(information, Role.HOLDER, password_hash)
    portal.close()
    times = []
    for _ in range(9):
        start = time.process_time()
        hasher.verify(password_hash, PASSWORD)
        times.append(time.process_time() - start)
    return median(times)


class Load:
    """A server and its clients."""

    def __init__(self, folder: Path, url: str) -> None:
        environ = {
            **os.environ, "CMI_DATABASE_URL": url, "HOME": str(folder),
            "CMI_SSH_HOST_KEY": str(folder / "host_key"), "CMI_LOG_FILE": str(folder / "log"),
        }  # fmt: skip
        command = [sys.executable, "-m", "cmi_tui", "serve", "--host", "127.0.0.1", "--port", "0"]
        self._server = subprocess.Popen(
            command, env=environ, cwd=_REPOSITORY, stderr=subprocess.PIPE, text=True
        )
        assert self._server.stderr is not None
        lines = [self._server.stderr.readline() for _ in range(3)]
        found = re.search(r"-p (\d+)", lines[2])
        assert found, lines
        self.server = Process(self._server.pid)
        self.port = int(found[1])
        self._clients = subprocess.Popen(
            [sys.executable, "-m", "rig.ssh_clients", found[1]], cwd=_REPOSITORY,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, order: str) -> dict[str, Any]:
        """Has the clients do something; what they say of it."""
        assert self._clients.stdin is not None and self._clients.stdout is not None
        self._clients.stdin.write(order + "\n")
        self._clients.stdin.flush()
        answer: dict[str, Any] = json.loads(self._clients.stdout.readline())
        return answer

    def close(self) -> float:
        """Ends both; how long the server took, in seconds."""
        assert self._clients.stdin is not None
        self._clients.stdin.close()
        self._clients.wait(timeout=60)
        start = time.perf_counter()
        self._server.terminate()
        self._server.wait(timeout=30)
        return time.perf_counter() - start
