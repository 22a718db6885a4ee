"""How much is under way, and how long frames wait."""

from __future__ import annotations

from collections import deque

import pytest

from cmi_tui.wire.flow import ASK, PATIENCE, QUEUE, Flow

_STEP = 0.01
_ROW = 60


class Link:
    """A terminal at the end of a link of a given speed (bytes a second) and round trip (seconds)."""

    def __init__(self, speed: float, round_trip: float, free: int = 0) -> None:
        """`free`: the first bytes pass at once, as a buffer's first chunk does."""
        self.flow = Flow(asks=True)
        self.now = 0.0
        self.behind: list[float] = []
        self._speed, self._round_trip = speed, round_trip
        self._shown_at, self._free = 0.0, free
        self._answers: deque[float] = deque()
        self._send(30)

    def _send(self, count: int) -> None:
        asked = self.flow.sent(count, self.now)
        slow = max(count + len(asked) - self._free, 0)
        self._free = 0
        self._shown_at = max(self._shown_at, self.now) + slow / self._speed
        self.behind.append(self._shown_at - self.now)
        if asked:
            self._answers.append(self._shown_at + self._round_trip)

    def show(self, count: int) -> float:
        """Send so many bytes, as the flow lets them go; return the seconds until all are shown."""
        start = self.now
        while count > 0:
            while self._answers and self._answers[0] <= self.now:
                self.flow.answered(self._answers.popleft())
            if self.flow.wait(self.now):
                self.now += _STEP
                continue
            # A frame ends with a row.
            frame = min(-(-self.flow.room() // _ROW) * _ROW, count)
            self._send(frame)
            count -= frame
        self.now = max(self.now, self._shown_at + self._round_trip)
        return self._shown_at + self._round_trip / 2 - start


def answering() -> Flow:
    """The flow of a terminal that has answered, half a second away."""
    flow = Flow(asks=True)
    flow.sent(300, 0)
    flow.answered(0.5)
    return flow


def fill(flow: Flow, now: float) -> None:
    """Send all that may be sent without an answer."""
    while not flow.wait(now) and flow.room() < 100_000:
        flow.sent(flow.room(), now)


def test_after_the_first_answer_small_frames_ask_nothing() -> None:
    flow = answering()
    assert flow.sent(249, 0) == ""
    assert flow.wait(0) == 0


@pytest.mark.parametrize("speed", [120, 960, 10_000, 1e6])
@pytest.mark.parametrize("round_trip", [0.01, 0.6])
@pytest.mark.parametrize("free", [0, 40])
def test_what_is_sent_is_soon_shown_on_any_link(speed: float, round_trip: float, free: int) -> None:
    link = Link(speed, round_trip, free)
    link.show(int(speed) * 20)
    assert max(link.behind) <= 5.5  # before the first answer, on the slowest
    assert max(link.behind[len(link.behind) // 2 :]) <= QUEUE * 2 + 2 * _ROW / speed


@pytest.mark.parametrize("speed", [120, 960, 10_000])
def test_a_link_is_kept_busy(speed: float) -> None:
    assert Link(speed, 0.6).show(int(speed) * 30) <= 50


def test_pages_of_a_distant_terminal_do_not_wait_for_answers() -> None:
    link = Link(100_000, 0.6)
    assert link.show(6000) < 2.2
    link.show(6000)
    assert all(link.show(6000) < 0.5 for _ in range(5))


def test_a_path_that_grows_longer_is_learned() -> None:
    link = Link(100_000, 0.01)
    link.show(50_000)
    link._round_trip = 0.9
    for _ in range(40):
        link.show(6000)
    assert link.show(6000) < 0.6


def test_one_lost_answer_holds_up_one_frame_at_most() -> None:
    flow = answering()
    fill(flow, 1)
    asked, _ = flow.due(1)
    for _ in range(asked - 1):
        flow.answered(1.6)
    now = 1 + PATIENCE + 2
    for _ in range(20):
        now += 0.1
        assert flow.wait(now) == 0
        if flow.sent(40, now):
            flow.answered(now + 0.01)


def test_after_two_lost_answers_the_terminal_is_not_asked_again() -> None:
    flow = answering()
    now = 1.0
    for _ in range(3):
        fill(flow, now)
        now += flow.wait(now)
    assert flow.sent(9000, now) == ""
    assert flow.wait(now) == 0 and flow.room() > 100_000


def test_a_terminal_that_never_answers_is_waited_for_once() -> None:
    flow = Flow(asks=True)
    assert flow.sent(30, 0) == ASK
    assert flow.sent(500, 0) == ASK
    assert flow.wait(1) == 1
    assert flow.wait(PATIENCE) == 0
    assert flow.sent(9000, PATIENCE) == ""
    assert flow.wait(PATIENCE) == 0 and flow.room() > 100_000


def test_a_late_answer_proves_the_terminal() -> None:
    flow = Flow(asks=True)
    flow.sent(30, 0)
    flow.sent(500, 0)
    flow.wait(PATIENCE)
    flow.answered(10)
    assert flow.sent(3000, 10) == ASK


def test_leaving_waits_for_what_may_still_be_answered_and_not_for_a_silent_terminal() -> None:
    flow = Flow(asks=True)
    flow.sent(300, 0)
    assert flow.due(0) == (1, 0.5)
    assert flow.due(10) == (1, 0.0)
    flow.answered(0.01)
    assert flow.due(0) == (0, 0.0)
    flow.sent(3000, 20)
    asked, patience = flow.due(20.5)
    assert asked == 1 and 1 < patience <= PATIENCE


def test_a_terminal_that_cannot_answer_is_not_asked_whatever_it_sends() -> None:
    flow = Flow(asks=False)
    assert flow.sent(100_000, 0) == ""
    assert flow.wait(0) == 0
    flow.answered(1)
    assert flow.sent(100_000, 1) == ""
