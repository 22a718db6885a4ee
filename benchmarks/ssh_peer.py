"""The peer of the SSH service: OpenSSH's sshd, which starts the portal anew for each session."""

import getpass
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rig.process import Process
from rig.terminal import Terminal

_SESSIONS = 8
_HERE = Path(__file__).resolve().parents[1]
_CONFIGURATION = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/key.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
MaxStartups 100
ForceCommand {command}
"""


@dataclass(frozen=True)
class Peer:
    """Memory of a session in MB, and seconds to its first screen."""

    memory: float
    first_screen: float


def measure_peer() -> Peer:
    """Opens a few sessions, signed in to the first page, and takes the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key in ("host_key", "key"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True
            )
        port = _free_port()
        command = folder / "command"
        command.write_text(
            f"#!/bin/sh\ncd {_HERE}\nHOME={folder} exec {sys.executable} -m cmi_tui demo\n",
            encoding="utf-8",
        )
        command.chmod(0o755)
        configuration = folder / "sshd_config"
        configuration.write_text(
            _CONFIGURATION.format(port=port, folder=folder, command=command), encoding="utf-8"
        )
        os.makedirs("/run/sshd", exist_ok=True)
        server = subprocess.Popen(
            ["/usr/sbin/sshd", "-D", "-e", "-f", str(configuration)], stderr=subprocess.DEVNULL
        )
        try:
            return _measure(server.pid, port, folder)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _measure(server: int, port: int, folder: Path) -> Peer:
    environ = {"HOME": str(folder), "TERM": "xterm-256color", "PATH": os.environ["PATH"]}
    command = [
        "ssh", "-tt", "-F", "none", "-p", str(port), "-i", str(folder / "key"),
        "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder}/known",
        f"{getpass.getuser()}@127.0.0.1",
    ]  # fmt: skip
    _wait_until_listening(port)
    times, terminals = [], []
    before = Process(server).memory()
    for _ in range(_SESSIONS):
        start = time.perf_counter()
        terminal = Terminal(command, environ)
        while "F1 Aide" not in terminal.text:
            assert time.perf_counter() - start < 30, terminal.text
            terminal.read(0.05)
        times.append(time.perf_counter() - start)
        terminals.append(terminal)
    memory = sum(Process(pid).memory() for pid in _descendants(server)) - before
    for terminal in terminals:
        terminal.close()
    return Peer(memory / _SESSIONS, median(times))


def _descendants(pid: int) -> list[int]:
    """A process and all that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(found for child in children for found in _descendants(int(child)))]


def _wait_until_listening(port: int) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("sshd does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
