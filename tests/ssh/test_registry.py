"""Who is in: counted by account, whatever they do."""

from typing import Any

from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.registry import Registry

ACCOUNT = 7


class StubChannel:
    """A client that has read all."""

    written = 0

    def unsent(self) -> int:
        return 0


def registry() -> Registry[str, str]:
    return Registry(Limits(sessions_per_account=1, connections_per_account=2))


def opened(registry: Registry[str, str], session: str, connection: str, *, is_screen: bool) -> None:
    channel: Any = StubChannel()
    registry.open(session, connection, channel, is_screen=is_screen)


def test_an_account_has_so_many_connections_and_gets_one_back_for_each_that_goes() -> None:
    who = registry()
    assert [who.arrive(connection, ACCOUNT) for connection in "abc"] == [True, True, False]
    assert who.arrive("d", ACCOUNT + 1)
    who.leave("a")
    assert who.arrive("c", ACCOUNT)


def test_only_screens_count_among_the_screens_of_an_account() -> None:
    who = registry()
    who.arrive("a", ACCOUNT)
    who.arrive("b", ACCOUNT)
    opened(who, "file", "a", is_screen=False)
    assert who.may_open_screen(ACCOUNT)
    opened(who, "screen", "b", is_screen=True)
    assert not who.may_open_screen(ACCOUNT)
    who.close("screen")
    assert who.may_open_screen(ACCOUNT) and who.ended == 1


def test_the_end_of_a_connection_is_told_by_its_session_where_it_had_one() -> None:
    who = registry()
    who.arrive("a", ACCOUNT)
    who.arrive("b", ACCOUNT)
    opened(who, "screen", "a", is_screen=True)
    assert not who.leave("a")
    assert who.leave("b") and who.leave("never there")


def test_nobody_opens_the_portal_once_it_is_shut() -> None:
    who = registry()
    who.shut()
    assert not who.may_open_screen(ACCOUNT)
