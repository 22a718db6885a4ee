"""How much is under way, and how long frames wait."""

from __future__ import annotations

from cmi_tui.wire.flow import ASK, PATIENCE, Flow


def answering() -> Flow:
    """The flow of a terminal that has answered the first request."""
    flow = Flow(asks=True)
    assert flow.sent(300, 0) == ASK
    flow.answered()
    return flow


def test_after_the_first_frame_small_ones_ask_nothing() -> None:
    flow = answering()
    assert flow.sent(1999, 0) == ""
    assert flow.wait(0) == 0


def test_frames_wait_for_the_answer() -> None:
    flow = answering()
    assert flow.sent(2500, 0) == ASK
    assert flow.wait(0.5) == PATIENCE - 0.5
    flow.answered()
    assert flow.wait(0.5) == 0
    assert flow.room() == 2500
    flow.sent(100, 1)
    assert flow.wait(1) == 0


def test_never_more_than_four_kilobytes_are_allowed_under_way() -> None:
    for flow in (answering(), Flow(asks=True)):
        under_way = 0
        while flow.wait(0) == 0:
            room = flow.room()
            under_way += room
            flow.sent(room, 0)
        assert under_way <= 4000


def test_before_the_first_answer_small_frames_do_not_wait() -> None:
    flow = Flow(asks=True)
    assert flow.sent(300, 0) == ASK
    assert flow.wait(0) == 0
    assert flow.sent(300, 0.1) == ""


def test_a_terminal_that_never_answers_is_not_waited_for_again() -> None:
    flow = Flow(asks=True)
    flow.sent(3000, 0)
    assert flow.wait(1) == 1
    assert flow.wait(PATIENCE) == 0
    assert flow.sent(9000, PATIENCE) == ""
    assert flow.wait(PATIENCE) == 0 and flow.room() > 100_000


def test_without_an_answer_frames_go_on_after_a_while() -> None:
    flow = answering()
    flow.sent(3000, 0)
    assert flow.wait(PATIENCE) == 0
    assert flow.sent(3000, PATIENCE) == ASK


def test_a_late_answer_proves_the_terminal() -> None:
    flow = Flow(asks=True)
    flow.sent(3000, 0)
    flow.wait(PATIENCE)
    flow.answered()
    assert flow.sent(3000, 10) == ASK


def test_leaving_waits_for_what_may_still_be_answered_and_not_for_a_silent_terminal() -> None:
    flow = Flow(asks=True)
    flow.sent(300, 0)
    assert flow.due(0) == (1, 0.5)
    assert flow.due(10) == (1, 0.0)
    flow.answered()
    assert flow.due(0) == (0, 0.0)
    flow.sent(3000, 20)
    assert flow.due(20.5) == (1, PATIENCE - 0.5)


def test_a_terminal_that_cannot_answer_is_not_asked() -> None:
    flow = Flow(asks=False)
    assert flow.sent(100_000, 0) == ""
    assert flow.wait(0) == 0
