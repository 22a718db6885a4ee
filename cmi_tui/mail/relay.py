"""The relay that takes the notices, reached by SMTP."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, EmailPolicy
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.notices import Notice
from cmi_tui.mail.bounded_smtp import BoundedSMTP, BoundedSMTPS, cut_after
from cmi_tui.messages.notices import SUBJECTS, notice_text
from cmi_tui.messages.pages import french_moment

_STEP_SECONDS = 20
_DELIVERY_SECONDS = 60.0
_FAREWELL_SECONDS = 2.0
_GO_AHEAD = 354
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class RelayUnreachable(Exception):
    """No relay answers, or it lets nobody in, or not our sender; nothing was sent."""


class Unwritable(Exception):
    """No message can be made for this notice: its address is none that mail can carry."""


class LineDropped(Exception):
    """The relay went, or said nothing any more, before it could take the message; nothing was sent."""


class NotTaken(Exception):
    """The relay did not take this message, for now or (`for_good`) ever."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__()
        self.for_good = for_good


class Uncertain(Exception):
    """The line dropped while the relay was taking the message: nobody knows whether it has it."""


class Relay:
    """The relay at a URL: `smtp://` (STARTTLS, except on this machine) or `smtps://`."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 25)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = _as_address(sender)

    def deliver(self, notice: Notice, now: datetime, before_data: Callable[[], bool]) -> None:
        """Sends a notice, unless `before_data`, called before the relay can take it, says no.

        It takes a minute at most. Raises RelayUnreachable, Unwritable, LineDropped, NotTaken, Uncertain.
        """
        address, needs_utf8 = _smtp_address(notice.recipient)
        data = self._data(notice, address, now, SMTPUTF8 if needs_utf8 else SMTP)
        with self._connected() as smtp:
            if needs_utf8 and not smtp.has_extn("smtputf8"):
                raise NotTaken(for_good=True)
            try:
                smtp.ehlo_or_helo_if_needed()
                code, _reply = smtp.mail(self._sender.addr_spec, ["SMTPUTF8"] if needs_utf8 else [])
                if not _is_taken(code):
                    # It is our sender that is refused, not this notice.
                    raise RelayUnreachable
                _expect(*smtp.rcpt(address))
                if not before_data():
                    return
                code, _reply = smtp.docmd("DATA")
                if code != _GO_AHEAD:
                    raise NotTaken(for_good=code >= 500)
            except (smtplib.SMTPException, OSError):
                raise LineDropped from None
            try:
                smtp.send(data)
                reply = smtp.getreply()
            except (smtplib.SMTPException, OSError):
                raise Uncertain from None
            _expect(*reply)

    def _data(
        self, notice: Notice, address: str, now: datetime, policy: "EmailPolicy[EmailMessage]"
    ) -> bytes:
        """The message as it follows DATA. Raises Unwritable."""
        # The library fails in many ways on an odd address, and none of them may stop the others' mail.
        try:
            text = self._message(notice, address, now).as_bytes(policy=policy)
            # It decodes what looks encoded in an address, line ends included.
            written = text[text.index(b"To: ") + 4 : text.index(b"\r\nSubject: ")]
            if written.replace(b"\r\n ", b"") != address.encode("utf-8"):
                raise ValueError
        except Exception:
            raise Unwritable from None
        return re.sub(rb"(?m)^\.", b"..", text) + b".\r\n"

    def _message(self, notice: Notice, address: str, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = _as_address(address)
        message["Subject"] = SUBJECTS[notice.kind]
        message["Date"] = format_datetime(now)
        # The same at each try: a relay or mailbox that got it twice can tell.
        message["Message-ID"] = f"<{notice.token}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(notice_text(notice.kind, french_moment(notice.created_at), notice.about))
        return message

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        smtp = self._new()
        try:
            with cut_after(smtp, _DELIVERY_SECONDS):
                try:
                    self._open(smtp)
                # smtplib cannot say a user or password that is not ASCII.
                except (smtplib.SMTPException, OSError, UnicodeError):
                    raise RelayUnreachable from None
                yield smtp
        finally:
            # What there was to tell is told: the relay's farewell is not worth waiting for.
            with suppress(smtplib.SMTPException, OSError), cut_after(smtp, _FAREWELL_SECONDS):
                smtp.quit()
            smtp.close()

    def _new(self) -> BoundedSMTP:
        if self._is_tls:
            return BoundedSMTPS(timeout=_STEP_SECONDS, context=ssl.create_default_context())
        return BoundedSMTP(timeout=_STEP_SECONDS)

    def _open(self, smtp: smtplib.SMTP) -> None:
        # The library tells TLS the name that it was made with, but made with one it connects at once.
        smtp._host = self._host  # type: ignore[attr-defined]
        smtp.connect(self._host, self._port)
        smtp.ehlo_or_helo_if_needed()
        wants_tls = smtp.has_extn("starttls") or self._host not in _LOCAL_HOSTS
        if wants_tls and not self._is_tls:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if self._user:
            smtp.login(self._user, self._password)


def _as_address(text: str) -> Address:
    local_part, _at, domain = text.rpartition("@")
    return Address(username=local_part, domain=domain)


def _smtp_address(recipient: str) -> tuple[str, bool]:
    """The address with its domain in IDNA form, and whether its local part needs SMTPUTF8.

    Raises Unwritable.
    """
    email = parse_email(recipient)
    if email is None:
        raise Unwritable
    local_part = recipient.rpartition("@")[0]
    return f"{local_part}@{email.key.rpartition('@')[2]}", not local_part.isascii()


def _expect(code: int, _reply: bytes) -> None:
    if not _is_taken(code):
        raise NotTaken(for_good=code >= 500)


def _is_taken(code: int) -> bool:
    return 200 <= code < 300
