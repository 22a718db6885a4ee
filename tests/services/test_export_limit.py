"""How often forms are made, also where nothing can be written down."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services.session import Session
from tests.conftest import FakeClock


def forms(portal: Portal, session: Session, tries: int) -> int:
    """How many of so many forms are made."""
    made = 0
    for _ in range(tries):
        try:
            portal.export_form.content(session, {})
            made += 1
        except Unavailable as busy:
            assert busy.code is Code.TOO_MANY_FORMS
    return made


@pytest.mark.parametrize("trouble", [None, Code.DATABASE_READ_ONLY, Code.DATABASE_FULL])
def test_of_fifty_exports_in_a_row_ten_a_minute_are_made(
    portal: Portal, session: Session, clock: FakeClock, trouble: Code | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = portal.sign_in.open_session(2)
    portal.export_form._make_form = lambda *_: b"%PDF"

    def refuse(*_: object) -> None:
        assert trouble is not None
        raise Unavailable(trouble)

    if trouble:
        monkeypatch.setattr(type(portal.database), "writing", refuse)
    assert forms(portal, session, 50) == 10
    assert forms(portal, other, 1) == 1, "others are not kept waiting"
    clock.advance(59)
    assert forms(portal, session, 1) == 0
    clock.advance(1)
    assert forms(portal, session, 50) == 10
    assert len(portal.export_form._limit._made) == 1, "only the last minute is remembered"


def test_a_form_that_fails_has_taken_its_time_too(portal: Portal, session: Session) -> None:
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError

    portal.export_form._make_form = fail
    for _ in range(10):
        with pytest.raises(ZeroDivisionError):
            portal.export_form.content(session, {})
    with pytest.raises(Unavailable):
        portal.export_form.content(session, {})


def test_another_process_goes_on_from_what_is_journalled(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    portal.export_form._make_form = lambda *_: b"%PDF"
    forms(portal, session, 7)
    other = Portal(portal._settings, clock)
    other.export_form._make_form = lambda *_: b"%PDF"
    assert forms(other, session, 7) == 3
    other.close()
