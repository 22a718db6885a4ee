"""Who may wait at the door."""

import contextlib

import pytest

from cmi_tui.ssh.admission import Admission, Crowded, source_of
from cmi_tui.ssh.limits import Limits, Startups

LIMITS = Limits(startups=Startups(4, 50, 8), per_source=2)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def door(clock: Clock, chance: float = 0.99) -> Admission:
    return Admission(LIMITS, clock, lambda: chance)


def test_one_source_has_its_share_and_the_others_theirs(clock: Clock) -> None:
    admission = door(clock)
    assert admission.enter("a", "10.0.0.1") is None
    assert admission.enter("b", "10.0.0.1") is None
    with pytest.raises(Crowded):
        admission.enter("c", "10.0.0.1")
    assert admission.enter("c", "10.0.0.2") is None
    assert (len(admission), admission.refused) == (3, 1)


def test_a_silent_connection_gives_way_to_a_newcomer_of_its_source(clock: Clock) -> None:
    admission = door(clock)
    admission.enter("a", "10.0.0.1")
    clock.now += 0.5
    admission.enter("b", "10.0.0.1")
    clock.now += 0.6
    assert admission.enter("c", "10.0.0.1") == "a"
    assert len(admission) == 2


def test_one_that_types_is_left_in_peace_for_a_while(clock: Clock) -> None:
    admission = door(clock)
    for name in ("a", "b"):
        admission.enter(name, "10.0.0.1")
        admission.progress(name)
    clock.now += 9
    with pytest.raises(Crowded):
        admission.enter("c", "10.0.0.1")
    admission.progress("b")
    clock.now += 2
    assert admission.enter("c", "10.0.0.1") == "a"


def test_between_start_and_full_chance_decides(clock: Clock) -> None:
    for chance, refused in ((0.99, 0), (0.10, 1)):
        admission = door(clock, chance)
        for index in range(4):
            admission.enter(index, f"10.0.0.{index}")
        with contextlib.suppress(Crowded):
            admission.enter("new", "10.0.1.1")
        assert admission.refused == refused


def test_when_full_only_a_silent_one_makes_room(clock: Clock) -> None:
    admission = door(clock)
    for index in range(8):
        admission.enter(index, f"10.0.0.{index}")
        admission.progress(index)
    with pytest.raises(Crowded):
        admission.enter("new", "10.0.1.1")
    admission.leave(3)
    admission.enter("silent", "10.0.1.2")
    clock.now += 2
    assert admission.enter("new", "10.0.1.1") == "silent"


def test_who_has_signed_in_waits_no_longer(clock: Clock) -> None:
    admission = door(clock)
    admission.enter("a", "10.0.0.1")
    admission.leave("a")
    admission.progress("a")
    admission.leave("a")
    assert len(admission) == 0


@pytest.mark.parametrize(
    "address, source",
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8::1", "2001:0db8:0000:0000"),
        ("2001:db8::ffff:1", "2001:0db8:0000:0000"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("", ""),
    ],
)
def test_a_source_is_an_address_or_a_network(address: str, source: str) -> None:
    assert source_of(address) == source
