"""`cmi-tui serve` in a process of its own, and how OpenSSH's clients reach it."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rig.accounts import PASSWORD
from rig.terminal import Terminal

_REPOSITORY = Path(__file__).parents[1]


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
            askpass.write_text(f"#!/bin/sh\necho '{PASSWORD}'\n", encoding="utf-8")
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


def start_server(folder: Path, *arguments: str, is_demo: bool = True, **environ: str) -> Served:
    """Starts a server, of the demonstration or of `environ`'s database, and waits for it."""
    environ = {
        "HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_REPOSITORY), "CMI_LOG_FILE": str(folder / "portal.log"), **environ,
    }  # fmt: skip
    process = subprocess.Popen(
        [
            sys.executable, "-m", "cmi_tui", "serve", *["--demo"] * is_demo, "--port", "0", *arguments,
        ],
        env=environ, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(3)]
    found = re.search(r"-p (\d+)", lines[2])
    assert found, lines
    return Served(process, int(found[1]), folder)
