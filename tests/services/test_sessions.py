"""Sessions and activation codes: what ends a session, what a code opens, and what is journalled."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.activation import code_in, new_code
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import Ending, JournalFilter
from cmi_tui.services import audit
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD, SUPPORT, SUPPORT_PASSWORD
from tests.conftest import FakeClock
from tests.storage.rows import column, execute

HOME = "192.0.2.7"
NEW = {"new": "Élan-2027!", "confirmation": "Élan-2027!"}
EMAIL = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}


def sign_in(portal: Portal, password: str = PASSWORD, login: str = AUGUSTE) -> Session:
    return portal.sign_in({"login": login, "password": password}, HOME)


def end_of(portal: Portal, session: Session) -> Code:
    with pytest.raises(SessionEnded) as ended:
        portal.read_information(session)
    return ended.value.code


def refused(act: Callable[[], object]) -> dict[str, Code]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.errors


def test_a_code_leads_to_choosing_a_password_and_nowhere_else(portal: Portal, database_url: str) -> None:
    execute(database_url, "UPDATE account SET password_hash = NULL WHERE id = 1")
    issued = portal.manage_accounts.issue_code("mail0455@mail.fr", "agent")
    assert issued.name == "Auguste Lambert" and issued.code not in repr(issued)
    session = sign_in(portal, issued.code)
    assert session.must_choose_password
    acts: list[Callable[[Session], object]] = [
        portal.read_information,
        portal.read_information.requests,
        lambda session: portal.change_email(session, EMAIL),
        lambda session: portal.prove_identity(session, {"password": PASSWORD}),
        lambda session: portal.change_password(session, {"old": issued.code, **NEW}),
        lambda session: portal.export_form(session, {"path": "/tmp/never.pdf"}),
    ]
    for act in acts:
        session = sign_in(portal, issued.code)
        with pytest.raises(SessionEnded):
            act(session)
    session = sign_in(portal, issued.code)
    weak = {"new": "faible", "confirmation": "autre"}
    assert set(refused(lambda: portal.choose_password(session, weak))) == {"new", "confirmation"}
    opened = portal.choose_password(session, NEW)
    assert not opened.must_choose_password
    assert portal.read_information(opened).email == "mail0455@mail.fr"
    assert sign_in(portal, NEW["new"]).account_id == 1
    assert refused(lambda: sign_in(portal, issued.code)) == {"password": Code.SIGN_IN_REFUSED}
    with pytest.raises(SessionEnded):
        portal.choose_password(session, NEW)
    kept = column(database_url, "SELECT code_hash FROM activation")
    assert issued.code not in str(kept)


def test_a_full_session_cannot_use_the_way_of_codes(portal: Portal) -> None:
    session = sign_in(portal)
    with pytest.raises(SessionEnded):
        portal.choose_password(session, NEW)


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code])
def test_a_code_is_read_however_it_is_typed(portal: Portal, typed: Callable[[str], str]) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    assert sign_in(portal, typed(code)).must_choose_password


def test_codes_are_random_and_their_look_alikes_are_read() -> None:
    assert len({new_code() for _ in range(100)}) == 100
    assert code_in(new_code()) is not None
    assert code_in("oil1-0000-zzzz") == "01110000ZZZZ"
    assert code_in("Mobilite2026!") is None and code_in("") is None


def test_a_code_lives_30_days_and_a_newer_one_voids_it(portal: Portal, clock: FakeClock) -> None:
    first = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    second = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    assert refused(lambda: sign_in(portal, first)) == {"password": Code.SIGN_IN_REFUSED}
    session = sign_in(portal, second)
    third = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    with pytest.raises(SessionEnded):
        portal.choose_password(session, NEW)
    clock.advance(-60)
    assert refused(lambda: sign_in(portal, third)), "a clock set back fails closed"
    clock.advance(60 + 30 * 86400 - 1)
    assert sign_in(portal, third).must_choose_password
    clock.advance(1)
    assert refused(lambda: sign_in(portal, third))
    assert sign_in(portal), "the password is good whether or not a code waits"


def test_codes_and_acts_for_unknown_or_disabled_accounts_are_refused(portal: Portal) -> None:
    manage = portal.manage_accounts
    unknown = {"login": Code.ACCOUNT_UNKNOWN}
    assert refused(lambda: manage.issue_code("nobody", "agent")) == unknown
    assert refused(lambda: manage.disable("nobody", DisablingReason.DEATH, "agent")) == unknown
    assert refused(lambda: manage.set_role("nobody", Role.SUPPORT, "agent")) == unknown
    manage.disable(AUGUSTE, DisablingReason.DEATH, "agent")
    assert refused(lambda: manage.issue_code(AUGUSTE, "agent")) == {"login": Code.ACCOUNT_DISABLED}


def test_guessing_codes_is_throttled_as_passwords_are(portal: Portal) -> None:
    issued = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    for _ in range(5):
        refused(lambda: sign_in(portal, new_code()))
    assert refused(lambda: sign_in(portal, issued)) == {"password": Code.TOO_MANY_TRIES}


def test_a_disabled_account_or_another_role_is_refused_at_the_next_action_and_logged(
    portal: Portal, database_url: str
) -> None:
    session, other = sign_in(portal), sign_in(portal, login=CLEMENCE)
    portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "agent")
    portal.manage_accounts.set_role(CLEMENCE, Role.SUPPORT, "agent")
    assert end_of(portal, session) is Code.SESSION_ENDED
    assert end_of(portal, other) is Code.SESSION_ENDED_ELSEWHERE
    assert refused(lambda: sign_in(portal)) == {"password": Code.SIGN_IN_REFUSED}
    portal.manage_accounts.enable(AUGUSTE, "agent")
    assert end_of(portal, session) is Code.SESSION_ENDED, "a session that ended stays ended"
    assert sign_in(portal)
    lines = "SELECT outcome FROM journal WHERE event = 'authz_fail' ORDER BY id"
    assert column(database_url, lines) == ["session_ended", "session_ended_elsewhere"]
    reason = column(database_url, "SELECT detail FROM journal WHERE event = 'account_disable'")
    assert reason == ["deces"]


def test_a_session_lasts_an_hour_whatever_is_done(portal: Portal, clock: FakeClock) -> None:
    session = sign_in(portal)
    for _ in range(5):
        clock.advance(719)
        portal.read_information(session)
    clock.advance(5)
    assert end_of(portal, session) is Code.SESSION_EXPIRED


@pytest.mark.parametrize("jump", [-3600, 3600, 10 * 365 * 86400])
def test_a_clock_that_jumps_ends_the_session(portal: Portal, clock: FakeClock, jump: int) -> None:
    session = sign_in(portal)
    clock.advance(jump)
    assert end_of(portal, session) is Code.SESSION_EXPIRED


@pytest.mark.parametrize(("slip", "is_over"), [(60, False), (60.001, True)])
def test_the_clocks_of_two_machines_may_differ_by_a_minute(
    portal: Portal, clock: FakeClock, slip: float, is_over: bool
) -> None:
    session = sign_in(portal)
    clock.advance(-slip)
    if is_over:
        assert end_of(portal, session) is Code.SESSION_EXPIRED
    else:
        assert portal.read_information(session)


def test_a_holders_session_is_no_agents_and_the_reverse(portal: Portal) -> None:
    agent = sign_in(portal, SUPPORT_PASSWORD, SUPPORT)
    assert end_of(portal, agent) is Code.SESSION_ENDED


def test_a_session_can_be_asked_whether_it_goes_on(portal: Portal) -> None:
    session, agent = sign_in(portal), sign_in(portal, SUPPORT_PASSWORD, SUPPORT)
    portal.check_session(session)
    portal.end_session(session, Ending.SIGNED_OUT)
    for each in (session, agent):
        with pytest.raises(SessionEnded):
            portal.check_session(each)


def test_an_ended_session_can_do_nothing(portal: Portal, database_url: str) -> None:
    session = sign_in(portal)
    portal.end_session(session, Ending.SIGNED_OUT)
    portal.end_session(session, Ending.SIGNED_OUT)
    assert end_of(portal, session) is Code.SESSION_ENDED
    events = "SELECT event FROM journal WHERE event <> 'authn_login'"
    assert column(database_url, events) == ["session_end"]


def test_the_holder_is_told_the_last_sign_in_and_the_failures_since(
    portal: Portal, clock: FakeClock
) -> None:
    first = sign_in(portal)
    assert first.earlier is not None and first.earlier.at is None and first.earlier.failures == 0
    when = clock()
    for _ in range(2):
        clock.advance(60)
        refused(lambda: sign_in(portal, "wrong"))
    second = sign_in(portal)
    assert second.earlier is not None
    assert (second.earlier.at, second.earlier.source) == (when, HOME)
    assert second.earlier.failures == 2


def test_the_journal_is_append_only(portal: Portal, database_url: str) -> None:
    sign_in(portal)
    for statement in ("UPDATE journal SET outcome = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match="append-only"):
            execute(database_url, statement)
    assert column(database_url, "SELECT outcome FROM journal") == ["done"]


def test_a_purge_deletes_what_is_old_and_is_journalled(
    portal: Portal, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PURGE_LINES", 2)
    for _ in range(5):
        sign_in(portal)
    portal.manage_accounts.issue_code(AUGUSTE, "agent")
    clock.advance(366 * 86400)
    sign_in(portal)
    year = timedelta(days=365)
    assert portal.audit.purge(year, "agent", trusting_clock=True) == 6
    lines = "SELECT event || ' ' || operator FROM journal ORDER BY id"
    assert column(database_url, lines) == ["authn_login ", "journal_purge agent"]
    assert column(database_url, "SELECT count(*) FROM activation") == [0]
    assert portal.audit.purge(year, "agent") == 0


def test_the_journal_is_shown_by_filter(portal: Portal, clock: FakeClock) -> None:
    start = clock()
    sign_in(portal)
    refused(lambda: sign_in(portal, "wrong", CLEMENCE))
    clock.advance(86400)
    portal.manage_accounts.issue_code(AUGUSTE, "agent")

    def shown(**wanted: object) -> list[str]:
        found = portal.audit.show(JournalFilter(**wanted), "agent")  # type: ignore[arg-type]
        return [
            f"{line.event} {line.outcome} {line.actor} {line.subject}"
            for line in found
            if line.event != "journal_read"
        ]

    mine = f"authn_login done {AUGUSTE} {AUGUSTE}"
    wrong = f"authn_login sign_in_refused {CLEMENCE} {CLEMENCE}"
    code = f"account_code done  {AUGUSTE}"
    assert shown() == [mine, wrong, code]
    assert shown(login="mail0455@mail.fr") == [mine, code]
    assert shown(outcome="sign_in_refused") == [wrong] == shown(event="authn_login", login=CLEMENCE)
    assert shown(since=start + timedelta(days=1)) == [code]
    assert shown(until=start + timedelta(days=1)) == [mine, wrong]
    assert refused(lambda: shown(login="nobody")) == {"login": Code.ACCOUNT_UNKNOWN}


def test_reading_the_journal_is_journalled(portal: Portal) -> None:
    sign_in(portal)
    list(portal.audit.show(JournalFilter(login=AUGUSTE), "agent"))
    next(portal.audit.show(JournalFilter(), "other"))
    read = portal.audit.show(JournalFilter(event="journal_read"), "agent")
    assert [(line.operator, line.subject) for line in read] == [("agent", AUGUSTE), ("other", "")]


def test_a_refusal_that_cannot_be_journalled_is_still_a_refusal(
    portal: Portal, session: Session, database_url: str, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def full(*_: object) -> None:
        raise Unavailable(Code.DATABASE_FULL)

    other = sign_in(portal)
    execute(database_url, "UPDATE account SET enabled = false")
    monkeypatch.setattr(type(portal.database), "writing", full)
    assert end_of(portal, session) is Code.SESSION_ENDED
    caplog.clear()
    portal.end_session(other, "left")
    assert other.is_over and caplog.messages == ["session_end not journalled: database_full"]


def test_no_value_reaches_the_journal(portal: Portal, database_url: str) -> None:
    session = sign_in(portal)
    portal.change_email(session, EMAIL)
    portal.change_password(session, {"old": PASSWORD, **NEW})
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    refused(lambda: sign_in(portal, "Typo-2026!"))
    portal.choose_password(sign_in(portal, code), NEW)
    kept = str(
        column(database_url, "SELECT event || outcome || source || operator || detail FROM journal")
    )
    for value in (EMAIL["new"], "mail0455", PASSWORD, NEW["new"], code, code_in(code), "Typo"):
        assert str(value) not in kept
