"""What is asked at once, by several sessions and processes, exceeds no limit and uses no code twice."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.session import Session
from cmi_tui.services.slowing import end_slowing
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, PASSWORD, SECRET_KEY
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import HOME, agent, half_signed_in
from tests.storage.rows import column

AT_ONCE = 8
OPEN = {"motive": "call", "words": ""}
SEARCH = {"wanted": "lambert", "first_name": "", "city": "", "birth_date": ""}
SAID = {"claim": "postal_code", "said": "59001"}
Asked = Callable[[Portal, Session], object]


@pytest.fixture
def portals(portal: Portal, database_url: str, clock: FakeClock) -> Iterator[list[Portal]]:
    """Two portals on one database, as two processes have, with small limits."""
    environ = {
        "CMI_DATABASE_URL": database_url, "CMI_SECRET_KEY": SECRET_KEY,
        "CMI_AGENT_CARDS_AN_HOUR": "3", "CMI_AGENT_SEARCHES_AN_HOUR": "4",
    }  # fmt: skip
    two = [Portal(Settings.from_environment(environ), clock) for _ in range(2)]
    yield two
    for each in two:
        each.close()


def all_at_once(asks: Sequence[Callable[[], object]]) -> list[object]:
    """What each gives, or why it was refused, when all begin together."""
    barrier = threading.Barrier(len(asks))
    given: list[object] = []

    def begin(ask: Callable[[], object]) -> None:
        barrier.wait()
        try:
            given.append(ask())
        except Refused as refusal:
            given.append(next(iter(refusal.errors.values())))

    threads = [threading.Thread(target=begin, args=(ask,)) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


@pytest.mark.parametrize(
    ("ask", "allowed", "code"),
    [
        (lambda portal, session: portal.desk.cards.open(session, 2, OPEN), 2, Code.TOO_MUCH_ASKED),
        (lambda portal, session: portal.desk.find(session, SEARCH), 4, Code.TOO_MUCH_ASKED),
        (
            lambda portal, session: portal.desk.cards.verify(session, 1, SAID),
            5,
            Code.TOO_MANY_VERIFICATIONS,
        ),
        (lambda portal, session: portal.desk.act(session, 1, Act.END_SESSIONS), 3, Code.TOO_MANY_ACTS),
    ],
    ids=["cards", "searches", "verifications", "acts"],
)
def test_no_limit_is_passed_by_asking_at_once_in_two_processes(
    portals: list[Portal], clock: FakeClock, ask: Asked, allowed: int, code: Code
) -> None:
    session = agent(portals[0], clock)
    portals[0].desk.cards.open(session, 1, OPEN)
    given = all_at_once([partial(ask, portals[at % 2], session) for at in range(AT_ONCE)])
    assert given.count(code) == AT_ONCE - allowed, given


def test_of_sessions_that_bring_one_code_at_once_one_is_let_in(
    portals: list[Portal], clock: FakeClock, database_url: str
) -> None:
    halves = [half_signed_in(portals[at % 2]) for at in range(4)]
    code = {"code": code_at(clock())}
    given = all_at_once(
        [partial(portals[at % 2].second_factor, half, code) for at, half in enumerate(halves)]
    )
    assert given.count(Code.SECOND_FACTOR_WRONG) == 3, given
    done = "SELECT count(*) FROM journal WHERE event = 'authn_login' AND outcome = 'done'"
    assert column(database_url, done) == [1]


def test_a_holder_signs_in_while_an_act_holds_the_account(
    portals: list[Portal], database_url: str
) -> None:
    if database_url.startswith("sqlite"):
        return  # one writes at a time
    # The sign-in has the counters that the end of a slowing down takes: neither may wait for the other.
    with portals[0].database.writing() as transaction:
        transaction.accounts.hold(1)
        assert portals[1].sign_in({"login": AUGUSTE, "password": PASSWORD}, HOME)
        end_slowing(transaction, 1)
