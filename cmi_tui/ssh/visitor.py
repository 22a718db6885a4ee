"""Whoever is at the other end of a connection: signs in, then opens one session."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import asyncssh
from asyncssh import DisconnectError, SSHServer

from cmi_tui.domain.journal import Ending
from cmi_tui.domain.outcomes import NotServed
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.door.authentication import LINEAR_USER, Authentication, Challenge, SignInEnded
from cmi_tui.ssh.door.sign_in_time import SignInTime
from cmi_tui.ssh.door.sign_ins import SignIns
from cmi_tui.ssh.journal import Journal
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.registry import Registry
from cmi_tui.ssh.session import Opener, PortalSession
from cmi_tui.ssh.transport.channel import Channel
from cmi_tui.ssh.transport.connection import Connection

_MOST_USER_NAMES = 10


class Visitor(SSHServer):
    """The owner of a connection, in asyncssh's words."""

    connection: Connection
    _authentication: Authentication
    _time: SignInTime

    def __init__(
        self,
        limits: Limits,
        registry: Registry[Connection, PortalSession],
        journal: Journal,
        sign_ins: SignIns,
        open_session: Callable[[Opener, Session], PortalSession],
    ) -> None:
        self._limits = limits
        self._registry = registry
        self._journal = journal
        self._sign_ins = sign_ins
        self._open_session = open_session
        self._user_names = 0
        self._refusals: list[NotServed] = []
        self._session: PortalSession | None = None
        self._unused: asyncio.TimerHandle | None = None
        self._user = ""

    def connection_made(self, connection: Any) -> None:
        """A client has come."""
        self.connection = connection
        limits = self._limits
        self._time = SignInTime(limits.answer_time, limits.sign_in_time, self._time_is_up)
        self._authentication = Authentication(
            self._sign_ins, connection.address, limits.tries, self._say
        )

    def _say(self, sentence: str) -> None:
        self.connection.send_auth_banner(f"{sentence}\r\n", "fr")

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._time.stop()
        self.begun()
        session = self._authentication.session
        if self._registry.leave(self.connection) and session is not None:
            self._journal.ended(session, Ending.DROPPED)

    # Signing in: by keyboard-interactive only, so that there is one way for passwords.

    def begin_auth(self, username: str) -> bool:
        """Everyone has to sign in, whatever the user name."""
        self._user_names += 1
        if self._user_names > _MOST_USER_NAMES:
            raise _disconnection()
        if self._user_names == 1:
            self.connection.admission.greeted(self.connection)
            limits = self._limits
            if username != LINEAR_USER:
                self._say(texts.LINEAR_MODE)
            self._say(
                texts.SIGN_IN_TIME.format(
                    answer=round(limits.answer_time / 60), whole=round(limits.sign_in_time / 60)
                )
            )
        self._user = username
        self._authentication.begin(username)
        return True

    def kbdint_auth_supported(self) -> bool:
        """Questions and answers are the way to sign in."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> Challenge:
        """The first question."""
        try:
            question = self._authentication.challenge()
        except SignInEnded:
            raise _disconnection() from None
        self._time.asked()
        return question

    async def validate_kbdint_response(
        self, username: str, responses: Sequence[str]
    ) -> Challenge | bool:
        """Yes, or the next question, until there were too many tries."""
        self._time.answered()
        self.connection.admission.answered(self.connection)
        try:
            reply = await self._authentication.answer(responses)
        except SignInEnded:
            raise _disconnection() from None
        if not isinstance(reply, bool):
            self._time.asked()
        return reply

    def _time_is_up(self) -> None:
        if self._user_names:
            self._say(texts.SIGN_IN_TIME_IS_UP)
        self.connection.disconnect(
            asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, texts.DISCONNECTED_LATE, "fr"
        )

    def auth_completed(self) -> None:
        """Signed in: the connection no longer counts among those that wait."""
        self._time.stop()
        self.connection.admission.leave(self.connection)
        self._come_in()
        # It is to open its session soon.
        self._unused = asyncio.get_running_loop().call_later(self._limits.unused, self.connection.abort)

    def _come_in(self) -> None:
        session = self._authentication.session
        assert session is not None
        self.connection.come_inside(session.account_id)
        if not self._registry.arrive(self.connection, session.account_id):
            self._journal.ended(session, Ending.CROWDED)
            self.connection.disconnect(
                asyncssh.DISC_TOO_MANY_CONNECTIONS, texts.TOO_MANY_CONNECTIONS, "fr"
            )

    # What is asked for then.

    @property
    def is_linear(self) -> bool:
        """Whether the client signed in under the name that asks for the linear mode."""
        return self._user == LINEAR_USER

    def session_requested(self) -> Any:
        """One session a connection."""
        if self._session is not None or self._authentication.session is None:
            self.refuse(NotServed.SESSION)
            return False
        self._session = self._open_session(self, self._authentication.session)
        return Channel(self.connection, self.refuse), self._session

    def begun(self) -> None:
        """What was asked for has begun."""
        if self._unused is not None:
            self._unused.cancel()

    def refuse(self, kind: NotServed) -> None:
        """Journals a refused request, each kind once, and ends a connection that does not stop."""
        session = self._authentication.session
        if kind not in self._refusals and session is not None:
            self._journal.refused(session, kind)
        self._refusals.append(kind)
        if len(self._refusals) > self._limits.refusals:
            self.connection.abort()

    def connection_requested(self, *_arguments: Any) -> bool:
        """No forwarding from the client's machine (`-L`, `-D`, `-W`, `-J`)."""
        self.refuse(NotServed.PORT_FORWARDING)
        return False

    def server_requested(self, *_arguments: Any) -> bool:
        """No forwarding to the client's machine (`-R`)."""
        self.refuse(NotServed.PORT_FORWARDING)
        return False

    def unix_connection_requested(self, *_arguments: Any) -> bool:
        """No forwarding of sockets."""
        self.refuse(NotServed.SOCKET_FORWARDING)
        return False

    def unix_server_requested(self, *_arguments: Any) -> bool:
        """No forwarding of sockets."""
        self.refuse(NotServed.SOCKET_FORWARDING)
        return False

    def tun_requested(self, *_arguments: Any) -> bool:
        """No tunnel (`-w`)."""
        self.refuse(NotServed.TUNNEL)
        return False

    def tap_requested(self, *_arguments: Any) -> bool:
        """No tunnel (`-w`)."""
        self.refuse(NotServed.TUNNEL)
        return False


def _disconnection() -> DisconnectError:
    # Only ASCII: OpenSSH writes other letters of a reason in octal.
    return DisconnectError(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, texts.DISCONNECTED, "fr")
