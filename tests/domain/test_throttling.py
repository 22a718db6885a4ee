"""The arithmetic of waits, the sources they are counted by, and how they are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmi_tui.domain.clock import utc_now
from cmi_tui.domain.source import counted_network, counted_source, source_named
from cmi_tui.domain.throttling import (
    CONFLICTS,
    PASSWORDS,
    SOURCE,
    Limit,
    from_milliseconds,
    to_milliseconds,
)
from cmi_tui.messages.errors import french_wait

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def ago(*seconds: float) -> list[datetime]:
    return [NOW - timedelta(seconds=number) for number in seconds]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (0, 0),
        (4, 0),
        (5, 60),
        (6, 120),
        (7, 240),
        (8, 480),
        (9, 960),
        (10, 1920),
        (11, 3600),
        (24, 3600),
    ],
)
def test_the_wait_doubles_from_the_fifth_failure_to_an_hour(failures: int, seconds: int) -> None:
    assert PASSWORDS.wait([NOW] * failures, NOW) == timedelta(seconds=seconds)


def test_the_wait_runs_from_the_last_failure() -> None:
    assert PASSWORDS.wait(ago(500, 400, 300, 200, 59), NOW) == timedelta(seconds=1)
    assert PASSWORDS.wait(ago(500, 400, 300, 200, 60), NOW) == timedelta(0)


def test_the_25th_failure_waits_until_the_first_is_a_day_old() -> None:
    tries = ago(80000, *[4000] * 24)
    assert PASSWORDS.wait(tries, NOW) == timedelta(seconds=86400 - 80000)
    assert PASSWORDS.recent(ago(86400, 86399), NOW) == ago(86399)


@pytest.mark.parametrize("limit", [SOURCE, CONFLICTS])
def test_a_source_or_a_conflict_waits_only_at_its_limit(limit: Limit) -> None:
    tries = ago(*range(limit.most, 0, -1))
    assert limit.wait(tries[1:], NOW) == timedelta(0)
    assert limit.wait(tries, NOW) == timedelta(seconds=3600 - limit.most)


@given(
    st.lists(st.integers(-10_000_000, 100_000), max_size=30),
    st.sampled_from([-3600, 3600, 315_360_000, -315_360_000, 0]),
)
def test_a_clock_that_jumps_never_makes_a_wait_negative_or_longer_than_its_longest(
    offsets: list[int], jump: int
) -> None:
    now = NOW + timedelta(seconds=jump)
    tries = PASSWORDS.recent(sorted(ago(*offsets)), now)
    wait = PASSWORDS.wait(tries, now)
    longest = timedelta(hours=24) if len(tries) >= 25 else timedelta(hours=1)
    assert timedelta(0) <= wait <= longest


def test_the_clock_tells_aware_times_in_utc() -> None:
    assert utc_now().tzinfo is UTC and abs(utc_now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_times_are_kept_to_the_millisecond() -> None:
    assert from_milliseconds(to_milliseconds(ago(5, 0.001))) == ago(5, 0.001)
    assert from_milliseconds("") == []


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        ("local", "local"), ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"),
    ],
)  # fmt: skip
def test_ipv6_is_counted_by_network(source: str, counted: str) -> None:
    assert counted_source(source) == counted


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        ("local", "local"), ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"), ("2001:db8:1:ffff::", "2001:db8:1::/48"),
    ],
)  # fmt: skip
def test_strangers_are_counted_by_what_one_of_them_is_given(source: str, counted: str) -> None:
    assert counted_network(source) == counted


def test_a_source_is_named_without_control_characters() -> None:
    assert source_named("") == "local"
    assert source_named("\x1b]2;x") == "^[]2;x"
    assert len(source_named("x" * 500)) == 64


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 seconde"), (59, "59 secondes"), (60, "1 minute"), (61, "2 minutes"), (3600, "1 heure"),
     (3601, "61 minutes"), (7200, "120 minutes"), (7201, "3 heures"), (86400, "24 heures")],
)  # fmt: skip
def test_a_wait_is_never_told_shorter_than_it_is(seconds: float, text: str) -> None:
    assert french_wait(timedelta(seconds=seconds)) == text
