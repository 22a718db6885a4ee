"""Servers: one in a process of its own for OpenSSH's clients, one in the test's for its innards."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.ssh.door.host_key import host_key
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.service import Service
from tests.journeys.terminal import Terminal
from tests.tools import need

_REPOSITORY = Path(__file__).parents[2]


@dataclass
class Served:
    """A server process, and how to reach it."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    @property
    def options(self) -> list[str]:
        """What every OpenSSH client is told."""
        return [
            "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.folder}/known",
            "-F", "none",
        ]  # fmt: skip

    def environ(self, **more: str) -> dict[str, str]:
        """The clients' environment: a home of their own."""
        home = {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        return {**home, "PATH": "/usr/bin:/bin", **more}

    def terminal(self, *arguments: str, user: str = "", **environ: str) -> Terminal:
        """`ssh` in a terminal."""
        target = [f"{user}@127.0.0.1"] if user else ["127.0.0.1"]
        command = ["ssh", "-p", str(self.port), *self.options, *target, *arguments]
        return Terminal(command, self.environ(**environ))

    def answering(self) -> dict[str, str]:
        """The environment in which OpenSSH's `ssh` is answered with the password."""
        askpass = self.folder / "askpass"
        if not askpass.exists():
            askpass.write_text("#!/bin/sh\necho 'Mobilite2026!'\n", encoding="utf-8")
            askpass.chmod(0o700)
        return {"SSH_ASKPASS": str(askpass), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"}

    def run(self, *command: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        """A client without a terminal; it is answered with the password."""
        program, *arguments = command
        port = "-p" if program == "ssh" else "-P"
        return subprocess.run(
            [program, port, str(self.port), *self.options, "-o", "LogLevel=ERROR", *arguments],
            env=self.environ(**self.answering(), **environ), capture_output=True, text=True, timeout=30,
            stdin=subprocess.DEVNULL, cwd=self.folder,
        )  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`cmi-tui serve --demo`, on a port that the system chooses."""
    server = start_server(tmp_path_factory.mktemp("served"))
    yield server
    server.process.terminate()
    server.process.communicate(timeout=20)


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest) -> Served:
    """The server, for OpenSSH's clients."""
    for program in ("ssh", "scp", "sftp"):
        need(program)
    server: Served = request.getfixturevalue("server")
    return server


def start_server(folder: Path, *arguments: str, **environ: str) -> Served:
    """Starts a server and waits until it listens."""
    environ = {
        "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_REPOSITORY), "CMI_LOG_FILE": str(folder / "portal.log"), **environ,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "cmi_tui", "serve", "--demo", "--port", "0", *arguments],
        env=environ, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(3)]
    found = re.search(r"-p (\d+)", lines[2])
    assert found, lines
    return Served(process, int(found[1]), folder)


Serve = Callable[..., Awaitable[tuple[Service, int]]]


@pytest.fixture
async def serve(portal: Portal, tmp_path: Path) -> AsyncIterator[Serve]:
    """Serves the test's portal within its own event loop: `serve(Limits(…))` gives the port."""
    services: list[Service] = []

    async def start(limits: Limits | None = None) -> tuple[Service, int]:
        service = Service(portal, limits or Limits(farewell=0.1, leaving=3))
        services.append(service)
        return service, await service.start("127.0.0.1", 0, host_key(tmp_path / "host_key"))

    yield start
    for service in services:
        await service.stop()
    await asyncio.sleep(0)
