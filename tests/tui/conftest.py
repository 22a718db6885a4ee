"""Tests of the screens press Enter as fast as they like."""

import pytest

from cmi_tui.tui import save_guard


@pytest.fixture(autouse=True)
def eager_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Enter acts as soon as the save before it has ended."""
    monkeypatch.setattr(save_guard, "_AFTER_SECONDS", 0.0)
