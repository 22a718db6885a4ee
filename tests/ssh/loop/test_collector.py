"""When the collector looks through what was frozen: after many sessions have ended, not before."""

from types import SimpleNamespace

import pytest

from cmi_tui.ssh.loop import collector
from cmi_tui.ssh.loop.collector import Collector


@pytest.mark.parametrize("sessions, ended, thaws", [
    (0, [9], [False]), (0, [10], [True]), (50, [49, 50], [False, True]),
    (0, [10, 19, 20], [True, False, True]),
])  # fmt: skip
def test_all_is_looked_through_when_as_many_have_ended_as_are_open(
    monkeypatch: pytest.MonkeyPatch, sessions: int, ended: list[int], thaws: list[bool]
) -> None:
    done: list[str] = []
    names = ("unfreeze", "collect", "freeze")
    calls = {name: lambda name=name: done.append(name) for name in names}
    monkeypatch.setattr(collector, "gc", SimpleNamespace(**calls))
    ours, seen = Collector(), []
    for so_far in ended:
        done.clear()
        ours.tick(sessions, so_far)
        assert done[-2:] == ["collect", "freeze"]
        seen.append("unfreeze" in done)
    assert seen == thaws
