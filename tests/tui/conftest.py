"""Tests of the screens press Enter as fast as they like."""

import pytest
from textual import app, pilot

from cmi_tui.tui import save_guard, typing_pause
from rig.pilot_rest import wait_for_rest


@pytest.fixture(autouse=True)
def eager_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Enter acts as soon as the save before it has ended."""
    monkeypatch.setattr(save_guard, "_AFTER_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def no_guessed_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key has acted when nothing is under way any more, and not some 80 ms later."""
    for module in (app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", wait_for_rest)


@pytest.fixture(autouse=True)
def resting_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """What typing brings about is told at once."""
    monkeypatch.setattr(typing_pause, "_SECONDS", 0.0)
