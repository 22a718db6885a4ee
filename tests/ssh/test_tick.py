"""What the server does by itself: a line for its operator each minute, the notices, its own faults."""

import json
import logging
from typing import Any

import pytest

from cmi_tui.composition import Portal
from cmi_tui.ssh import tick
from cmi_tui.ssh.background import Background
from rig.accounts import AUGUSTE
from rig.ssh_client import connect, open_session
from tests.conftest import FakeClock
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until
from tests.storage.rows import column

FIGURES = {
    "connections", "echo_p50_ms", "echo_p95_ms", "floods_dropped", "keys", "longest_pause_ms",
    "refused_connections", "sessions", "sign_ins_queued", "sign_ins_throttled", "threads", "waiting",
}  # fmt: skip


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes that are over at once."""
    monkeypatch.setattr(tick, "_TICK", 0.02)
    monkeypatch.setattr(tick, "_REPORT_EVERY", 2)


async def test_each_minute_the_operator_is_told_in_numbers(
    fast: None, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, tick.__name__)
    _service, port = await serve()
    await (await open_session(await connect(port, AUGUSTE))).until("Bonjour")
    caplog.clear()
    await until(lambda: caplog.messages)
    told: dict[str, float] = json.loads(caplog.messages[0])
    assert told.keys() == FIGURES and told["sessions"] == told["connections"] == 1
    assert all(isinstance(figure, int | float) for figure in told.values())


async def test_each_minute_what_was_answered_an_hour_ago_is_erased(
    fast: None, serve: Serve, portal: Portal, clock: FakeClock, database_url: str
) -> None:
    values = {"card_1": "12 34 AB", "card_2": "", "reason": "", "details": "rayée"}
    portal.prepare_form(portal.open_demonstration(), values)
    clock.advance(3600)
    await serve()
    await until(lambda: column(database_url, "SELECT details FROM prepared_form") == [])


@pytest.mark.parametrize("has_relay", [True, False])
async def test_each_minute_the_notices_are_sent_where_there_is_a_relay(
    fast: None,
    serve: Serve,
    portal: Portal,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    has_relay: bool,
) -> None:
    caplog.set_level(logging.INFO, tick.__name__)
    rounds: list[int] = []

    class Notices:
        def start(self) -> None:
            rounds.append(1)

    monkeypatch.setattr(Portal, "sends_notices", has_relay)
    notices: Any = Notices()
    monkeypatch.setitem(portal.__dict__, "send_notices", notices)
    service, _port = await serve()
    await until(lambda: len(caplog.messages) >= 2)
    await service.empty()
    assert bool(rounds) is has_relay


async def test_a_fault_in_the_background_is_recorded_and_keeps_nobody_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    background = Background()

    def broken() -> None:
        raise ZeroDivisionError("secret")

    background.start(broken)
    assert background.is_busy
    await until(lambda: not background.is_busy)
    assert "ZeroDivisionError" in caplog.text and "secret" not in caplog.text
