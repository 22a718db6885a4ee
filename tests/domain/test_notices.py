"""How long a notice waits for its relay, and what of it may be shown."""

from datetime import UTC, datetime, timedelta

from cmi_tui.domain.notices import Notice, NoticeKind, next_try


def test_a_notice_is_tried_again_after_a_minute_doubling_to_an_hour() -> None:
    minutes = [next_try(tries) / timedelta(minutes=1) for tries in (1, 2, 3, 6, 7, 8, 100)]
    assert minutes == [1, 2, 4, 32, 60, 60, 60]


def test_no_address_and_no_token_is_shown() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    notice = Notice(7, 1, NoticeKind.PASSWORD_CHANGED, "a@mail.fr", "token", now, 0)
    assert repr(notice) == "Notice(notice_id=7)"
