"""What was being typed when a session ended, kept for whoever typed it."""

import pytest

from cmi_tui.domain.portal_forms import EMAIL, EXPORT, PASSWORD
from cmi_tui.services import drafts
from cmi_tui.services.drafts import Drafts
from tests.conftest import FakeClock

TYPED = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": ""}
KEPT = {"new": "dds@hotmail.fr"}


@pytest.fixture
def kept(clock: FakeClock) -> Drafts:
    return Drafts(clock)


def test_what_was_typed_comes_back_once_to_its_form_and_its_account(kept: Drafts) -> None:
    assert kept.keep(1, EMAIL, TYPED)
    assert (kept.form_of(1), kept.form_of(2)) == ("email", "")
    assert kept.take(2, EMAIL) == {} and kept.take(1, EXPORT) == {}
    assert kept.take(1, EMAIL) == KEPT
    assert kept.take(1, EMAIL) == {} and kept.form_of(1) == ""


def test_passwords_are_never_kept_nor_shown(kept: Drafts) -> None:
    assert not kept.keep(1, PASSWORD, dict.fromkeys(("old", "new", "confirmation"), "Secret-2026!"))
    assert not kept.keep(1, EMAIL, TYPED | {"new": ""}), "what is only shown was not typed"
    assert kept.form_of(1) == ""
    kept.keep(1, EMAIL, TYPED)
    assert "dds" not in repr(kept._drafts) and "email" in repr(kept._drafts)


def test_a_newer_draft_takes_the_place_of_the_older(kept: Drafts) -> None:
    kept.keep(1, EXPORT, {"details": "x"})
    kept.keep(1, EMAIL, TYPED)
    assert kept.take(1, EXPORT) == {} and kept.take(1, EMAIL) == KEPT


def test_a_draft_is_forgotten_after_ten_minutes(kept: Drafts, clock: FakeClock) -> None:
    for account_id in (1, 2):
        kept.keep(account_id, EMAIL, TYPED)
    clock.advance(599)
    assert kept.form_of(1) == "email"
    clock.advance(1)
    assert kept.take(1, EMAIL) == {} and kept.form_of(2) == ""


def test_drafts_are_bounded_and_the_oldest_goes(kept: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_MOST", 3)
    for account_id in (1, 2, 3, 1, 4):
        kept.keep(account_id, EMAIL, TYPED)
    assert [account_id for account_id in (1, 2, 3, 4) if kept.form_of(account_id)] == [1, 3, 4]
