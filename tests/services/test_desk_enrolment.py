"""The enrolment of an agent: what the QR code says, what is good once, who is told."""

from datetime import timedelta

import pytest
import segno

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.services.session import Session
from rig.accounts import CLEMENCE, PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import HOME, half_signed_in, new_agent
from tests.storage.rows import column, execute

ADDRESS = "clemence@mail.fr"


@pytest.fixture
def reached(with_relay: Portal, database_url: str) -> Portal:
    """The portal with a relay, and an address for Clémence."""
    execute(database_url, f"UPDATE account SET email = '{ADDRESS}' WHERE login = '{CLEMENCE}'")
    return with_relay


def enrolled(portal: Portal, session: Session, clock: FakeClock) -> tuple[Session, str]:
    """The session that enrolling opens, and the seed."""
    seed = portal.second_factor.offer(session).seed
    return portal.second_factor.enrol(session, {"code": code_at(clock(), seed)}), seed


def test_the_qr_code_says_whose_seed_of_what_it_is(portal: Portal) -> None:
    offered = portal.second_factor.offer(new_agent(portal))
    seed = offered.seed.replace(" ", "")
    uri = f"otpauth://totp/Portail%20CMI:{CLEMENCE}?secret={seed}&issuer=Portail%20CMI"
    drawn = segno.make(uri, error="L", micro=False).matrix_iter(border=2)
    assert [list(row) for row in offered.qr_code] == [list(map(bool, row)) for row in drawn]
    assert repr(offered) == "Enrolment()"


def test_the_first_code_is_good_once(portal: Portal, clock: FakeClock) -> None:
    _opened, seed = enrolled(portal, new_agent(portal), clock)
    session = portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    with pytest.raises(Refused):
        portal.second_factor(session, {"code": code_at(clock(), seed)})
    assert portal.second_factor(session, {"code": code_at(clock() + timedelta(seconds=30), seed)})


def test_a_wrong_first_code_is_told_at_the_code(portal: Portal, clock: FakeClock) -> None:
    session = new_agent(portal)
    seed = portal.second_factor.offer(session).seed
    with pytest.raises(Refused) as caught:
        portal.second_factor.enrol(session, {"code": code_at(clock() + timedelta(seconds=90), seed)})
    assert caught.value.errors == {"code": Code.SECOND_FACTOR_WRONG}


def test_the_session_that_enrolled_is_of_no_more_use(portal: Portal, clock: FakeClock) -> None:
    session = new_agent(portal)
    late = portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    late_seed = portal.second_factor.offer(late).seed
    opened, _seed = enrolled(portal, session, clock)
    with pytest.raises(SessionEnded):
        portal.second_factor.enrol(late, {"code": code_at(clock(), late_seed)})
    for each in (session, late):
        assert each.is_over
        with pytest.raises(SessionEnded):
            portal.second_factor.offer(each)
    assert not opened.is_over


def test_too_many_wrong_codes_end_the_session_for_good(portal: Portal, clock: FakeClock) -> None:
    session, late = half_signed_in(portal), code_at(clock() - timedelta(seconds=90))
    for _ in range(4):
        with pytest.raises(Refused):
            portal.second_factor(session, {"code": late})
    with pytest.raises(SessionEnded):
        portal.second_factor(session, {"code": late})
    assert session.is_over


def test_a_right_code_that_comes_while_one_has_to_wait_is_not_looked_at(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session, other = half_signed_in(portal), half_signed_in(portal)
    for _ in range(5):
        with pytest.raises((Refused, SessionEnded)):
            portal.second_factor(other, {"code": code_at(clock() - timedelta(seconds=90))})
    with pytest.raises(SessionEnded) as ended:
        portal.second_factor(session, {"code": code_at(clock())})
    assert ended.value.code is Code.TOO_MANY_TRIES and ended.value.wait
    outcomes = column(database_url, "SELECT outcome FROM journal ORDER BY id DESC LIMIT 2")
    assert outcomes == ["too_many_tries", "second_factor_wrong"]


def test_a_second_factor_that_has_gone_meanwhile_opens_nothing(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session = half_signed_in(portal)
    execute(database_url, "UPDATE agent SET sealed_seed = NULL WHERE account_id = 4")
    with pytest.raises(Refused) as caught:
        portal.second_factor(session, {"code": code_at(clock())})
    assert caught.value.errors == {"code": Code.SECOND_FACTOR_WRONG}


def test_the_time_of_an_agents_session_begins_with_the_code(portal: Portal, clock: FakeClock) -> None:
    session = half_signed_in(portal)
    clock.advance(300)
    opened = portal.second_factor(session, {"code": code_at(clock())})
    assert opened.opened_at == opened.proved_at == clock()
    assert opened.expires_at == clock() + timedelta(hours=8)


def test_whoever_has_the_address_is_told_of_the_enrolment(
    reached: Portal, clock: FakeClock, database_url: str
) -> None:
    enrolled(reached, new_agent(reached), clock)
    told = "SELECT kind || ' ' || recipient || ' ' || CAST(account_id AS text) FROM notice"
    assert column(database_url, told) == [f"second_factor_enrolled {ADDRESS} 2"]
