"""The second factor of agents: asked after the password, good once, counted as passwords are."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.identity import Role
from cmi_tui.domain.preferences import YES
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD, SUPPORT, SUPPORT_PASSWORD, SUPPORT_SEED
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import HOME, agent, half_signed_in, new_agent
from tests.storage.rows import column, execute

NEW = {"new": "Élan-2027!", "confirmation": "Élan-2027!"}
WRONG = {"code": Code.SECOND_FACTOR_WRONG}


def refused(portal: Portal, session: Session, code: str) -> dict[str, Code]:
    with pytest.raises(Refused) as caught:
        portal.second_factor(session, {"code": code})
    return caught.value.errors


def wrong_code(clock: FakeClock) -> str:
    right = {code_at(clock() + timedelta(seconds=30 * step)) for step in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def test_the_code_of_the_moment_opens_what_the_password_alone_does_not(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session = half_signed_in(portal)
    opened = portal.second_factor(session, {"code": code_at(clock())})
    assert opened.step is SignInStep.DONE and session.is_over
    assert opened.expires_at == clock() + timedelta(hours=8)
    told = "SELECT outcome || ' ' || detail FROM journal WHERE event = 'authn_login' ORDER BY id"
    assert column(database_url, told) == ["started second_factor", "done second_factor"]


def test_before_the_code_a_session_can_do_nothing_else(portal: Portal, clock: FakeClock) -> None:
    acts: list[Callable[[Session], object]] = [
        portal.read_information,
        portal.check_session,
        lambda session: portal.change_password(session, {"old": SUPPORT_PASSWORD, **NEW}),
        lambda session: portal.choose_password(session, NEW),
        portal.second_factor.offer,
        lambda session: portal.second_factor.enrol(session, {"code": code_at(clock())}),
    ]
    for act in acts:
        session = half_signed_in(portal)
        with pytest.raises(SessionEnded):
            act(session)
        with pytest.raises(SessionEnded):
            portal.second_factor(session, {"code": code_at(clock())})


@pytest.mark.parametrize(
    "typed", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0}.", "{0[0]}-{0[1]}{0[2]}{0[3]}{0[4]}{0[5]}"]
)
def test_a_code_is_read_however_its_digits_are_grouped(
    portal: Portal, clock: FakeClock, typed: str
) -> None:
    assert portal.second_factor(half_signed_in(portal), {"code": typed.format(code_at(clock()))})


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５", "٣٤٥٦٧٨"])
def test_what_is_no_code_is_refused(portal: Portal, code: str) -> None:
    expected = WRONG if code else {"code": Code.SECOND_FACTOR_MISSING}
    assert refused(portal, half_signed_in(portal), code) == expected


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off(
    portal: Portal, clock: FakeClock, seconds: int, is_taken: bool
) -> None:
    session = half_signed_in(portal)
    code = code_at(clock() + timedelta(seconds=seconds))
    if is_taken:
        assert portal.second_factor(session, {"code": code})
    else:
        assert refused(portal, session, code) == WRONG


def test_a_code_is_good_once_and_so_are_those_before_it(portal: Portal, clock: FakeClock) -> None:
    earlier, code = code_at(clock() - timedelta(seconds=30)), code_at(clock())
    portal.second_factor(half_signed_in(portal), {"code": code})
    assert refused(portal, half_signed_in(portal), code) == WRONG
    assert refused(portal, half_signed_in(portal), earlier) == WRONG
    assert portal.second_factor(
        half_signed_in(portal), {"code": code_at(clock() + timedelta(seconds=30))}
    )


def test_a_right_password_between_wrong_codes_gives_no_more_of_them(
    portal: Portal, clock: FakeClock
) -> None:
    for _ in range(4):
        assert refused(portal, half_signed_in(portal), wrong_code(clock)) == WRONG
    with pytest.raises(SessionEnded) as ended:
        portal.second_factor(half_signed_in(portal), {"code": wrong_code(clock)})
    assert (ended.value.code, ended.value.wait) == (Code.TOO_MANY_TRIES, timedelta(seconds=60))
    with pytest.raises(Refused) as waits:
        half_signed_in(portal)
    assert waits.value.errors == {"password": Code.TOO_MANY_TRIES}


def test_codes_and_passwords_have_one_counter_whatever_the_name(
    portal: Portal, clock: FakeClock
) -> None:
    for login in (SUPPORT, "assistance@mail.fr"):
        for _ in range(2):
            with pytest.raises(Refused):
                portal.sign_in({"login": login, "password": "faux"}, HOME)
    with pytest.raises(SessionEnded):
        portal.second_factor(half_signed_in(portal), {"code": wrong_code(clock)})


def test_after_the_code_the_counter_starts_anew_and_the_place_is_known(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    known = "SELECT source FROM known_source WHERE account_id = 4"
    for _ in range(4):
        refused(portal, half_signed_in(portal), wrong_code(clock))
    assert column(database_url, known) == []
    opened = agent(portal, clock)
    assert opened.earlier is not None and opened.earlier.failures == 4
    assert column(database_url, known) == [HOME]
    for _ in range(4):
        refused(portal, half_signed_in(portal), wrong_code(clock))


def test_an_agent_without_one_enrols_and_can_do_nothing_else_before(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for act in (portal.read_information, lambda each: portal.second_factor(each, {"code": "123456"})):
        with pytest.raises(SessionEnded):
            act(new_agent(portal))
    session = new_agent(portal)
    first, offered = portal.second_factor.offer(session), portal.second_factor.offer(session)
    assert first.seed != offered.seed and len(offered.seed.replace(" ", "")) == 32
    assert any(map(any, offered.qr_code)) and offered.seed not in repr(offered)
    assert offered.seed.replace(" ", "") not in repr(session)
    for code in (code_at(clock(), first.seed), "12345"):
        with pytest.raises(Refused):
            portal.second_factor.enrol(session, {"code": code})
    assert column(database_url, "SELECT count(*) FROM agent") == [1], "it counts after a right code"
    opened = portal.second_factor.enrol(session, {"code": code_at(clock(), offered.seed)})
    assert opened.step is SignInStep.DONE and opened.offered_seed == ""
    stored = column(database_url, "SELECT sealed_seed FROM agent")
    assert not any(offered.seed.replace(" ", "") in str(sealed) for sealed in stored)
    clock.advance(60)
    session = portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    assert portal.second_factor(session, {"code": code_at(clock(), offered.seed)})


def test_of_two_sessions_that_enrol_the_first_wins(portal: Portal, clock: FakeClock) -> None:
    first = new_agent(portal)
    second = portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    seeds = [portal.second_factor.offer(each).seed for each in (first, second)]
    portal.second_factor.enrol(first, {"code": code_at(clock(), seeds[0])})
    with pytest.raises(SessionEnded):
        portal.second_factor.enrol(second, {"code": code_at(clock(), seeds[1])})


def test_an_activation_code_of_an_agent_opens_nothing_without_the_second_factor(
    portal: Portal, clock: FakeClock
) -> None:
    code = portal.manage_accounts.issue_code(SUPPORT, "operator").code
    session = portal.sign_in({"login": SUPPORT, "password": code}, HOME)
    chosen = portal.choose_password(session, NEW)
    assert chosen.step is SignInStep.SECOND_FACTOR
    with pytest.raises(SessionEnded):
        portal.change_password(chosen, {"old": NEW["new"], **NEW})
    session = portal.sign_in({"login": SUPPORT, "password": NEW["new"]}, HOME)
    assert portal.second_factor(session, {"code": code_at(clock())}).step is SignInStep.DONE


def test_an_agent_changes_the_own_password(portal: Portal, clock: FakeClock) -> None:
    session = agent(portal, clock)
    portal.change_password(session, {"old": SUPPORT_PASSWORD, **NEW})
    assert portal.sign_in({"login": SUPPORT, "password": NEW["new"]}, HOME)


def test_an_agent_has_preferences(portal: Portal, clock: FakeClock) -> None:
    session = agent(portal, clock)
    values = {**portal.keep_preferences.current(session), "labels_above": YES}
    portal.keep_preferences(session, values)
    assert portal.keep_preferences.current(agent(portal, clock)) == values


def test_a_reset_ends_the_sessions_and_lets_the_agent_enrol_again(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session, half = agent(portal, clock), half_signed_in(portal)
    portal.manage_accounts.reset_second_factor(SUPPORT, "root")
    for act in (
        lambda: portal.change_password(session, {"old": SUPPORT_PASSWORD, **NEW}),
        lambda: portal.second_factor(half, {"code": code_at(clock() + timedelta(seconds=30))}),
    ):
        with pytest.raises(SessionEnded):
            act()
    again = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD}, HOME)
    assert again.step is SignInStep.ENROLMENT
    lines = "SELECT operator FROM journal WHERE event = 'second_factor_reset' AND subject_id = 4"
    assert column(database_url, lines) == ["root"]


@pytest.mark.parametrize(
    ("login", "code"), [(AUGUSTE, Code.ACCOUNT_NOT_AGENT), ("nobody", Code.ACCOUNT_UNKNOWN)]
)
def test_a_reset_for_whoever_is_no_agent_is_refused_and_journalled(
    portal: Portal, database_url: str, login: str, code: Code
) -> None:
    with pytest.raises(Refused) as caught:
        portal.manage_accounts.reset_second_factor(login, "root")
    assert caught.value.errors == {"login": code}
    assert column(database_url, "SELECT outcome FROM journal") == [code]


def test_who_becomes_an_agent_again_enrols_again(portal: Portal) -> None:
    portal.manage_accounts.set_role(SUPPORT, Role.SUPPORT, "root")
    assert half_signed_in(portal)
    portal.manage_accounts.set_role(SUPPORT, Role.HOLDER, "root")
    assert portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD}, HOME).step is SignInStep.DONE
    portal.manage_accounts.set_role(SUPPORT, Role.SUPPORT, "root")
    session = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD}, HOME)
    assert session.step is SignInStep.ENROLMENT


def test_a_seed_moved_to_another_account_opens_nothing(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session = new_agent(portal)
    seed = portal.second_factor.offer(session).seed
    portal.second_factor.enrol(session, {"code": code_at(clock(), seed)})
    execute(
        database_url,
        "UPDATE agent SET sealed_seed = (SELECT sealed_seed FROM agent WHERE account_id = 2)"
        " WHERE account_id = 4",
    )
    clock.advance(60)
    with pytest.raises(Unavailable) as caught:
        portal.second_factor(half_signed_in(portal), {"code": code_at(clock(), seed)})
    assert caught.value.code is Code.SECRET_KEY_WRONG


def test_who_has_the_password_has_ten_minutes_for_the_code(portal: Portal, clock: FakeClock) -> None:
    session = half_signed_in(portal)
    clock.advance(600)
    with pytest.raises(SessionEnded) as ended:
        portal.second_factor(session, {"code": code_at(clock())})
    assert ended.value.code is Code.SESSION_EXPIRED


def test_the_demonstrations_seed_is_the_documented_one() -> None:
    from cmi_tui.storage.demonstration import AGENT_SEED

    assert AGENT_SEED == SUPPORT_SEED
