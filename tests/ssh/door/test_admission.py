"""Who may wait at the door."""

import contextlib

import pytest

from cmi_tui.ssh.door.admission import Admission, Crowded, source_of
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


def test_one_that_types_slowly_keeps_its_place_and_what_its_source_has_beyond_gives_way(
    clock: Clock,
) -> None:
    admission = Admission(Limits(startups=Startups(4, 50, 4), per_source=4), clock, lambda: 0.0)
    for name in "abcd":
        admission.enter(name, "10.0.0.1")
        admission.greeted(name)
    clock.now += 100
    admission.answered("d")
    clock.now += 1
    assert admission.enter("holder", "10.0.0.2") == "d"
    admission.greeted("holder")
    clock.now += 100
    with pytest.raises(Crowded):
        admission.enter("another", "10.0.0.3")


def test_a_change_of_user_name_is_no_progress(clock: Clock) -> None:
    admission = Admission(Limits(startups=Startups(9, 50, 9), per_source=5), clock, lambda: 0.0)
    for name in "abcde":
        admission.enter(name, "10.0.0.1")
        admission.greeted(name)
    for _ in range(7):
        clock.now += 5
        for name in "abcd":
            admission.greeted(name)
        admission.answered("e")
    assert admission.enter("holder", "10.0.0.1") == "d"


def test_six_sources_full_of_greetings_keep_no_holder_out(clock: Clock) -> None:
    """Twenty connections each, twice as many as there is room for, and ten slow holders."""
    admission = Admission(Limits(), clock, lambda: 0.0)
    for source in range(6):
        for index in range(20):
            with contextlib.suppress(Crowded):
                admission.enter((source, index), f"10.0.0.{source}")
            admission.greeted((source, index))
    victims = []
    for holder in range(10):
        clock.now += 0.1
        victims.append(admission.enter(f"holder {holder}", f"10.0.1.{holder}"))
        admission.greeted(f"holder {holder}")
    for second in range(14):
        clock.now += 1
        for source in range(6):
            with contextlib.suppress(Crowded):
                victims.append(admission.enter((source, 100 + second), f"10.0.0.{source}"))
    assert not any(isinstance(victim, str) for victim in victims)
    for holder in range(10):
        admission.answered(f"holder {holder}")
        admission.leave(f"holder {holder}")


def test_a_source_keeps_three_however_many_sources_there_are(clock: Clock) -> None:
    admission = Admission(Limits(startups=Startups(6, 50, 6), per_source=3), clock, lambda: 0.0)
    for source in range(2):
        for index in range(3):
            admission.enter((source, index), f"10.0.0.{source}")
            admission.exchanged((source, index))
    clock.now += 119
    with pytest.raises(Crowded):
        admission.enter("new", "10.0.1.1")


def test_the_silent_ones_of_a_source_are_not_those_it_keeps(clock: Clock) -> None:
    admission = Admission(Limits(startups=Startups(5, 50, 5), per_source=9), clock, lambda: 0.0)
    for name in "abcde":
        admission.enter(name, "10.0.0.1")
    for name in "cde":
        admission.exchanged(name)
    assert admission.enter("new", "10.0.1.1") == "a"
    assert admission.enter("newer", "10.0.1.1") == "b"
    with pytest.raises(Crowded):
        admission.enter("newest", "10.0.1.1")


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
        admission.greeted(index)
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
    admission.answered("a")
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
