"""Codes in exceptions: a log of one names its code, and no value."""

import pytest

from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.order_problems import LineProblem, LineRejected


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refused({"new": Code.EMAIL_TAKEN, "old": Code.TOO_LONG}), "new: email_taken, old: too_long"),
        (SessionEnded(), "session_ended"),
        (SessionEnded(Code.SESSION_IDLE), "session_idle"),
        (Unavailable(Code.DATABASE_FULL), "database_full"),
        (LineRejected(LineProblem.CITY, "Tours"), str(LineProblem.CITY)),
    ],
)
def test_an_exception_tells_its_code(error: Exception, told: str) -> None:
    assert str(error) == told


def test_an_exception_keeps_what_it_was_given() -> None:
    errors = {"new": Code.EMAIL_TAKEN}
    refused = Refused(errors)
    errors.clear()
    assert (refused.errors, refused.wait) == ({"new": Code.EMAIL_TAKEN}, None)
    assert LineRejected(LineProblem.CITY).detail == ""
