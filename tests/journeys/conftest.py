"""Terminals with the portal in them."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rig.terminal import Terminal

COMMAND = [sys.executable, "-m", "cmi_tui"]
OpenPortal = Callable[..., Terminal]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


@pytest.fixture
def open_portal(tmp_path: Path, exports: Path) -> Iterator[OpenPortal]:
    """Opens `cmi-tui ARGUMENTS` in a terminal; it is closed when the test ends."""
    terminals: list[Terminal] = []

    def opened(*arguments: str, size: tuple[int, int] = (80, 24), **environ: str) -> Terminal:
        home = {
            "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "PATH": "/usr/bin",
            "CMI_EXPORT_DIR": str(exports), "CMI_LOG_FILE": str(tmp_path / "portal.log"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }  # fmt: skip
        terminals.append(Terminal([*COMMAND, *arguments], home | environ, size))
        return terminals[-1]

    yield opened
    for terminal in terminals:
        terminal.close()
