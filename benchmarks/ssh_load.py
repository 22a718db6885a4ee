"""The portal over SSH under load, and beside it sshd with one process a session.

`python -m benchmarks.ssh_load [SESSIONS]` (1000): as many real SSH sessions, each signed in and on the
email form, a key every 5 s in each; then ever more keys, until the 95th percentile of their echo
passes 200 ms. Clients run on this machine, in a process of their own. Memory is proportional (PSS).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from argon2 import PasswordHasher

from benchmarks.ssh_clients import FIRST_LOGIN, PER_ACCOUNT
from benchmarks.ssh_peer import measure_peer
from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.settings import Settings
from tests.ssh.client import PASSWORD

_HERE = Path(__file__).resolve().parents[1]
_SECONDS = 60
_BETWEEN_KEYS = 5
_STEP_SECONDS = 15
_TOO_SLOW_MS = 200
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Process:
    """A running process, looked at from outside."""

    pid: int

    def memory(self) -> float:
        """Proportional memory in MB."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        assert found
        return int(found[1]) / 1024

    def peak_memory(self, *, from_now: bool = False) -> float:
        """The most resident memory in MB, since the start or the last call with `from_now`."""
        if from_now:
            Path(f"/proc/{self.pid}/clear_refs").write_text("5", encoding="ascii")
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


def fill(url: str, sessions: int) -> float:
    """Makes accounts for so many sessions; the CPU time of checking one password, in seconds."""
    hasher = PasswordHasher()
    password_hash = hasher.hash(PASSWORD)
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
            command, env=environ, cwd=_HERE, stderr=subprocess.PIPE, text=True
        )
        assert self._server.stderr is not None
        lines = [self._server.stderr.readline() for _ in range(3)]
        found = re.search(r"-p (\d+)", lines[2])
        assert found, lines
        self.server = Process(self._server.pid)
        self.port = int(found[1])
        self._clients = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.ssh_clients", found[1]], cwd=_HERE,
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


def measure(sessions: int, folder: Path) -> float:
    """Measures the portal and prints it; its memory a session in MB."""
    url = f"sqlite:///{folder / 'portal.db'}"
    hash_cpu = fill(url, sessions)
    load = Load(folder, url)
    server = load.server
    load.tell("open 3")
    load.tell("visit")
    load.tell("close")
    time.sleep(6)
    empty, cpu = server.memory(), server.cpu()
    opened = load.tell(f"open {sessions}")
    opening = (server.cpu() - cpu) / sessions
    print(f"{opened['opened']} sessions open; the empty server has {empty:.1f} MB")
    print(
        f"CPU to open one: {opening * 1000:.0f} ms, of which the password's hash takes"
        f" {hash_cpu * 1000:.0f} ms: {(opening - hash_cpu) * 1000:.0f} ms without it (goal 60)"
    )
    load.tell("visit")
    rate = sessions / _BETWEEN_KEYS
    cpu = server.cpu()
    said = load.tell(f"type {_SECONDS} {rate}")
    spent = (server.cpu() - cpu) / (_SECONDS * rate)
    memory = (server.memory() - empty) / sessions
    print(f"a key every {_BETWEEN_KEYS} s in each, {_SECONDS} s:")
    show(said)
    print(f"  CPU a key {spent * 1000:.2f} ms; goals: p50 10 ms, p95 100 ms, none lost")
    print(f"  memory a session {memory:.2f} MB (goal 1.5)")
    carried = 0.0
    while said["p95"] <= _TOO_SLOW_MS:
        carried = said["keys_a_second"]
        rate *= 1.25
        said = load.tell(f"type {_STEP_SECONDS} {rate}")
        show(said)
    print(f"one core carries {carried:.0f} keys a second with a p95 up to {_TOO_SLOW_MS} ms")
    print(f"the server ended in {load.close():.1f} s")
    return memory


def show(said: dict[str, float]) -> None:
    """Prints what the clients saw."""
    print(
        "  {keys_a_second:5.0f} keys/s: p50 {p50:6.1f}  p95 {p95:7.1f}  p99 {p99:7.1f} ms,"
        " {unanswered:.0f} unanswered, {lost:.0f} sessions lost;"
        " the clients took {client_cpu_s:.0f} s of CPU".format(**said),
        flush=True,
    )


def main() -> None:
    """Measures both and prints the ratio of their memory."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        ours = measure(sessions, Path(folder))
    if shutil.which("/usr/sbin/sshd") is None:
        print("sshd is not installed: the peer is not measured")
        return
    peer = measure_peer(Process)
    print(
        f"sshd with one process a session: {peer.memory:.1f} MB a session,"
        f" {peer.first_screen * 1000:.0f} ms to the first screen;"
        f" {peer.memory / ours:.0f} times ours in memory (goal 20)"
    )


if __name__ == "__main__":
    main()
