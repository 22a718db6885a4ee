"""In a real terminal (tmux), both drivers show the same screens, attributes and all."""

from __future__ import annotations

import sys

import pytest

from tests.tools import need
from tests.wire.tmux import ROOT, both, play

_FORM = [sys.executable, str(ROOT / "benchmarks/small_form.py")]
_GALLERY = [sys.executable, "-m", "tests.wire.gallery"]
_JOURNEY = [
    *"abc@mail.fr", "Tab", *"abc@ma", "C-l", "il.fr", "Left", "Left", "x", "BSpace", "Home", "é",
    "size 60x20", "BTab", "stop", "日本", "size 100x30", "C-l", "Tab",
]  # fmt: skip
_PAGES = [
    "F2", "F3", "ab", "F2", "F3", "F3", "size 50x15", "F2", "C-l", "stop", "F2", "size 90x24", "F3",
    "é日", "F2", "F2",
]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "command", "stock", "steps"),
    [
        ("tmux-256color", _FORM, "--stock", _JOURNEY),
        ("xterm-256color", _GALLERY, "stock", _PAGES),
    ],
    ids=["form", "gallery"],
)
def test_the_screens_are_the_same_after_each_step(
    command: list[str], stock: str, steps: list[str], term: str
) -> None:
    need("tmux")
    with both([*command, stock], command, term) as terminals:
        play(terminals, steps)
