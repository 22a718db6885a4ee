"""Notices and a relay that misbehaves: nothing is lost, nobody else's mail waits, nothing hangs."""

import re
import threading
from collections.abc import Iterator
from time import monotonic

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.mail import relay as mail
from cmi_tui.services import send_notices
from cmi_tui.services.send_notices import SendSummary
from cmi_tui.settings import Settings
from cmi_tui.storage.outbox import Outbox
from tests.conftest import FakeClock
from tests.services.odd_relay import DRIP, DROP, FLOOD, HANG, OddRelay
from tests.storage.rows import column

ODD_ADDRESS = "=?utf-8?q?a=0Ab?=@mail.fr"


@pytest.fixture
def relay() -> Iterator[OddRelay]:
    relay = OddRelay()
    yield relay
    relay.close()


@pytest.fixture
def sender(portal: Portal, database_url: str, relay: OddRelay, clock: FakeClock) -> Iterator[Portal]:
    portal.close()
    environ = {
        "CMI_DATABASE_URL": database_url,
        "CMI_SMTP_URL": f"smtp://127.0.0.1:{relay.port}",
        "CMI_MAIL_FROM": "ne-pas-repondre@portail.example",
    }
    sender = Portal(Settings.from_environment(environ), clock)
    yield sender
    sender.close()


def keep(sender: Portal, *recipients: str) -> None:
    with sender.database.writing() as transaction:
        for recipient in recipients:
            transaction.outbox.add(1, NoticeKind.PASSWORD_CHANGED, recipient)


def waiting(url: str) -> list[object]:
    return column(url, "SELECT recipient FROM notice ORDER BY id")


def test_a_notice_that_no_mail_can_carry_is_set_aside_and_the_round_goes_on(
    sender: Portal, relay: OddRelay, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    keep(sender, ODD_ADDRESS, "no address", "a@mail.fr")
    summary = sender.send_notices()
    assert (summary.set_aside, summary.sent, summary.is_relay_down) == (2, 1, False)
    assert waiting(database_url) == []
    lines = "SELECT outcome || ' ' || subject_id FROM journal WHERE event='notice_send' ORDER BY id"
    assert column(database_url, lines) == ["unwritable 1", "unwritable 1", "done 1"]
    assert caplog.messages == [f"notice {n} cannot be written and is set aside" for n in (1, 2)]


@pytest.mark.parametrize("reply", ["550 not you", "451 later", "421 closing"])
def test_a_sender_that_the_relay_refuses_gives_no_notice_up(
    sender: Portal, relay: OddRelay, clock: FakeClock, database_url: str, reply: str
) -> None:
    keep(sender, "a@mail.fr", "b@mail.fr")
    relay.replies["MAIL"] = reply
    summary = sender.send_notices()
    assert summary.is_relay_down and summary.given_up == 0 and len(waiting(database_url)) == 2
    relay.replies.clear()
    clock.advance(60)
    assert sender.send_notices().sent == 2


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_line_that_drops_before_the_relay_takes_a_notice_has_it_tried_again(
    sender: Portal, relay: OddRelay, clock: FakeClock, database_url: str, stage: str
) -> None:
    keep(sender, "a@mail.fr", "b@mail.fr", "c@mail.fr")
    relay.replies[stage] = DROP
    summary = sender.send_notices()
    assert summary.is_relay_down and summary.put_back == 2, "the third is not tried in vain"
    assert summary.uncertain == 0 and len(waiting(database_url)) == 3
    relay.replies.clear()
    clock.advance(60)
    assert sender.send_notices().sent == 3


def test_a_line_that_drops_now_and_then_does_not_end_the_round(sender: Portal, relay: OddRelay) -> None:
    keep(sender, "a@mail.fr", "b@mail.fr", "c@mail.fr")
    relay.replies["rcpt TO:<b@mail.fr>"] = DROP
    summary = sender.send_notices()
    assert (summary.sent, summary.put_back, summary.is_relay_down) == (2, 1, False)


def test_a_line_that_drops_while_the_relay_takes_a_notice_is_uncertain(
    sender: Portal, relay: OddRelay, database_url: str
) -> None:
    keep(sender, "a@mail.fr", "b@mail.fr")
    relay.replies["BODY"] = DROP
    assert sender.send_notices().uncertain == 2 and waiting(database_url) == []


def test_a_data_that_is_refused_is_put_off_or_given_up(
    sender: Portal, relay: OddRelay, clock: FakeClock
) -> None:
    keep(sender, "a@mail.fr", "b@mail.fr")
    relay.replies["DATA"] = "451 later"
    assert sender.send_notices().put_back == 2
    relay.replies["DATA"] = "554 never"
    clock.advance(60)
    assert sender.send_notices().given_up == 2


@pytest.mark.parametrize("stage", ["EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", [HANG, DRIP])
def test_a_relay_that_never_ends_its_answer_is_left(
    sender: Portal, relay: OddRelay, stage: str, how: str, monkeypatch: pytest.MonkeyPatch,
    database_url: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(mail, "_DELIVERY_SECONDS", 0.3)
    keep(sender, "a@mail.fr")
    relay.replies[stage] = how
    started = monotonic()
    assert sender.send_notices().put_back == 1 and monotonic() - started < 10
    assert len(waiting(database_url)) == 1


@pytest.mark.parametrize("stage", ["", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_reply_of_more_lines_than_any_is_not_read_to_its_end(
    sender: Portal, relay: OddRelay, stage: str, database_url: str
) -> None:
    keep(sender, "a@mail.fr")
    relay.replies[stage] = FLOOD
    summary = sender.send_notices()
    assert summary.put_back == 1 and len(waiting(database_url)) == 1
    relay.replies.clear()


def test_a_line_without_end_is_not_read_either(sender: Portal, relay: OddRelay) -> None:
    keep(sender, "a@mail.fr")
    relay.replies["EHLO"] = "250 " + "x" * 100_000
    assert sender.send_notices().put_back == 1


@pytest.mark.parametrize("how", [HANG, DRIP, FLOOD])
def test_nobody_waits_for_a_relays_farewell(
    sender: Portal, relay: OddRelay, how: str, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setattr(mail, "_FAREWELL_SECONDS", 0.2)
    keep(sender, "a@mail.fr", "b@mail.fr")
    relay.replies["QUIT"] = how
    started = monotonic()
    assert sender.send_notices().sent == 2 and monotonic() - started < 10
    assert waiting(database_url) == []


def test_one_sender_a_process_and_it_takes_no_more_than_its_time(
    sender: Portal, relay: OddRelay, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setattr(send_notices, "_ROUND_SECONDS", 0.0)
    keep(sender, "a@mail.fr")
    assert sender.send_notices().sent == 0 and len(waiting(database_url)) == 1
    monkeypatch.undo()
    relay.replies["MAIL"] = HANG
    for _ in range(20):
        sender.send_notices.start()
    deadline = monotonic() + 10
    while not relay.heard and monotonic() < deadline:
        threading.Event().wait(0.01)
    for _ in range(20):
        sender.send_notices.start()
    assert sender.send_notices() == SendSummary()
    (thread,) = (each for each in threading.enumerate() if each.name == "notices")
    assert thread.daemon and relay.connections == 1
    relay.close()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Unavailable(Code.DATABASE_LOCKED), "notices not sent: database_locked"),
        (ZeroDivisionError("a@mail.fr"), r"[0-9A-F]{8} builtins\.ZeroDivisionError at .*"),
    ],
)
def test_a_round_that_nobody_waits_for_tells_the_log_why_it_failed(
    sender: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    trouble: Exception, told: str,
) -> None:  # fmt: skip
    def fail(_outbox: Outbox) -> None:
        raise trouble

    monkeypatch.setattr(Outbox, "take", fail)
    sender.send_notices.start()
    for thread in threading.enumerate():
        if thread.name == "notices":
            thread.join(10)
    assert re.fullmatch(told, caplog.messages[-1]) and "a@mail.fr" not in caplog.text
