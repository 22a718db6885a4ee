"""What is said before a session ends by itself, and how it then ends."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.domain.identity import Role
from cmi_tui.domain.preferences import Preferences
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.conversation import converse
from cmi_tui.linear.terminal import Watch
from cmi_tui.linear.time_limits import IdleEnded, TimeLimits
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE
from tests.conftest import FakeClock
from tests.linear.scripted import Idle, ScriptedTerminal
from tests.storage.rows import column

FOR_THE_EMAIL = ["1", "1", "a@mail.fr"]
SIGN_OUTS = "SELECT outcome FROM journal WHERE event = 'session_end'"


def played(
    portal: Portal, session: Session | None, *answers: object
) -> tuple[ExitStatus, ScriptedTerminal]:
    terminal = ScriptedTerminal(answers)
    return converse(portal, session, terminal, texts.BY_OPTION), terminal


def test_idleness_is_announced_two_minutes_ahead_and_any_key_puts_it_off(
    portal: Portal, session: Session
) -> None:
    status, terminal = played(portal, session, Idle(599), Idle(599), "", "1", "quitter")
    assert status is ExitStatus.DONE
    assert terminal.lines.count(texts.IDLE_NOTICE) == 2
    assert terminal.lines.count(texts.IDLE_PUT_OFF) == 1


def test_the_notice_comes_at_eight_minutes_and_the_question_after_it(
    portal: Portal, session: Session
) -> None:
    _status, terminal = played(portal, session, Idle(479), "quitter")
    assert texts.IDLE_NOTICE not in terminal.lines
    limits = TimeLimits(session, portal.now)
    assert limits(0, is_typing=False) == ("", 480)
    assert limits(480, is_typing=False) == (texts.IDLE_NOTICE, 0)
    assert limits(481, is_typing=False) == ("", 119)
    with pytest.raises(IdleEnded):
        limits(600, is_typing=False)


def test_an_answer_after_the_notice_is_an_answer(portal: Portal, session: Session) -> None:
    _status, terminal = played(portal, session, Idle(500), "1", "quitter")
    assert texts.IDLE_PUT_OFF not in terminal.lines and "MES INFORMATIONS" in terminal.lines


def test_ten_idle_minutes_end_the_session_and_save_nothing(
    portal: Portal, session: Session, database_url: str
) -> None:
    status, terminal = played(portal, session, *FOR_THE_EMAIL, Idle(600))
    assert status is ExitStatus.FAILED
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, error_text(Code.SESSION_IDLE)]
    assert column(database_url, SIGN_OUTS) == [Code.SESSION_IDLE]


def test_whoever_has_chosen_a_password_has_an_hour_from_then_on(
    portal: Portal, clock: FakeClock
) -> None:
    class Slow(ScriptedTerminal):
        def say(self, text: str) -> None:
            super().say(text)
            if text == pages.PASSWORD_CHANGED:
                clock.advance(3000)

        def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
            if prompt.startswith("Nouveau mot de passe"):
                clock.advance(600)
            return super().ask(prompt, hidden=hidden, watch=watch)

    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    terminal = Slow([AUGUSTE, code, "Mien-2027!", "Mien-2027!", "oui", Idle(1), "quitter"])
    assert converse(portal, None, terminal, texts.BY_OPTION) is ExitStatus.DONE


def test_no_clock_runs_before_the_sign_in(portal: Portal) -> None:
    _status, terminal = played(portal, None, "quitter")
    assert terminal.is_watched == [False]


def test_the_hours_end_waits_for_a_pause_in_what_is_being_typed_but_not_for_long(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    clock.advance(3600 - 120)
    limits = TimeLimits(session, portal.now)
    assert limits(1, is_typing=True) == ("", 4)
    clock.advance(59)
    assert limits(1, is_typing=True) == ("", 1)
    assert TimeLimits(session, portal.now)(5, is_typing=True) == (pages.SESSION_ENDS_SOON, 0)
    assert TimeLimits(session, portal.now)(0, is_typing=False) == (pages.SESSION_ENDS_SOON, 0)
    clock.advance(1)
    assert limits(1, is_typing=True) == (pages.SESSION_ENDS_SOON, 0)
    assert limits.acknowledged() == texts.ENTER_AGAIN


def test_who_has_asked_for_more_time_has_twenty_minutes_and_an_agent_ten(
    portal: Portal, session: Session
) -> None:
    session.preferences = Preferences(more_time=True)
    limits = TimeLimits(session, portal.now)
    assert limits(0, is_typing=False) == ("", 1080)
    assert limits(1080, is_typing=False) == (texts.IDLE_NOTICE, 0)
    assert limits(1199, is_typing=False) == ("", 1)
    with pytest.raises(IdleEnded):
        limits(1200, is_typing=False)
    session.role = Role.SUPPORT
    with pytest.raises(IdleEnded):
        limits(600, is_typing=False)


def test_the_hours_end_is_announced_once_two_minutes_ahead(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    clock.advance(3600 - 121)
    limits = TimeLimits(session, portal.now)
    assert limits(0, is_typing=False) == ("", 1)
    clock.advance(1)
    assert limits(0, is_typing=False) == (pages.SESSION_ENDS_SOON, 0)
    assert limits(0, is_typing=False) == ("", 120)
    clock.advance(119)
    assert limits(0, is_typing=False) == ("", 1)


def test_the_hour_ends_the_session_in_words_and_the_journal_is_told(
    portal: Portal, session: Session, clock: FakeClock, database_url: str
) -> None:
    class Slow(ScriptedTerminal):
        def say(self, text: str) -> None:
            super().say(text)
            if text == "Mon adresse email":
                clock.advance(3600)

    terminal = Slow([*FOR_THE_EMAIL[:2], Idle(1)])
    assert converse(portal, session, terminal, texts.BY_OPTION) is ExitStatus.FAILED
    assert terminal.lines[-2:] == [texts.NOTHING_SAVED, error_text(Code.SESSION_EXPIRED)]
    assert column(database_url, SIGN_OUTS) == [Code.SESSION_EXPIRED]
