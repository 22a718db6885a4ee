"""Notices by mail: written with the change, sent once to a real SMTP server, in nobody's way."""

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from cmi_tui.storage.outbox import Outbox
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.storage.rows import column

EMAIL = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}
NEW_PASSWORD = {"old": PASSWORD, "new": "Élan-2027!", "confirmation": "Élan-2027!"}
SENDER = "ne-pas-repondre@portail.example"


class Mailbox:
    """What the server took; `replies` are given to the next recipients or messages instead."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, EmailMessage]] = []
        self.rcpt_replies: list[str] = []
        self.data_replies: list[str] = []

    async def handle_RCPT(
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt_replies:
            return self.rcpt_replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:
        if self.data_replies:
            return self.data_replies.pop(0)
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope.rcpt_tos[0], message))
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp_port(mailbox: Mailbox) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, auth_require_tls=False
    )
    controller.start()
    yield port
    controller.stop()


def mailing(portal: Portal, url: str, port: int, clock: FakeClock, user: str = "") -> Portal:
    portal.close()
    environ = {
        "CMI_DATABASE_URL": url,
        "CMI_SMTP_URL": f"smtp://{user}127.0.0.1:{port}",
        "CMI_MAIL_FROM": SENDER,
    }
    return Portal(Settings.from_environment(environ), clock)


@pytest.fixture
def mailing_portal(
    portal: Portal, database_url: str, smtp_port: int, clock: FakeClock
) -> Iterator[Portal]:
    sender = mailing(portal, database_url, smtp_port, clock)
    yield sender
    sender.close()


@pytest.fixture
def holder(mailing_portal: Portal) -> Session:
    return mailing_portal.sign_in.open_session(1)


def waiting(url: str) -> int:
    (count,) = column(url, "SELECT count(*) FROM notice")
    return int(str(count))


def test_a_change_of_address_tells_the_old_and_the_new_one(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox, database_url: str
) -> None:
    mailing_portal.change_email(holder, EMAIL)
    assert mailing_portal.send_notices().sent == 2
    assert [to for to, _message in mailbox.messages] == ["mail0455@mail.fr", "dds@hotmail.fr"]
    for to, message in mailbox.messages:
        assert message["To"] == to and message["From"] == SENDER
        text = message.get_content()
        assert "le 23/11/2026 à" in text and "Si ce n'est pas vous" in text
        for value in ("dds@", "mail0455", AUGUSTE, "Lambert"):
            assert value not in text
    assert len({message["Message-ID"] for _to, message in mailbox.messages}) == 2
    assert waiting(database_url) == 0 and mailing_portal.send_notices().sent == 0
    told = column(database_url, "SELECT detail FROM journal WHERE event='notice_send' ORDER BY id")
    assert told == ["email_changed_to_old", "email_changed_to_new"]


def test_another_letter_case_of_the_same_address_tells_nobody(
    mailing_portal: Portal, holder: Session, database_url: str
) -> None:
    same = "Mail0455@mail.fr"
    mailing_portal.change_email(holder, {**EMAIL, "new": same, "confirmation": same})
    assert waiting(database_url) == 0


def test_a_change_of_password_tells_the_current_address(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox
) -> None:
    mailing_portal.change_password(holder, NEW_PASSWORD)
    code = mailing_portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    by_code = mailing_portal.sign_in({"login": AUGUSTE, "password": code})
    mailing_portal.choose_password(by_code, {"new": "Autre-2027!", "confirmation": "Autre-2027!"})
    mailing_portal.send_notices()
    assert [to for to, _message in mailbox.messages] == ["mail0455@mail.fr"] * 2
    assert "Élan-2027!" not in str(mailbox.messages[0][1])


def test_an_account_without_an_address_is_told_nothing_until_it_has_one(
    mailing_portal: Portal, mailbox: Mailbox, database_url: str
) -> None:
    organisation = mailing_portal.sign_in.open_session(3)
    mailing_portal.change_password(organisation, NEW_PASSWORD)
    assert waiting(database_url) == 0
    mailing_portal.change_email(organisation, {**EMAIL, "current": ""})
    assert mailing_portal.send_notices().sent == 1
    assert [to for to, _message in mailbox.messages] == ["dds@hotmail.fr"]


def test_a_change_that_is_refused_tells_nobody(
    mailing_portal: Portal, holder: Session, database_url: str
) -> None:
    taken = "assistance@mail.fr"
    with pytest.raises(Refused):
        mailing_portal.change_email(holder, {**EMAIL, "new": taken, "confirmation": taken})
    with pytest.raises(Refused):
        mailing_portal.change_password(holder, NEW_PASSWORD | {"old": "wrong"})
    assert waiting(database_url) == 0


def test_without_a_relay_nothing_is_kept(
    portal: Portal, session: Session, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.change_email(session, EMAIL)
    portal.change_password(session, NEW_PASSWORD)
    assert waiting(database_url) == 0
    assert main(["notices", "send"]) == 1
    assert "CMI_SMTP_URL" in capsys.readouterr().err


def test_an_international_address_is_written_to(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox
) -> None:
    address = "élodie@exämple.fr"
    mailing_portal.change_email(holder, {**EMAIL, "new": address, "confirmation": address})
    assert mailing_portal.send_notices().sent == 2
    assert mailbox.messages[1][0] == "élodie@xn--exmple-cua.fr"


def test_a_relay_that_is_down_keeps_the_change_and_the_notices(
    portal: Portal, database_url: str, clock: FakeClock, mailbox: Mailbox, smtp_port: int
) -> None:
    deaf = mailing(portal, database_url, 1, clock)
    holder = deaf.sign_in.open_session(1)
    deaf.change_email(holder, EMAIL)
    assert deaf.read_information(holder).email == EMAIL["new"]
    summary = deaf.send_notices()
    assert summary.is_relay_down and summary.put_back == 1
    deaf.close()
    well = mailing(portal, database_url, smtp_port, clock)
    assert well.send_notices().sent == 1, "the one that was tried waits for its minute"
    clock.advance(60)
    assert well.send_notices().sent == 1 and waiting(database_url) == 0
    well.close()


@pytest.mark.parametrize("user", ["user:secret@", "user:cl%C3%A9@"])
def test_a_relay_that_lets_nobody_in_keeps_the_notices(
    portal: Portal, database_url: str, clock: FakeClock, smtp_port: int, user: str
) -> None:
    sender = mailing(portal, database_url, smtp_port, clock, user)
    sender.change_password(sender.sign_in.open_session(1), NEW_PASSWORD)
    assert sender.send_notices().is_relay_down and waiting(database_url) == 1
    sender.close()


@pytest.mark.parametrize("stage", ["rcpt_replies", "data_replies"])
def test_a_notice_that_is_put_off_is_retried_and_one_that_is_refused_is_given_up(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox, clock: FakeClock, stage: str,
    database_url: str,
) -> None:  # fmt: skip
    mailing_portal.change_password(holder, NEW_PASSWORD)
    replies: list[str] = getattr(mailbox, stage)
    replies[:] = ["451 later", "451 later"]
    assert mailing_portal.send_notices().put_back == 1
    assert mailing_portal.send_notices().put_back == 0, "not before its time"
    clock.advance(60)
    assert mailing_portal.send_notices().put_back == 1
    clock.advance(119)
    assert mailing_portal.send_notices().sent == 0
    replies[:] = ["550 nobody"]
    clock.advance(1)
    assert mailing_portal.send_notices().given_up == 1
    assert waiting(database_url) == 0 and mailbox.messages == []
    outcome = column(database_url, "SELECT outcome FROM journal WHERE event = 'notice_send'")
    assert outcome == ["given_up"]


def test_a_notice_is_given_up_after_three_days(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox, clock: FakeClock
) -> None:
    mailing_portal.change_email(holder, EMAIL)
    mailbox.rcpt_replies[:] = ["451 later"] * 4
    clock.advance(3 * 86400)
    assert mailing_portal.send_notices().put_back == 2
    clock.advance(60)
    assert mailing_portal.send_notices().given_up == 2


def test_several_senders_send_each_notice_once(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox
) -> None:
    current = "mail0455@mail.fr"
    for number in range(6):
        new = f"holder{number}@mail.fr"
        mailing_portal.change_email(holder, {"current": current, "new": new, "confirmation": new})
        current = new
    assert mailing_portal.send_notices is not None  # made before the threads, as a server does
    barrier, sent = threading.Barrier(4), []

    def send() -> None:
        barrier.wait()
        sent.append(mailing_portal.send_notices().sent)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 12 == len(mailbox.messages)
    assert len({message["Message-ID"] for _to, message in mailbox.messages}) == 12


def test_a_sender_that_dies_after_the_relay_took_a_notice_sends_none_twice(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox, clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch, database_url: str,
) -> None:  # fmt: skip
    mailing_portal.change_email(holder, EMAIL)
    with monkeypatch.context() as dying:
        dying.setattr(Outbox, "remove", lambda *_: 1 / 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                mailing_portal.send_notices()
    assert len(mailbox.messages) == 2
    assert mailing_portal.send_notices().uncertain == 0, "they may still be at work"
    clock.advance(301)
    assert mailing_portal.send_notices().uncertain == 2
    assert len(mailbox.messages) == 2 and waiting(database_url) == 0


def test_a_sender_that_dies_before_the_relay_took_a_notice_leaves_it_to_the_next(
    mailing_portal: Portal, holder: Session, mailbox: Mailbox, clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    mailing_portal.change_password(holder, NEW_PASSWORD)
    with monkeypatch.context() as dying:
        dying.setattr(Outbox, "start_sending", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mailing_portal.send_notices()
    clock.advance(301)
    assert mailing_portal.send_notices().sent == 1 == len(mailbox.messages)
