"""Signing in over SSH: a keyboard-interactive dialogue in French, on the portal's one use case."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

from cmi_tui.composition import Portal
from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.errors import Refused, Unavailable
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.messages import ssh as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session

LINEAR_USER = "lineaire"
"""The SSH user name that asks for the linear mode."""
_SHORTEST_IDENTIFIER = 8
# Name, instruction, language, and the questions, each with whether the answer is echoed.
Challenge = tuple[str, str, str, list[tuple[str, bool]]]


class SignInEnded(Exception):
    """No more tries; the client has been told why."""


class Authentication:
    """The dialogue of one connection; `session` is whose it is once it has succeeded."""

    def __init__(
        self,
        portal: Portal,
        workers: Executor,
        source: str,
        tries: int,
        say: Callable[[str], None],
        throttled: Callable[[], None],
    ) -> None:
        """`say` shows a sentence to the client: a challenge's own instruction comes garbled where
        it has an accent, in OpenSSH."""
        self._portal = portal
        self._workers = workers
        self._source = source
        self._tries = tries
        self._say = say
        self._throttled = throttled
        self._asked = 0
        self._login = ""
        self.session: Session | None = None

    def begin(self, user: str) -> None:
        """The client signs in under this SSH user name."""
        self._login = user if _is_login(user) else ""

    def challenge(self) -> Challenge:
        """The questions. Raises SignInEnded when they have been asked often enough."""
        self._asked += 1
        if self._asked > self._tries:
            self._say(texts.TOO_MANY_TRIES)
            raise SignInEnded
        questions = [] if self._login else [(texts.LOGIN_QUESTION, True)]
        return "", "", "fr", [*questions, (texts.PASSWORD_QUESTION, False)]

    async def answer(self, answers: Sequence[str]) -> Challenge | bool:
        """Whether the answers open a session, or the questions again. Raises SignInEnded."""
        if len(answers) != (1 if self._login else 2):
            return False
        values = {"login": self._login or answers[0], "password": answers[-1]}
        loop = asyncio.get_running_loop()
        try:
            # In threads of their own: hashing keeps nobody's pages waiting.
            self.session = await loop.run_in_executor(self._workers, self._sign_in, values)
        except Refused as refusal:
            if refusal.wait:
                self._throttled()
            for field in SIGN_IN.fields:
                if field.name in refusal.errors:
                    self._say(error_text(refusal.errors[field.name], field, refusal.wait))
            return self.challenge()
        except Unavailable as error:
            self._say(error_text(error.code))
            raise SignInEnded from None
        return True

    def _sign_in(self, values: dict[str, str]) -> Session:
        return self._portal.sign_in(values, source=self._source)


def _is_login(user: str) -> bool:
    """Whether an SSH user name is meant as a login: an email address, or an identifier's digits."""
    is_identifier = user.isascii() and user.isdigit() and len(user) >= _SHORTEST_IDENTIFIER
    return is_identifier or parse_email(user) is not None
