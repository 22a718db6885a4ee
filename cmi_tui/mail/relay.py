"""The relay that takes the notices, reached by SMTP."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.notices import Notice
from cmi_tui.messages.notices import SUBJECTS, notice_text
from cmi_tui.messages.pages import french_moment

_SECONDS = 20
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class RelayUnreachable(Exception):
    """No relay answers, or it lets nobody in; nothing was sent."""


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
        self._sender = sender

    def deliver(self, notice: Notice, now: datetime, before_data: Callable[[], bool]) -> None:
        """Sends a notice, unless `before_data`, called before the relay can take it, says no.

        Raises RelayUnreachable, NotTaken, Uncertain.
        """
        address, needs_utf8 = _smtp_address(notice.recipient)
        message = self._message(notice, address, now)
        with self._connected() as smtp:
            if needs_utf8 and not smtp.has_extn("smtputf8"):
                raise NotTaken(for_good=True)
            try:
                smtp.ehlo_or_helo_if_needed()
                _expect(*smtp.mail(self._sender, ["SMTPUTF8"] if needs_utf8 else []))
                _expect(*smtp.rcpt(address))
            except (smtplib.SMTPException, OSError):
                raise NotTaken(for_good=False) from None
            if not before_data():
                return
            try:
                reply = smtp.data(message.as_bytes(policy=SMTPUTF8 if needs_utf8 else SMTP))
            except smtplib.SMTPDataError as error:
                raise NotTaken(for_good=error.smtp_code >= 500) from None
            except (smtplib.SMTPException, OSError):
                raise Uncertain from None
            _expect(*reply)

    def _message(self, notice: Notice, address: str, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = address
        message["Subject"] = SUBJECTS[notice.kind]
        message["Date"] = format_datetime(now)
        # The same at each try: a relay or mailbox that got it twice can tell.
        message["Message-ID"] = f"<{notice.token}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(notice_text(notice.kind, french_moment(notice.created_at)))
        return message

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        try:
            smtp = self._open()
        # smtplib cannot say a user or password that is not ASCII.
        except (smtplib.SMTPException, OSError, UnicodeError):
            raise RelayUnreachable from None
        try:
            yield smtp
        finally:
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def _open(self) -> smtplib.SMTP:
        smtp = self._line()
        try:
            self._let_in(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _line(self) -> smtplib.SMTP:
        if self._is_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=_SECONDS, context=context)
        return smtplib.SMTP(self._host, self._port, timeout=_SECONDS)

    def _let_in(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self._is_tls and (smtp.has_extn("starttls") or self._host not in _LOCAL_HOSTS):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if self._user:
            smtp.login(self._user, self._password)


def _smtp_address(recipient: str) -> tuple[str, bool]:
    """The address with its domain in IDNA form, and whether its local part needs SMTPUTF8."""
    email = parse_email(recipient)
    if email is None:
        raise NotTaken(for_good=True)
    local_part = recipient.rpartition("@")[0]
    return f"{local_part}@{email.key.rpartition('@')[2]}", not local_part.isascii()


def _expect(code: int, _reply: bytes) -> None:
    if not 200 <= code < 300:
        raise NotTaken(for_good=code >= 500)
