"""Tests of the screens press keys as fast as they act; an agent of the demonstration."""

import pytest
from textual import app, pilot

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui import save_guard, typing_pause
from rig.pilot_rest import wait_for_rest
from tests.conftest import FakeClock
from tests.services.agents import agent


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


@pytest.fixture
def faure(portal: Portal, clock: FakeClock) -> Session:
    """The session of the demonstration's agent."""
    return agent(portal, clock)
