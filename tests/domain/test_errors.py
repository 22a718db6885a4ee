"""Codes in exceptions: a log of one names its code, and no value."""

from datetime import timedelta

from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.order_problems import LineProblem, LineRejected


def test_an_exception_tells_its_code() -> None:
    refused = Refused({"new": Code.EMAIL_TAKEN, "old": Code.TOO_LONG})
    assert str(refused) == "new: email_taken, old: too_long"
    ended = SessionEnded(Code.SESSION_IDLE, timedelta(minutes=1))
    assert (str(ended), ended.code, ended.wait) == (
        "session_idle",
        Code.SESSION_IDLE,
        timedelta(minutes=1),
    )
    assert SessionEnded().code is Code.SESSION_ENDED
    full = Unavailable(Code.DATABASE_FULL)
    assert (str(full), full.code) == ("database_full", Code.DATABASE_FULL)
    assert str(LineRejected(LineProblem.CITY, "Tours")) == str(LineProblem.CITY)


def test_an_exception_keeps_what_it_was_given() -> None:
    errors = {"new": Code.EMAIL_TAKEN}
    refused = Refused(errors)
    errors.clear()
    assert (refused.errors, refused.wait) == ({"new": Code.EMAIL_TAKEN}, None)
    assert LineRejected(LineProblem.CITY).detail == ""
