"""Each refused answer is told with its field, its cause and the way to mend it."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Kind
from cmi_tui.messages.errors import mending
from cmi_tui.services.session import Session
from tests.parity.cases import CASES, prepare
from tests.parity.players import FORMS, play_in_lines

_TOLD = {code for code in Code if mending(code, "")}
MENDED = {
    name: case
    for name, case in CASES.items()
    if case.form != "new_password" and _TOLD & set(case.errors.values())
}


@pytest.mark.parametrize("name", MENDED)
def test_every_error_says_how_it_is_mended(
    portal: Portal, session: Session, tmp_path: Path, name: str
) -> None:
    case = MENDED[name]
    asker = None if case.form == "sign_in" else session
    if case.proof_age:
        portal._clock.advance(case.proof_age)  # type: ignore[attr-defined]
    answers = prepare(case, tmp_path)
    heard = play_in_lines(portal, asker, case.form, answers)
    for field, code in case.errors.items():
        declared = FORMS[case.form].field(field)
        typed = "" if declared.kind is Kind.READ_ONLY else answers[field]
        assert mending(code, typed) in heard.text.split("\n")


def test_what_can_be_mended_is_played() -> None:
    assert {Code.EMAIL_INVALID, Code.EMAILS_DIFFER, Code.PASSWORD_WEAK, Code.SIGN_IN_REFUSED} <= {
        code for case in MENDED.values() for code in case.errors.values()
    }
